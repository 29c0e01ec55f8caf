package io.github.mailmodosource.track;

import io.github.mailmodosource.activity.Activity;
import io.github.mailmodosource.activity.EmailFormSubmitted;
import io.github.mailmodosource.activity.LinkClicked;
import io.github.mailmodosource.activity.Mailing;
import io.github.mailmodosource.activity.Occurrence;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The id by which Segment and the warehouse know an activity. The same activity has the same id in
 * every format, run, runner and replay: it is a hash of event, e-mail, and the activity's own id if
 * it has one, else of event, e-mail, time in milliseconds, campaign, and link or form. An own id
 * alone would not do: tables number their rows from 1 each, and Segment removes duplicates across
 * all its sources, of all its customers. So ours begin with a name of our own, too.
 *
 * <p>Changing anything here makes every activity a new one to Segment.
 */
public final class MessageId {
  private static final String PREFIX = "mailmodo-";
  private static final String SCHEME = "mailmodo-source/2";
  private static final int HASH_BYTES = 20;
  private static final HexFormat HEX = HexFormat.of();

  private final String namespace;
  private final MessageDigest sha256;
  private final ByteBuffer length = ByteBuffer.allocate(Integer.BYTES);

  /** Without a namespace. Not thread-safe: one for each thread. */
  public MessageId() {
    this("");
  }

  /**
   * Not thread-safe: one for each thread.
   *
   * @param namespace keeps ids apart that would be the same otherwise; an empty one adds nothing
   */
  public MessageId(String namespace) {
    this.namespace = namespace;
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** {@code mailmodo-} and 40 hex digits. */
  public String of(Activity activity) {
    Occurrence occurrence = activity.occurrence();
    add(SCHEME);
    if (!namespace.isEmpty()) {
      add("namespace");
      add(namespace);
    }
    String id = occurrence.id();
    add(id != null ? "id" : "activity");
    add(activity.type().eventName());
    add(occurrence.email());
    if (id != null) {
      add(id);
    } else {
      add(Long.toString(occurrence.time().toEpochMilli()));
      Mailing mailing = activity.mailing();
      add(firstOf(mailing.campaignId(), mailing.campaignName()));
      add(linkOrForm(activity));
    }
    return PREFIX + HEX.formatHex(Arrays.copyOf(sha256.digest(), HASH_BYTES));
  }

  private static String linkOrForm(Activity activity) {
    if (activity instanceof LinkClicked clicked) {
      return firstOf(clicked.linkId(), clicked.linkUrl());
    }
    if (activity instanceof EmailFormSubmitted submitted) {
      return firstOf(submitted.formId(), submitted.formName());
    }
    return "";
  }

  private static String firstOf(@Nullable String first, @Nullable String second) {
    return first != null ? first : second != null ? second : "";
  }

  /** The length in front keeps "ab","c" and "a","bc" apart. */
  private void add(String part) {
    byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
    sha256.update(length.putInt(0, bytes.length).array());
    sha256.update(bytes);
  }
}
