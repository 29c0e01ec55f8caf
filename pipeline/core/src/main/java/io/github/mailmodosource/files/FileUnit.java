package io.github.mailmodosource.files;

import io.github.mailmodosource.rows.RowBlock;
import io.github.mailmodosource.rows.UnreadRows;
import java.util.List;
import java.util.function.Consumer;

/**
 * What one worker reads in one go: a range of a big file, or up to a thousand small files, each of
 * which alone would cost a runner more than its rows.
 */
record FileUnit(List<FileRange> ranges, TextFile.Settings settings) implements UnreadRows {
  private static final long serialVersionUID = 1;

  FileUnit {
    ranges = List.copyOf(ranges);
  }

  @Override
  public void forEachBlock(Consumer<RowBlock> sink) {
    FileReader reader = new FileReader(settings);
    ranges.forEach(range -> reader.read(range, sink));
  }

  @Override
  public String toString() {
    return "FileUnit[" + ranges.size() + " ranges]";
  }
}
