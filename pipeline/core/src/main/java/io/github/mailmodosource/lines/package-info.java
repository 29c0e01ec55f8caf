/** The lines of a bounded run as one file. */
@NullMarked
package io.github.mailmodosource.lines;

import org.jspecify.annotations.NullMarked;
