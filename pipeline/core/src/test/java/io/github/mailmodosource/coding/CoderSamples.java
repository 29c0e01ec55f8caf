package io.github.mailmodosource.coding;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.beam.sdk.coders.Coder;

/**
 * A coder and values to try it on.
 *
 * @param values by a name that says what is special about each
 */
public record CoderSamples<T>(Coder<T> coder, Map<String, T> values) {
  public static <T> CoderSamples<T> of(Coder<T> coder) {
    return new CoderSamples<>(coder, Map.of());
  }

  public CoderSamples<T> and(String name, T value) {
    Map<String, T> more = new LinkedHashMap<>(values);
    more.put(name, value);
    return new CoderSamples<>(coder, more);
  }

  String name() {
    return coder.getClass().getSimpleName();
  }
}
