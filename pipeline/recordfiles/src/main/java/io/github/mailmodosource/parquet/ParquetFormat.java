package io.github.mailmodosource.parquet;

import io.github.mailmodosource.files.RecordFile;
import io.github.mailmodosource.files.RecordFormat;
import io.github.mailmodosource.files.RefusedFileException;
import io.github.mailmodosource.rows.RowFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * Parquet: a file ends with what it holds, and its rows lie in groups, of which each is in the part
 * of the file in which it begins.
 */
public final class ParquetFormat implements RecordFormat {
  @Override
  public RowFormat format() {
    return RowFormat.PARQUET;
  }

  @Override
  public RecordFile open(String file, SeekableByteChannel in, long start, long end)
      throws IOException {
    Footer footer = Footer.read(file, in);
    List<RowGroup> groups = new ArrayList<>();
    for (RowGroup group : footer.groups()) {
      if (group.start() >= start && group.start() < end) {
        groups.add(group);
      }
    }
    return new ParquetRows(footer, groups, new ChannelBytes(in));
  }

  @Override
  public RecordFile open(String file, InputStream in) throws IOException {
    in.close();
    throw new RefusedFileException(
        file
            + " is a Parquet file that comes through a pipe or is compressed as a whole; Parquet is"
            + " read from its end: write it to a file as it is (its columns are compressed already)");
  }
}
