package io.github.mailmodosource.files;

import io.github.mailmodosource.rows.RowFormat;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** The {@link RecordFormat}s on the class path. */
final class RecordFormats {
  private static final Map<RowFormat, RecordFormat> KNOWN =
      ServiceLoader.load(RecordFormat.class, RecordFormats.class.getClassLoader()).stream()
          .map(ServiceLoader.Provider::get)
          .collect(Collectors.toUnmodifiableMap(RecordFormat::format, format -> format));

  private RecordFormats() {}

  /**
   * Who reads files of a format.
   *
   * @throws RefusedFileException if nobody does
   */
  static RecordFormat of(RowFormat format, String file) throws RefusedFileException {
    RecordFormat known = KNOWN.get(format);
    if (known == null) {
      throw new RefusedFileException(
          file
              + " is "
              + Magic.of(format).noun()
              + "; add mailmodo-source-recordfiles to the class path, which reads it");
    }
    return known;
  }
}
