package io.github.mailmodosource.ledger;

import io.github.mailmodosource.coding.Hash128;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes the records of a ledger of messageIds: the first 16 bytes of their HMAC-SHA256, whose key
 * is made of the write key and the address that batches are posted to. So what was accepted under
 * another write key, or at another address, never matches. A digest with a key, and not one of key
 * and id in a row, is what the construction was made for: from the records nobody learns the write
 * key, nor, without it, whether an id that they know is among them.
 */
public final class LedgerKey {
  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;

  private LedgerKey(SecretKeySpec key) {
    this.key = key;
  }

  /**
   * The key of one source at one address.
   *
   * @param writeKey the write key itself
   * @param address where batches are posted to
   */
  public static LedgerKey of(String writeKey, String address) {
    return new LedgerKey(
        new SecretKeySpec((address + "\n" + writeKey).getBytes(StandardCharsets.UTF_8), ALGORITHM));
  }

  /** What files of this key begin with; no messageId is empty. */
  Hash128 mark() {
    return records(List.of("")).get(0);
  }

  /** The records of ids, in their order. */
  List<Hash128> records(List<String> ids) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return ids.stream()
          .map(id -> Hash128.ofDigest(mac.doFinal(id.getBytes(StandardCharsets.UTF_8))))
          .toList();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "LedgerKey";
  }
}
