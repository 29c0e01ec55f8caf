package io.github.mailmodosource.bench;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/** What lies in the middle. */
final class Medians {
  private Medians() {}

  /** The value in the middle, or what lies between the two there; empty if there are none. */
  static OptionalDouble of(double... values) {
    if (values.length == 0) {
      return OptionalDouble.empty();
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    return OptionalDouble.of(
        sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2);
  }

  static OptionalDouble of(List<Measurement> runs, ToDoubleFunction<Measurement> figure) {
    return of(runs.stream().mapToDouble(figure).toArray());
  }
}
