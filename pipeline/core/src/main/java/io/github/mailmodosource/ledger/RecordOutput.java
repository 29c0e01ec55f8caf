package io.github.mailmodosource.ledger;

import java.io.Closeable;
import java.io.IOException;

/** Where one writer puts its records. For one thread. */
interface RecordOutput extends Closeable {
  /**
   * Writes records: when this returns, they stay even if the process is killed.
   *
   * @throws IOException if it is not known which of them are written; then nothing more may be
   */
  void write(byte[] records) throws IOException;
}
