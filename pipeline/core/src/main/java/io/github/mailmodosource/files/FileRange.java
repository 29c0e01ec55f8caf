package io.github.mailmodosource.files;

import io.github.mailmodosource.coding.MaskedText;
import io.github.mailmodosource.rows.RowFormat;

/**
 * A part of a file that one worker reads alone: the rows whose first byte lies in {@code [start,
 * end)}.
 *
 * @param file the file, as its Beam file system names it
 * @param compressed whether the file's ending names a compression; such a file is one range
 * @param start first byte, from 0
 * @param end the byte after the last; {@code Long.MAX_VALUE} means to the end of the file
 */
record FileRange(String file, boolean compressed, RowFormat format, long start, long end) {

  /** Runners log elements when they are told to: a file may be named after somebody. */
  @Override
  public String toString() {
    return "FileRange[" + MaskedText.of(file) + ", " + start + " to " + end + "]";
  }
}
