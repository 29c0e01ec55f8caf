package io.github.mailmodosource.files;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** The rows of a file of records, or of a part of it, one after the other. */
public interface RecordFile extends Closeable {
  /** The names of the fields that rows have, as the file spells them. */
  List<String> columns();

  /**
   * Goes to the next row, at first to the first one.
   *
   * @return false if there is none
   */
  boolean next() throws IOException;

  /**
   * Which row it is, for a person, by numbers that grow from row to row: {@code row=17}. The same
   * however the file is cut into parts.
   */
  String key();

  /**
   * Writes the fields that the row has into its object. Numbers have all their digits, times are
   * ISO-8601, as those of tables are.
   *
   * @param names for each of {@link #columns()}, what its field is called
   * @return what could not be read: {@code column a: …}; empty if all could
   */
  String write(JsonGenerator json, List<String> names) throws IOException;
}
