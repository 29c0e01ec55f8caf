package io.github.mailmodosource.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.mailmodosource.files.RecordFile;
import io.github.mailmodosource.files.RecordFormat;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The rows of a file of records as text. */
public final class RowsOf {
  private RowsOf() {}

  /** All rows of a file, as JSON. */
  public static List<String> file(RecordFormat format, Path file) throws IOException {
    return part(format, file, 0, Long.MAX_VALUE);
  }

  /** Those of a part of it. */
  public static List<String> part(RecordFormat format, Path file, long start, long end)
      throws IOException {
    try (RecordFile records =
        format.open(file.toString(), Files.newByteChannel(file), start, end)) {
      return json(records, false);
    }
  }

  /** Those of a part of it, each behind its key. */
  public static List<String> withKeys(RecordFormat format, Path file, long start, long end)
      throws IOException {
    try (RecordFile records =
        format.open(file.toString(), Files.newByteChannel(file), start, end)) {
      return json(records, true);
    }
  }

  /** The rows; what could not be read of one stands behind it. */
  public static List<String> json(RecordFile records, boolean keys) throws IOException {
    List<String> rows = new ArrayList<>();
    while (records.next()) {
      StringWriter text = new StringWriter();
      String problem;
      try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
        json.writeStartObject();
        problem = records.write(json, records.columns());
        json.writeEndObject();
      }
      rows.add(
          (keys ? records.key() + " " : "")
              + text.toString().replace('"', '\'')
              + (problem.isEmpty() ? "" : " " + problem));
    }
    return rows;
  }
}
