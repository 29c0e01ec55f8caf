/** A run without end: its options, its state, how it is drained, what it tells while it runs. */
@NullMarked
package io.github.mailmodosource.stream;

import org.jspecify.annotations.NullMarked;
