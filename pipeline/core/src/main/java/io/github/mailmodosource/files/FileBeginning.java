package io.github.mailmodosource.files;

import io.github.mailmodosource.rows.FirstRows;
import io.github.mailmodosource.rows.RowBlock;
import io.github.mailmodosource.rows.RowFormat;
import io.github.mailmodosource.rows.SourceRow;
import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.io.Compression;
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
  static FirstRows of(String file, @Nullable RowFormat override, int most) {
    RowFormat format = override != null ? override : RowFormat.ofFile(file);
    boolean compressed = Compression.detect(file) != Compression.UNCOMPRESSED;
    FileRange range = new FileRange(file, compressed, format, 0, Long.MAX_VALUE);
    FileBeginning beginning = new FileBeginning(most);
    byte[] header = null;
    try (ReadableByteChannel in = ReadFiles.ReadRangeFn.open(range)) {
      RangeReader reader = new RangeReader(range, in, beginning::add);
      try {
        reader.read();
      } catch (EnoughException e) {
        // As was asked for.
      }
      header = reader.header();
    } catch (IOException e) {
      // Not a matter of names.
    }
    return FirstRows.ofFile(file, header, beginning.rows);
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
