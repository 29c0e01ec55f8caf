package io.github.mailmodosource.preview;

import io.github.mailmodosource.metrics.DayCounters;
import io.github.mailmodosource.preview.MonthTally.MonthTallyCoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.util.CoderUtils;
import org.apache.beam.sdk.values.KV;

/**
 * The tallies of all months, by way of a file from the workers to the report: a line for each
 * month, {@code 2026-11}, a space, and the bytes of its tally in base64. So the sketches of all
 * months are put together where the forecast is made, and never travel as one.
 */
final class Tallies {
  /** Words for what lies before and behind all months are not where the alphabet has them. */
  private static final Comparator<String> BY_TIME =
      Comparator.comparing((String month) -> !month.equals(DayCounters.EARLIER))
          .thenComparing(Comparator.naturalOrder());

  private Tallies() {}

  static String line(KV<String, MonthTally> month) {
    try {
      byte[] bytes = CoderUtils.encodeToByteArray(MonthTallyCoder.of(), month.getValue());
      return month.getKey() + " " + Base64.getEncoder().encodeToString(bytes);
    } catch (CoderException e) {
      throw new UncheckedIOException("writing to memory does not fail", e);
    }
  }

  /**
   * Reads the lines that the workers wrote.
   *
   * @throws IOException if they are not whole
   */
  static SortedMap<String, MonthTally> read(byte[] lines) throws IOException {
    SortedMap<String, MonthTally> months = new TreeMap<>(BY_TIME);
    for (String line : new String(lines, StandardCharsets.UTF_8).lines().toList()) {
      int space = line.indexOf(' ');
      byte[] bytes = Base64.getDecoder().decode(line.substring(space + 1));
      months.put(
          line.substring(0, space), CoderUtils.decodeFromByteArray(MonthTallyCoder.of(), bytes));
    }
    return months;
  }
}
