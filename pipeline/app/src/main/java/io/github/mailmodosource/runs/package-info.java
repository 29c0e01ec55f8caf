/** The command {@code runs}: the reports of a folder, as a list and as a page. */
@NullMarked
package io.github.mailmodosource.runs;

import org.jspecify.annotations.NullMarked;
