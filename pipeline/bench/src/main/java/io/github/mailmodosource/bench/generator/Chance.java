package io.github.mailmodosource.bench.generator;

import java.util.SplittableRandom;

/** Numbers by chance, one after the other, the same for the same seed. */
final class Chance {
  private final SplittableRandom random;

  Chance(long seed) {
    random = new SplittableRandom(seed);
  }

  /** A number from 0 to bound - 1. The bias is far below anything that shows in such files. */
  int below(int bound) {
    return (int) below((long) bound);
  }

  long below(long bound) {
    return (random.nextLong() >>> 1) % bound;
  }

  /** True in that share of all cases. A share of 0 takes no number. */
  boolean of(double share) {
    return share > 0 && (random.nextLong() >>> 11) * 0x1.0p-53 < share;
  }

  long bits() {
    return random.nextLong();
  }
}
