package io.github.mailmodosource.files;

import io.github.mailmodosource.rows.RowBlock;
import io.github.mailmodosource.rows.RowFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ReadableByteChannel;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads files and parts of them, whatever they are. Not thread-safe. */
final class FileReader {
  private final TextFile.Settings settings;
  private final byte[] buffer = RangeReader.newBuffer();

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
        read(range, new WholeStream(FileList.stream(range.file()), range.size()), out);
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
   * Hands on all rows of a stream, and closes it.
   *
   * @return the header of a CSV file; else null
   */
  byte @Nullable [] read(FileRange whole, InputStream in, Consumer<RowBlock> out)
      throws IOException {
    try (in;
        TextFile file = TextFile.open(in, whole.file(), settings)) {
      return rows(file, whole, Integer.MAX_VALUE, out);
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

  private byte @Nullable [] rows(
      TextFile file, FileRange whole, int blockBytes, Consumer<RowBlock> out) throws IOException {
    if (file.format() == RowFormat.JSON_VALUES) {
      new JsonValuesReader(
              whole.file(), settings.letters(), settings.mostRowBytes(), file.channel(), out)
          .inBlocksOf(blockBytes)
          .read();
      return null;
    }
    RangeReader reader =
        new RangeReader(
            whole,
            file.format(),
            settings.csv(),
            settings.mostRowBytes(),
            file.channel(),
            buffer,
            out);
    reader.inBlocksOf(blockBytes).read();
    return reader.header();
  }
}
