/** Avro files to rows. */
@NullMarked
package io.github.mailmodosource.avro;

import org.jspecify.annotations.NullMarked;
