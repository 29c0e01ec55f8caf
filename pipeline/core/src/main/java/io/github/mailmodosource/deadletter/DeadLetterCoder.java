package io.github.mailmodosource.deadletter;

import io.github.mailmodosource.coding.VersionedCoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;

/**
 * The fields of a {@link DeadLetter} in their order; {@code failedAt} in milliseconds. A number
 * says what is special about the row: 1 for base64, 2 for a part, whose SHA-256 comes last.
 */
public final class DeadLetterCoder extends VersionedCoder<DeadLetter> {
  private static final int BASE64 = 1;
  private static final int PART = 2;
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
    String part = letter.partSha256();
    writeNumber((letter.rowIsBase64() ? BASE64 : 0) | (part == null ? 0 : PART), out);
    writeOptionalText(letter.header(), out);
    writeOptionalText(letter.event(), out);
    writeNumber(letter.failedAt().toEpochMilli(), out);
    writeNumber(letter.attempts(), out);
    if (part != null) {
      writeText(part, out);
    }
  }

  @Override
  protected DeadLetter read(InputStream in) throws IOException {
    Reason reason = reason(readText(in));
    String message = readText(in);
    String source = readText(in);
    String row = readText(in);
    long special = readNumber(in);
    return new DeadLetter(
        reason,
        message,
        source,
        row,
        (special & BASE64) != 0,
        readOptionalText(in),
        readOptionalText(in),
        Instant.ofEpochMilli(readNumber(in)),
        (int) readNumber(in),
        (special & PART) != 0 ? readText(in) : null);
  }

  private static Reason reason(String code) throws IOException {
    Reason reason = Reason.ofCode(code);
    if (reason == null) {
      throw new IOException("'" + code + "' is not the code of a reason");
    }
    return reason;
  }
}
