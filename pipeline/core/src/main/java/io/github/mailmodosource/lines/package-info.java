/** Files that are whole or not there, and the lines of a run as one of them, or as many. */
@NullMarked
package io.github.mailmodosource.lines;

import org.jspecify.annotations.NullMarked;
