package io.github.mailmodosource.lines;

import java.io.Serializable;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.jspecify.annotations.Nullable;

/**
 * How elements become lines.
 *
 * @param line of an element, the line end included
 * @param counter of an element that was written; null if nothing counts them
 */
record LineFormat<T>(
    SerializableFunction<T, byte[]> line, @Nullable SerializableFunction<T, Counter> counter)
    implements Serializable {}
