package io.github.mailmodosource.files;

import java.util.List;

/**
 * What one worker reads in one go: a range of a big file, or up to a thousand small files, each of
 * which alone would cost a runner more than its rows.
 */
record FileUnit(List<FileRange> ranges) {
  FileUnit {
    ranges = List.copyOf(ranges);
  }

  @Override
  public String toString() {
    return "FileUnit[" + ranges.size() + " ranges]";
  }
}
