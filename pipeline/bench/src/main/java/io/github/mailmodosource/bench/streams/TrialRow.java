package io.github.mailmodosource.bench.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A row of activity, and what must become of it.
 *
 * @param text the row as a file has it
 * @param id the messageId under which it must reach the server; empty if it must not
 * @param letter whether it must become a dead letter
 */
record TrialRow(String text, String id, boolean letter) {
  private static final String SCHEME = "mailmodo-source/2";

  /**
   * The messageId as the paper on rows and payload says it, written a second time: the product's
   * own code must not judge itself.
   */
  static String messageId(String event, String email, String ownId) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      for (String part : new String[] {SCHEME, "id", event, email, ownId}) {
        byte[] bytes = part.getBytes(UTF_8);
        sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length).array());
        sha256.update(bytes);
      }
      return "mailmodo-" + HexFormat.of().formatHex(sha256.digest()).substring(0, 40);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
