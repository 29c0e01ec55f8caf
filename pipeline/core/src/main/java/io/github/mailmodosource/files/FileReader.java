package io.github.mailmodosource.files;

import io.github.mailmodosource.rows.FirstRows;
import io.github.mailmodosource.rows.RowBlock;
import io.github.mailmodosource.rows.RowFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads files and parts of them, whatever they are. Not thread-safe. */
final class FileReader {
  private final TextFile.Settings settings;
  private final byte[] buffer = RangeReader.newBuffer();
  private List<String> columns = List.of();

  FileReader(TextFile.Settings settings) {
    this.settings = settings;
  }

  /**
   * Hands on all rows of a range.
   *
   * @throws io.github.mailmodosource.failure.JobStoppedException with one clear line if it cannot
   *     be read to its end
   */
  void read(FileRange range, Consumer<RowBlock> out) {
    RowFormat format = range.format();
    try {
      if (format == null) {
        readWhole(range, out);
      } else if (format.isOfRecords()) {
        records(openRecords(format, range), range, Integer.MAX_VALUE, out);
      } else {
        try (ReadableByteChannel in = FileList.open(range.file())) {
          new RangeReader(range, format, settings.csv(), settings.mostRowBytes(), in, buffer, out)
              .read();
        }
      }
    } catch (IOException e) {
      throw FileFailure.of(range.file(), e);
    }
  }

  /**
   * Hands on all rows of a file.
   *
   * @throws IOException if it cannot be read to its end
   */
  void readWhole(FileRange whole, Consumer<RowBlock> out) throws IOException {
    try (InputStream in = new WholeStream(FileList.stream(whole.file()), whole.size());
        TextFile file = TextFile.open(in, whole.file(), settings)) {
      rows(file, whole, Integer.MAX_VALUE, out);
    }
  }

  /** Hands on all rows of a stream, and closes it. */
  void read(FileRange whole, InputStream in, Consumer<RowBlock> out) throws IOException {
    try (in;
        TextFile file = TextFile.open(in, whole.file(), settings)) {
      rows(file, whole, Integer.MAX_VALUE, out);
    }
  }

  /**
   * Hands on all rows of a file that nobody has looked at before.
   *
   * @param blockBytes about how large a block may be
   * @throws IOException if it is not text, or cannot be read to its end
   */
  void read(FileRange whole, int blockBytes, Consumer<RowBlock> out) throws IOException {
    try (InputStream in = new WholeStream(FileList.stream(whole.file()), whole.size());
        TextFile file = TextFile.open(in, whole.file(), settings)) {
      file.checkIsText(whole.file());
      rows(file, whole, blockBytes, out);
    }
  }

  /** What the file that was read last says of its columns; empty if its rows name their fields. */
  List<String> columns() {
    return columns;
  }

  private void rows(TextFile file, FileRange whole, int blockBytes, Consumer<RowBlock> out)
      throws IOException {
    columns = List.of();
    if (file.format().isOfRecords()) {
      records(openRecords(file, whole), whole, blockBytes, out);
      return;
    }
    if (file.format() == RowFormat.JSON_VALUES) {
      new JsonValuesReader(
              whole.file(), settings.letters(), settings.mostRowBytes(), file.channel(), out)
          .inBlocksOf(blockBytes)
          .read();
      return;
    }
    RangeReader reader =
        new RangeReader(
            whole,
            file.format(),
            settings.csv(),
            settings.mostRowBytes(),
            file.channel(),
            buffer,
            block -> handOn(block, out));
    reader.inBlocksOf(blockBytes).read();
    nameColumns(reader.header());
  }

  /** Whoever takes a block may not come back. */
  private void handOn(RowBlock block, Consumer<RowBlock> out) {
    if (columns.isEmpty()) {
      nameColumns(block.header());
    }
    out.accept(block);
  }

  private void nameColumns(byte @Nullable [] header) {
    columns = FirstRows.columnsOf(header);
  }

  /**
   * Opens the records of a file that is one of them: where they lie if they do, else as they come.
   *
   * @param whole all of it
   */
  RecordFile openRecords(TextFile file, FileRange whole) throws IOException {
    return file.isPlain() && !whole.isOfPipe()
        ? openRecords(file.format(), whole)
        : RecordFormats.of(file.format(), whole.file()).open(whole.file(), file.stream());
  }

  private static RecordFile openRecords(RowFormat format, FileRange range) throws IOException {
    String file = range.file();
    RecordFormat records = RecordFormats.of(format, file);
    ReadableByteChannel in = FileList.open(file);
    try {
      if (!(in instanceof SeekableByteChannel channel)) {
        throw new RefusedFileException(
            file
                + " is "
                + Magic.of(format).noun()
                + " on a file system that cannot go back and forth in it; copy it to another one");
      }
      if (channel.size() != range.size()) {
        throw new IOException(
            "it changed while it was read (%d bytes before, %d now)"
                .formatted(range.size(), channel.size()));
      }
      return records.open(file, channel, range.start(), range.end());
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  private void records(RecordFile records, FileRange range, int blockBytes, Consumer<RowBlock> out)
      throws IOException {
    try (records) {
      columns = records.columns();
      new RecordReader(range.file(), records, settings.names(), blockBytes, out).read();
    }
  }
}
