package io.github.mailmodosource.reconcile;

import io.github.mailmodosource.match.Finding;
import io.github.mailmodosource.metrics.Outcome;
import io.github.mailmodosource.report.RunReport;
import io.github.mailmodosource.report.RunSummary;
import java.io.PrintStream;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The report of {@code reconcile} as a person reads it in a terminal. */
final class ReconcileSummary {
  private ReconcileSummary() {}

  /** Prints what was found, and what became of the rows; what must be known first comes first. */
  static void print(ReconcileReport report, List<String> remarks, PrintStream out) {
    ReconcileCounts counts = report.counts();
    long expected = counts.get(Finding.EXPECTED);
    out.printf(
        Locale.ROOT,
        "reconcile: %s expected%s%n%n",
        RunSummary.counted(expected, "event", "events"),
        expected == 0 ? ", which proves nothing" : "");
    remarks.forEach(remark -> out.println("  " + remark));
    if (!remarks.isEmpty()) {
      out.println();
    }
    for (Finding finding : EnumSet.complementOf(EnumSet.of(Finding.EXPECTED))) {
      out.printf(Locale.ROOT, "  %-17s %,14d%n", finding.key(), counts.get(finding));
    }
    MailmodoComparison mailmodo = report.mailmodo();
    if (mailmodo != null) {
      mailmodo.print(out);
    } else {
      out.println();
    }
    RunReport run = report.run();
    printResending(report.resending(), run, out);
    RunSummary.printResumed(run, out);
    RunSummary.printRows(run, out);
    RunSummary.printContacts(run, out);
    RunSummary.printWarnings(run, out);
    RunSummary.printDeadLetters(run, out);
  }

  private static void printResending(
      @Nullable Resending resending, RunReport run, PrintStream out) {
    if (resending == null) {
      return;
    }
    if (resending.heldBack() > 0) {
      out.printf(Locale.ROOT, "  sent again    nothing; %,d held back%n", resending.heldBack());
      return;
    }
    out.printf(
        Locale.ROOT,
        "  sent again    %,d, undelivered %,d%s%n",
        run.funnel().get(Outcome.SENT),
        run.funnel().get(Outcome.UNDELIVERED),
        resending.isToWarehousesOnly()
            ? "; to warehouses only"
            : "; integrations " + resending.integrations());
  }
}
