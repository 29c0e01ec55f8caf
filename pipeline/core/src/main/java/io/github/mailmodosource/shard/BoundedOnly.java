package io.github.mailmodosource.shard;

import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollection.IsBounded;

/**
 * Refuses an unbounded input where a transform waits for its end: a group in the global window, or
 * what leaves from {@code @FinishBundle} at the end of that window, would never be seen, or would
 * be late.
 */
public final class BoundedOnly {
  private BoundedOnly() {}

  /**
   * To be called first in {@code expand}.
   *
   * @throws IllegalStateException if the input is unbounded
   */
  public static void check(PTransform<?, ?> transform, PCollection<?> input) {
    if (input.isBounded() == IsBounded.UNBOUNDED) {
      throw new IllegalStateException(
          transform.getName()
              + " works on bounded input only, but "
              + input.getName()
              + " is unbounded");
    }
  }
}
