package io.github.mailmodosource.files;

import io.github.mailmodosource.rows.FirstRows;
import io.github.mailmodosource.rows.RowBlock;
import io.github.mailmodosource.rows.SourceRow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads the first rows of a file before a run. */
final class FileBeginning {
  /** Rows may be large: what is looked at is held in memory. */
  private static final long MOST_BYTES = 16L << 20;

  private final List<SourceRow> rows = new ArrayList<>();
  private final int most;
  private long bytes;

  private FileBeginning(int most) {
    this.most = most;
  }

  /** The first rows, at most so many. Where the file cannot be read on, the run will say why. */
  static FirstRows of(ListedFile file, TextFile.Settings settings, int most) {
    FileBeginning beginning = new FileBeginning(most);
    FileReader reader = new FileReader(settings);
    try {
      reader.readWhole(FileRange.whole(file), beginning::add);
    } catch (EnoughException | IOException e) {
      // What cannot be read is not a matter of names.
    }
    return FirstRows.ofFile(file.name(), reader.columns(), beginning.rows);
  }

  /** The same of a pipe, in which they stay. */
  static FirstRows ofPipe(String pipe, TextFile.Settings settings, int most) {
    FileBeginning beginning = new FileBeginning(most);
    Pipes.Beginning head = Pipes.beginning(pipe);
    String name = Pipes.nameOf(pipe);
    FileReader reader = new FileReader(settings);
    try {
      reader.read(FileRange.ofPipe(name), head.stream(), beginning::add);
    } catch (EnoughException | IOException e) {
      // What was looked at ends in the middle of something.
    }
    List<SourceRow> rows = beginning.rows;
    boolean lastMayBeCut = !head.isAll() && rows.size() < most && !rows.isEmpty();
    return FirstRows.ofFile(
        name, reader.columns(), lastMayBeCut ? rows.subList(0, rows.size() - 1) : rows);
  }

  private void add(RowBlock block) {
    block.forEachRow(
        row -> {
          if (rows.size() < most) {
            rows.add(row);
          }
        });
    bytes += block.bytes().length;
    if (rows.size() >= most || bytes >= MOST_BYTES) {
      throw new EnoughException();
    }
  }

  private static final class EnoughException extends RuntimeException {
    private static final long serialVersionUID = 1;

    EnoughException() {
      super("enough rows were read", null, false, false);
    }
  }
}
