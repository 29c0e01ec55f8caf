package io.github.mailmodosource.segment;

import io.github.mailmodosource.coding.MaskedText;
import io.github.mailmodosource.failure.JobStoppedException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells a storm of refusals from ordinary ones. A source that is disabled, or a proxy that does not
 * understand gzip, refuses everything for the same reason; taking every batch apart event by event
 * would go on for hours, and make a dead letter of each event that has nothing wrong with it.
 * Thread-safe.
 */
final class Refusals {
  /** As many in a row stop the job. */
  static final int MOST = 50;

  /**
   * What differs between two refusals for the same reason: addresses, and every word with a digit
   * in it or of hex digits only, such as a UUID, a position or a time.
   */
  private static final Pattern IDS =
      Pattern.compile("[^\\s\"'<>@]+@[^\\s\"'<>@]+|[\\w+/-]*\\d[\\w+/=-]*|\\b[0-9a-fA-F]{8,}\\b");

  private final SegmentSettings settings;
  private @Nullable String last;
  private int inARow;

  Refusals(SegmentSettings settings) {
    this.settings = settings;
  }

  /** A request was accepted: what is refused from now on is at fault itself. */
  synchronized void accepted() {
    last = null;
    inARow = 0;
  }

  /**
   * A request was refused, not for its size.
   *
   * @param ids the messageIds of its events, which the answer may name
   * @throws JobStoppedException if it was one too many
   */
  void refused(Answer answer, List<String> ids) {
    String reason = withoutIds(answer, ids);
    synchronized (this) {
      inARow = reason.equals(last) ? inARow + 1 : 1;
      last = reason;
      if (inARow < MOST) {
        return;
      }
    }
    throw JobStoppedException.of(describe(answer));
  }

  private static String withoutIds(Answer answer, List<String> ids) {
    String text = answer.text();
    for (String id : ids) {
      text = text.replace(id, "#");
    }
    return answer.status() + " " + IDS.matcher(text).replaceAll("#").toLowerCase(Locale.ROOT);
  }

  private String describe(Answer answer) {
    return String.format(
        Locale.ROOT,
        "%s refused %d requests in a row with the same answer, and accepted none between: %s; %s; %s",
        settings.batchAddress(),
        MOST,
        MaskedText.of(answer.reason()),
        hint(answer),
        settings.sameCommand());
  }

  private String hint(Answer answer) {
    return switch (answer.status()) {
      case 402 -> "check the plan of the workspace in Segment";
      case 405, 501 -> "this may not be a Tracking API: check --endpoint";
      case 407 ->
          "give the proxy its user and password, such as HTTPS_PROXY=http://user:password@host:port";
      case 451 -> "something between here and Segment blocks the address";
      default ->
          "check that the source is enabled in Segment"
              + (settings.gzip()
                  ? ", and try --compression=none: a proxy may not understand gzip"
                  : "");
    };
  }
}
