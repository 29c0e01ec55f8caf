package io.github.mailmodosource.deadletter;

import io.github.mailmodosource.coding.MaskedText;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A row that could not be read, or an event that could not be delivered, with its original.
 *
 * @param source the file and line or byte, or the table and key
 * @param row the original, unchanged; in base64 if it is no UTF-8
 * @param rowIsBase64 whether {@code row} is base64
 * @param header the header line of a CSV row, without which it could not be read again
 * @param event the payload as JSON, if the row got that far
 * @param attempts how often delivery was tried
 */
public record DeadLetter(
    Reason reason,
    String message,
    String source,
    String row,
    boolean rowIsBase64,
    @Nullable String header,
    @Nullable String event,
    Instant failedAt,
    int attempts) {

  /** A letter for a row that has no payload yet. */
  public static DeadLetter ofRow(
      Reason reason, String message, String source, ByteBuffer row, byte @Nullable [] header) {
    String text = textOf(row);
    return new DeadLetter(
        reason,
        message,
        source,
        text != null ? text : Base64.getEncoder().encodeToString(bytesOf(row)),
        text == null,
        header == null ? null : new String(header, StandardCharsets.UTF_8),
        null,
        Instant.now(),
        0);
  }

  /** The same letter with the payload that was not delivered. */
  public DeadLetter withEvent(String payload, int triedTimes) {
    return new DeadLetter(
        reason, message, source, row, rowIsBase64, header, payload, failedAt, triedTimes);
  }

  /** The original. */
  public byte[] rowBytes() {
    return rowIsBase64 ? Base64.getDecoder().decode(row) : row.getBytes(StandardCharsets.UTF_8);
  }

  /** Runners log elements when they are told to: neither row nor payload, which name people. */
  @Override
  public String toString() {
    return "DeadLetter[" + reason.code() + ", " + MaskedText.of(source) + "]";
  }

  private static @Nullable String textOf(ByteBuffer row) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(row.duplicate()).toString();
    } catch (CharacterCodingException notText) {
      return null;
    }
  }

  private static byte[] bytesOf(ByteBuffer row) {
    byte[] bytes = new byte[row.remaining()];
    row.duplicate().get(bytes);
    return bytes;
  }
}
