package io.github.mailmodosource.job;

import io.github.mailmodosource.metrics.Outcome;
import io.github.mailmodosource.metrics.RequestCounts;
import io.github.mailmodosource.metrics.RunningCounts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How far a run within this process is, in one line:
 *
 * <pre>
 * send: 12,345 rows read (48 %), 11,200 sent, 1,000 left out, 145 in flight; 450 events/s, 2 retries; 2 min to go
 * </pre>
 *
 * <p>What stands behind {@code read} up to the semicolon adds up to it.
 */
final class ProgressLine {
  private static final double WHOLE = 100;

  /** Less is too little to tell from it how long the rest takes. */
  private static final double LEAST_PERCENT = 1;

  private final String job;
  private final long allBytes;
  private long sentBefore;
  private Duration before = Duration.ZERO;

  /**
   * Nothing is done yet.
   *
   * @param allBytes about how much text there is to read; 0 if nobody knows
   */
  ProgressLine(String job, long allBytes) {
    this.job = job;
    this.allBytes = allBytes;
  }

  /**
   * The line of now.
   *
   * @param bytes how much of the text has been read
   * @param taken how long the run has taken until now
   */
  String of(RunningCounts rows, RequestCounts.Counts requests, long bytes, Duration taken) {
    long read = rows.all(Outcome.READ);
    long sent = rows.all(Outcome.SENT);
    long letters = rows.all(Outcome.INVALID) + rows.all(Outcome.UNDELIVERED);
    long leftOut = read - sent - letters - rows.inFlight();
    double percent = allBytes == 0 ? 0 : Math.min(WHOLE, WHOLE * bytes / allBytes);
    List<String> parts = new ArrayList<>();
    parts.add(
        text("%,d rows read", read)
            + (allBytes == 0 ? "" : text(" (%.0f %%)", Math.floor(percent))));
    parts.add(text("%,d sent", sent));
    add(parts, leftOut, "left out", "left out");
    add(parts, letters, "dead letter", "dead letters");
    add(parts, rows.inFlight(), "in flight", "in flight");
    double rate = rate(sent, taken);
    List<String> beside = new ArrayList<>();
    if (sent > 0) {
      beside.add(text(rate >= 10 ? "%,.0f events/s" : "%.1f events/s", rate));
    }
    add(beside, requests.retries(), "retry", "retries");
    add(beside, requests.throttled(), "throttled", "throttled");
    String line = job + ": " + String.join(", ", parts);
    if (!beside.isEmpty()) {
      line += "; " + String.join(", ", beside);
    }
    String left = left(percent, rows.inFlight(), rate, taken);
    sentBefore = sent;
    before = taken;
    return left.isEmpty() ? line : line + "; " + left;
  }

  /** Since the line before. */
  private double rate(long sent, Duration taken) {
    return (sent - sentBefore) / Math.max(0.001, taken.minus(before).toMillis() / 1000.0);
  }

  /** When all is read, by the pace of sending; before, by that of reading, if it is also sent. */
  private String left(double percent, long inFlight, double rate, Duration taken) {
    if (rate <= 0 || percent < LEAST_PERCENT) {
      return "";
    }
    double seconds =
        percent >= WHOLE ? inFlight / rate : taken.toSeconds() * (WHOLE - percent) / percent;
    return seconds < 1 ? "" : words((long) seconds) + " to go";
  }

  private static String words(long seconds) {
    if (seconds < 120) {
      return seconds + " s";
    }
    long minutes = seconds / 60;
    return minutes < 120 ? minutes + " min" : minutes / 60 + " h";
  }

  private static void add(List<String> parts, long n, String one, String many) {
    if (n > 0) {
      parts.add(text("%,d ", n) + (n == 1 ? one : many));
    }
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
