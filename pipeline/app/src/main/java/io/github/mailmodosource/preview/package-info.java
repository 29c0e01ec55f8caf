/** The command {@code preview}: what {@code send} would do, without sending anything. */
@NullMarked
package io.github.mailmodosource.preview;

import org.jspecify.annotations.NullMarked;
