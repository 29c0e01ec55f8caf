package io.github.mailmodosource.avro;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The records of a file, block by block, and where they are. */
interface Blocks extends Closeable {
  /**
   * The next record; null behind the last.
   *
   * @throws IOException if the file is cut
   * @throws RuntimeException of the library's if it is damaged
   */
  @Nullable Object next() throws IOException;

  /** Where the record is, for a person. */
  String key();
}
