package io.github.mailmodosource.event;

/** The first {@code length} of these bytes: arrays are not cut to size where that is a copy. */
record ByteRun(byte[] bytes, int length) {
  static ByteRun of(byte[] bytes) {
    return new ByteRun(bytes, bytes.length);
  }
}
