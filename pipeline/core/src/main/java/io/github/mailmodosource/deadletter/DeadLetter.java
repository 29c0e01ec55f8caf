package io.github.mailmodosource.deadletter;

import io.github.mailmodosource.coding.MaskedText;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
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
 * @param partSha256 SHA-256 of the row, in hex, where only a part of the original could be kept: by
 *     it a row that was completed by hand is told from the part that we wrote; else null
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
    int attempts,
    @Nullable String partSha256) {

  /** A letter with the whole original. */
  public DeadLetter(
      Reason reason,
      String message,
      String source,
      String row,
      boolean rowIsBase64,
      @Nullable String header,
      @Nullable String event,
      Instant failedAt,
      int attempts) {
    this(reason, message, source, row, rowIsBase64, header, event, failedAt, attempts, null);
  }

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
        0,
        reason.keepsPart() ? sha256(bytesOf(row)) : null);
  }

  /** The same letter with the payload that was not delivered. */
  public DeadLetter withEvent(String payload, int triedTimes) {
    return new DeadLetter(
        reason,
        message,
        source,
        row,
        rowIsBase64,
        header,
        payload,
        failedAt,
        triedTimes,
        partSha256);
  }

  /**
   * The original.
   *
   * @throws IllegalArgumentException with one clear line if it is not the base64 that it should be
   */
  public byte[] rowBytes() {
    if (!rowIsBase64) {
      return row.getBytes(StandardCharsets.UTF_8);
    }
    try {
      return Base64.getDecoder().decode(row);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "its row is not valid base64; correct it, or write the row as text without rowEncoding",
          e);
    }
  }

  /**
   * Whether the row is still the part of the original that was written, so that nobody has
   * completed it. False if it is not known what was written.
   */
  public boolean rowIsThePartThatWasWritten() {
    return partSha256 != null && partSha256.equals(sha256(rowBytes()));
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

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static byte[] bytesOf(ByteBuffer row) {
    byte[] bytes = new byte[row.remaining()];
    row.duplicate().get(bytes);
    return bytes;
  }
}
