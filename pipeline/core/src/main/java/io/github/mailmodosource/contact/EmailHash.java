package io.github.mailmodosource.contact;

import io.github.mailmodosource.activity.EmailAddress;
import java.nio.charset.StandardCharsets;
import org.apache.commons.codec.digest.MurmurHash3;

/**
 * 128 bits that stand for an e-mail in the index. Among 10 million e-mails the chance that any two
 * share them is below 10^-24, so equal hashes are taken for equal e-mails; 64 bits would not do.
 */
record EmailHash(long high, long low) {
  /** Of an e-mail (normalized); the two spellings of an international domain have the same. */
  static EmailHash of(String email) {
    byte[] text = EmailAddress.comparable(email).getBytes(StandardCharsets.UTF_8);
    long[] hash = MurmurHash3.hash128x64(text);
    return new EmailHash(hash[0], hash[1]);
  }

  /** Which of that many shards holds the e-mail: the hashes in order, cut into equal parts. */
  static int shard(long high, int shards) {
    return (int) (((high >>> Integer.SIZE) * shards) >>> Integer.SIZE);
  }
}
