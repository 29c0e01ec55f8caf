package io.github.mailmodosource.files;

import io.github.mailmodosource.coding.MaskedText;
import io.github.mailmodosource.rows.RowFormat;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A part of a file that one worker reads alone: the rows whose first byte lies in {@code [start,
 * end)}; of records, those of the blocks that begin there.
 *
 * @param file the file, as its file system names it
 * @param size its bytes when it was listed; if it has fewer now, rows are gone
 * @param format the format; null for a whole file, whose content is looked at when it is opened
 * @param start first byte, from 0
 * @param end the byte after the last; {@code Long.MAX_VALUE} means to the end of the file
 */
record FileRange(String file, long size, @Nullable RowFormat format, long start, long end)
    implements Serializable {

  /** A file that is read from its beginning to its end. */
  static FileRange whole(ListedFile file) {
    return new FileRange(file.name(), file.size(), null, 0, Long.MAX_VALUE);
  }

  /** What comes through a pipe, of which nobody knows how much it is. */
  static FileRange ofPipe(String name) {
    return whole(new ListedFile(name, ListedFile.PIPE, false));
  }

  boolean isOfPipe() {
    return size == ListedFile.PIPE;
  }

  boolean isWhole() {
    return start == 0 && end == Long.MAX_VALUE;
  }

  /** Runners log elements when they are told to: a file may be named after somebody. */
  @Override
  public String toString() {
    return "FileRange[" + MaskedText.of(file) + ", " + start + " to " + end + "]";
  }
}
