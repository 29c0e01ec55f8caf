package io.github.mailmodosource.bench;

import java.math.BigDecimal;
import java.util.List;

/**
 * What a process took, its start included.
 *
 * @param seconds by the clock
 * @param user seconds of CPU
 * @param system seconds of CPU in the kernel
 * @param maxKilobytes the most that was resident; 0 if nobody knows
 */
record Usage(BigDecimal seconds, BigDecimal user, BigDecimal system, long maxKilobytes) {
  /** Reads {@code seconds user system kilobytes}. */
  static Usage parse(String figures) {
    List<String> words = List.of(figures.strip().split(" +", -1));
    if (words.size() != 4) {
      throw new IllegalArgumentException("these are not four figures: " + figures);
    }
    return new Usage(
        new BigDecimal(words.get(0)),
        new BigDecimal(words.get(1)),
        new BigDecimal(words.get(2)),
        Long.parseLong(words.get(3)));
  }

  double cpuSeconds() {
    return user.add(system).doubleValue();
  }
}
