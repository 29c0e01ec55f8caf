package io.github.mailmodosource.files;

import io.github.mailmodosource.rows.FirstRows;
import io.github.mailmodosource.rows.RowBlock;
import io.github.mailmodosource.rows.SourceRow;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
  static FirstRows of(String file, TextFile.Settings settings, int most) {
    FileBeginning beginning = new FileBeginning(most);
    byte[] header = null;
    try (InputStream in = FileList.stream(file)) {
      header = beginning.read(file, in, settings);
    } catch (IOException e) {
      // Not a matter of names.
    }
    return FirstRows.ofFile(file, header, beginning.rows);
  }

  /** The same of a pipe, in which they stay. */
  static FirstRows ofPipe(String pipe, TextFile.Settings settings, int most) {
    FileBeginning beginning = new FileBeginning(most);
    Pipes.Beginning head = Pipes.beginning(pipe);
    String name = Pipes.nameOf(pipe);
    byte[] header = null;
    try {
      header = beginning.read(name, head.stream(), settings);
    } catch (IOException e) {
      // What was looked at ends in the middle of something.
    }
    List<SourceRow> rows = beginning.rows;
    boolean lastMayBeCut = !head.isAll() && rows.size() < most && !rows.isEmpty();
    return FirstRows.ofFile(name, header, lastMayBeCut ? rows.subList(0, rows.size() - 1) : rows);
  }

  /** Returns the header of a CSV file. */
  private byte @Nullable [] read(String name, InputStream in, TextFile.Settings settings)
      throws IOException {
    FileRange whole = FileRange.ofPipe(name);
    try {
      return new FileReader(settings).read(whole, in, this::add);
    } catch (EnoughException e) {
      return rows.isEmpty() ? null : rows.get(0).header();
    }
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
