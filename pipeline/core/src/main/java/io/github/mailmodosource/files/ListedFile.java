package io.github.mailmodosource.files;

import io.github.mailmodosource.coding.MaskedText;

/**
 * A file that was found.
 *
 * @param name as its file system takes it
 * @param size its bytes at that time; {@link #PIPE} if it is not a file but gives its bytes once,
 *     as they come
 * @param canBeEntered whether reading from its middle is cheap
 */
record ListedFile(String name, long size, boolean canBeEntered) {
  static final long PIPE = -1;

  boolean isPipe() {
    return size == PIPE;
  }

  @Override
  public String toString() {
    return "ListedFile[" + MaskedText.of(name) + ", " + size + "]";
  }
}
