/**
 * Runs without end that are killed, stopped and refused, and what must be at the server afterwards.
 */
@NullMarked
package io.github.mailmodosource.bench.streams;

import org.jspecify.annotations.NullMarked;
