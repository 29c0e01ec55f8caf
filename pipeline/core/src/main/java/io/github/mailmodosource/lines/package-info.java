/** Files that are whole or not there, and the lines of a bounded run as one of them. */
@NullMarked
package io.github.mailmodosource.lines;

import org.jspecify.annotations.NullMarked;
