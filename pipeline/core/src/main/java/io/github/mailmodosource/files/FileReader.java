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
      if (file.format() == RowFormat.JSON_VALUES) {
        new JsonValuesReader(
                whole.file(), settings.letters(), settings.mostRowBytes(), file.channel(), out)
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
      reader.read();
      return reader.header();
    }
  }
}
