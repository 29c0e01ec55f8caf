package io.github.mailmodosource.lines;

import java.util.concurrent.ThreadLocalRandom;

/**
 * Names for the files of bundles: {@code letters.jsonl} becomes {@code
 * letters-1795662245678-4821096531204865.jsonl}. The first number is the time, so that a listing
 * shows them in their order; the second is random, so that no two workers and no two attempts have
 * the same.
 */
final class BundleName {
  private BundleName() {}

  /** A name that nobody else has. */
  static String next(String file) {
    int name = file.lastIndexOf('/') + 1;
    int dot = file.lastIndexOf('.');
    // A name that begins with a dot has no ending.
    int end = dot > name ? dot : file.length();
    return file.substring(0, end)
        + '-'
        + System.currentTimeMillis()
        + '-'
        + (ThreadLocalRandom.current().nextLong() >>> 1)
        + file.substring(end);
  }
}
