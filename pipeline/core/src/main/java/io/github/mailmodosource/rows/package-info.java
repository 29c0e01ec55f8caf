/**
 * Rows in, from files; the shape of a row is that of every source. A {@link
 * io.github.mailmodosource.rows.SourceRow} is a piece of text that knows where it came from; {@link
 * io.github.mailmodosource.rows.FieldReader} takes the fields out of it. Nothing here knows what a
 * row means.
 */
@NullMarked
package io.github.mailmodosource.rows;

import org.jspecify.annotations.NullMarked;
