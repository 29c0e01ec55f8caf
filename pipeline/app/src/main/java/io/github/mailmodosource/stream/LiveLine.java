package io.github.mailmodosource.stream;

import io.github.mailmodosource.contact.ContactFigures;
import io.github.mailmodosource.metrics.Outcome;
import io.github.mailmodosource.metrics.RunningCounts;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The figures in one line for a person. What stands behind {@code read} up to the semicolon adds up
 * to it:
 *
 * <pre>
 * 12:41:00Z  read 12,345: sent 11,200, left out 1,000, dead letters 0, waiting 40, in flight 105; 450 events/s, lag 3 s, contacts 200,000 (2 min old)
 * </pre>
 */
final class LiveLine {
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ssX", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** Segment may be slow for a while without anybody having to know. */
  private static final Duration QUIET = Duration.ofMinutes(1);

  private LiveLine() {}

  /**
   * The line.
   *
   * @param before the figures of the line before
   */
  static String of(LiveFigures now, LiveFigures before) {
    RunningCounts rows = now.rows();
    long read = rows.all(Outcome.READ);
    long sent = rows.all(Outcome.SENT);
    long letters = rows.all(Outcome.INVALID) + rows.all(Outcome.UNDELIVERED);
    long leftOut = read - sent - letters - rows.waiting() - rows.inFlight();
    String account =
        String.format(
            Locale.ROOT,
            "%s  read %,d: sent %,d, left out %,d, dead letters %,d, waiting %,d, in flight %,d; ",
            CLOCK.format(now.at()),
            read,
            sent,
            leftOut,
            letters,
            rows.waiting(),
            rows.inFlight());
    return account + String.join(", ", beside(now, sent - before.rows().all(Outcome.SENT), before));
  }

  private static List<String> beside(LiveFigures now, long sent, LiveFigures before) {
    List<String> parts = new ArrayList<>();
    parts.add(pace(sent, Duration.between(before.at(), now.at())) + " events/s");
    Duration quiet = Duration.between(now.lastAccepted(), now.at());
    if (hasWaitedForSegment(now, before) && quiet.compareTo(QUIET) >= 0) {
      parts.add("nothing accepted for " + words(quiet));
    }
    Duration lag = now.lag();
    if (lag != null) {
      parts.add("lag " + words(lag));
    }
    if (now.filesUnreadable() > 0) {
      parts.add(String.format(Locale.ROOT, "unreadable files %,d", now.filesUnreadable()));
    }
    if (now.failedPollsInARow() > 0) {
      parts.add(String.format(Locale.ROOT, "failed polls %,d", now.failedPollsInARow()));
    }
    parts.add(contacts(now.contacts()));
    Instant checkpoint = now.state().lastCheckpoint();
    if (checkpoint != null) {
      parts.add("checkpoint " + words(Duration.between(checkpoint, now.at())) + " old");
    }
    if (now.state().restarts() > 0) {
      parts.add(String.format(Locale.ROOT, "restarts %,d", now.state().restarts()));
    }
    return parts;
  }

  /** What was read a moment ago says nothing of Segment, however long nothing was to be sent. */
  private static boolean hasWaitedForSegment(LiveFigures now, LiveFigures before) {
    return now.rows().inFlight() > 0
        && before.rows().inFlight() > 0
        && !now.lastAccepted().isAfter(before.at());
  }

  private static String contacts(@Nullable ContactFigures contacts) {
    if (contacts == null) {
      return "contacts not read yet";
    }
    String failed =
        contacts.failures() == 0
            ? ""
            : String.format(Locale.ROOT, ", failed readings %,d", contacts.failures());
    return String.format(
        Locale.ROOT,
        "contacts %,d (%s old%s)",
        contacts.identified(),
        words(contacts.age()),
        failed);
  }

  private static String pace(long events, Duration time) {
    double perSecond = events / Math.max(0.001, time.toMillis() / 1000.0);
    return String.format(
        Locale.ROOT, perSecond == 0 || perSecond >= 10 ? "%,.0f" : "%.1f", perSecond);
  }

  /** In the unit that says enough: {@code 3 s}, {@code 2 min}, {@code 5 h}, {@code 3 d}. */
  static String words(Duration duration) {
    long seconds = Math.max(0, duration.toSeconds());
    if (seconds < 120) {
      return seconds + " s";
    }
    if (seconds < 7_200) {
      return seconds / 60 + " min";
    }
    return seconds < 172_800 ? seconds / 3_600 + " h" : seconds / 86_400 + " d";
  }
}
