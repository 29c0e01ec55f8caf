package io.github.mailmodosource.deadletter;

import io.github.mailmodosource.coding.VersionedCoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;

/** The fields of a {@link DeadLetter} in their order; {@code failedAt} in milliseconds. */
public final class DeadLetterCoder extends VersionedCoder<DeadLetter> {
  private static final DeadLetterCoder INSTANCE = new DeadLetterCoder();

  private DeadLetterCoder() {
    super(2);
  }

  public static DeadLetterCoder of() {
    return INSTANCE;
  }

  @Override
  protected void write(DeadLetter letter, OutputStream out) throws IOException {
    writeText(letter.reason().code(), out);
    writeText(letter.message(), out);
    writeText(letter.source(), out);
    writeText(letter.row(), out);
    writeNumber(letter.rowIsBase64() ? 1 : 0, out);
    writeOptionalText(letter.header(), out);
    writeOptionalText(letter.event(), out);
    writeNumber(letter.failedAt().toEpochMilli(), out);
    writeNumber(letter.attempts(), out);
  }

  @Override
  protected DeadLetter read(InputStream in) throws IOException {
    return new DeadLetter(
        reason(readText(in)),
        readText(in),
        readText(in),
        readText(in),
        readNumber(in) == 1,
        readOptionalText(in),
        readOptionalText(in),
        Instant.ofEpochMilli(readNumber(in)),
        (int) readNumber(in));
  }

  private static Reason reason(String code) throws IOException {
    Reason reason = Reason.ofCode(code);
    if (reason == null) {
      throw new IOException("'" + code + "' is not the code of a reason");
    }
    return reason;
  }
}
