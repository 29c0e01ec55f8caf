package io.github.mailmodosource.bench;

import java.io.Serial;

/** The benchmark cannot go on; the message is for its user. */
final class BenchFailure extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  BenchFailure(String message) {
    super(message);
  }
}
