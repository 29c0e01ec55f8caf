package io.github.mailmodosource.reconcile;

import io.github.mailmodosource.coding.UtcTime;
import io.github.mailmodosource.commandline.ExitCode;
import io.github.mailmodosource.match.Finding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a comparison that came to its end is worth.
 *
 * @param differs whether it found what the user did not allow, so that it ends with exit code 4
 * @param heldBack missing events that were to be sent again, and of which none was
 * @param tablesBegin when the first activity was of which the tables have a row, if days before
 *     that were judged; else null
 * @param remarks what a reader must know before all figures, each in a line
 */
record ReconcileVerdict(
    boolean differs, long heldBack, @Nullable Instant tablesBegin, List<String> remarks) {
  ReconcileVerdict {
    remarks = List.copyOf(remarks);
  }

  /**
   * Judges what was found.
   *
   * @param noTables the line that says that the warehouse has none of the seven; null if it has
   * @param begin asks the warehouse; it is asked only if it matters
   */
  static ReconcileVerdict of(
      ReconcileSettings settings,
      ReconcileCounts counts,
      @Nullable String noTables,
      Supplier<@Nullable Instant> begin) {
    List<String> remarks = new ArrayList<>();
    long missing = counts.get(Finding.MISSING);
    long expected = counts.get(Finding.EXPECTED);
    long heldBack = 0;
    Instant tablesBegin = null;
    if (noTables != null) {
      remarks.add(noTables);
      heldBack = settings.segment() == null ? 0 : missing;
    } else {
      tablesBegin = beginAfterFirstDay(counts, begin);
      if (tablesBegin != null) {
        remarks.add(beginLine(tablesBegin, counts));
      }
      if (settings.resends() && !settings.maxResend().allows(missing, expected)) {
        heldBack = missing;
        remarks.add(ResendLimit.refusal(missing, expected));
      }
    }
    boolean excused = settings.maxMissing().allows(missing, expected);
    boolean found =
        settings
            .fail()
            .hasAny(finding -> finding == Finding.MISSING && excused ? 0 : counts.get(finding));
    return new ReconcileVerdict(
        found || noTables != null || heldBack > 0, heldBack, tablesBegin, remarks);
  }

  int exitCode() {
    return differs ? ExitCode.DIFFERENCES : ExitCode.DONE;
  }

  /** Of the first day with anything expected all must be missing, or it is no beginning. */
  private static @Nullable Instant beginAfterFirstDay(
      ReconcileCounts counts, Supplier<@Nullable Instant> begin) {
    for (Map.Entry<String, Map<Finding, Long>> day : counts.days().entrySet()) {
      long expected = day.getValue().getOrDefault(Finding.EXPECTED, 0L);
      if (expected > 0) {
        if (day.getValue().getOrDefault(Finding.MISSING, 0L) < expected) {
          return null;
        }
        Instant first = begin.get();
        return first != null && dayOf(first).compareTo(day.getKey()) > 0 ? first : null;
      }
    }
    return null;
  }

  private static String beginLine(Instant begin, ReconcileCounts counts) {
    String day = dayOf(begin);
    long before =
        counts.days().headMap(day).values().stream()
            .mapToLong(found -> found.getOrDefault(Finding.MISSING, 0L))
            .sum();
    return String.format(
        Locale.ROOT,
        "the tables begin at %s, later than the activity that was judged: %,d missing %s of days"
            + " before; --warehouseSince=%s leaves these out",
        UtcTime.format(begin),
        before,
        before == 1 ? "event is" : "events are",
        day);
  }

  private static String dayOf(Instant time) {
    return UtcTime.format(time).split("T", 2)[0];
  }
}
