package io.github.mailmodosource.job;

import io.github.mailmodosource.commandline.ExitCode;
import io.github.mailmodosource.contact.IgnoredContact;
import io.github.mailmodosource.metrics.Outcome;
import io.github.mailmodosource.report.Funnel;
import io.github.mailmodosource.report.RunReport;
import io.github.mailmodosource.report.RunSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a run is worth that came to its end: success never means that nothing could be done.
 *
 * @param failures why it ends with exit code 1, each in a line
 * @param remarks what else a reader must know, each in a line
 */
public record RunVerdict(List<String> failures, List<String> remarks) {

  /**
   * Judges a run that sends.
   *
   * @param contacts the look at the contacts before the run; null if it had none
   */
  static RunVerdict ofRun(JobRun run, RunReport report, @Nullable FirstLook contacts) {
    Funnel funnel = report.funnel();
    List<String> failures = new ArrayList<>();
    funnel.differences().forEach(line -> failures.add("the funnel does not add up: " + line));
    if (funnel.within() < run.minRows()) {
      failures.add(
          text(
              "%s, fewer than --minRows=%d",
              rows(funnel.within(), "valid and within the period"), run.minRows()));
    }
    return of(failures, report, contacts);
  }

  /**
   * Judges a run that compares.
   *
   * @param expected how many events should be in the warehouse
   */
  public static RunVerdict ofComparison(
      JobRun run, RunReport report, long expected, FirstLook contacts) {
    List<String> failures = new ArrayList<>();
    if (expected < run.minRows()) {
      failures.add(
          text(
              "%s expected, fewer than --minRows=%d",
              RunSummary.counted(expected, "event was", "events were"), run.minRows()));
    }
    return of(failures, report, contacts);
  }

  private static RunVerdict of(
      List<String> failures, RunReport report, @Nullable FirstLook contacts) {
    List<String> remarks = new ArrayList<>();
    Funnel funnel = report.funnel();
    if (contacts != null && nobodyIsKnown(report)) {
      failures.add(nobody(report, contacts));
    } else if (isReplay(report) && contacts == null && funnel.get(Outcome.INVALID) > 0) {
      remarks.add(
          "without --contacts no row of a letter is judged again; such letters stay as they were");
    } else if (isReplay(report) && funnel.get(Outcome.READ) == 0) {
      nothingToSendAgain(report, failures, remarks);
    } else if (funnel.get(Outcome.READ) == 0) {
      remarks.add("no rows of activity were read");
    } else if (funnel.within() == 0) {
      remarks.add(nothingToJudge(funnel));
    } else if (funnel.identified() == 0) {
      remarks.add(nothingPassed(funnel));
    }
    return new RunVerdict(List.copyOf(failures), List.copyOf(remarks));
  }

  /** What the failures alone come to. */
  public int exitCode() {
    return failures.isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
  }

  /** Both kinds. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>(failures);
    lines.addAll(remarks);
    return lines;
  }

  /** A replay of events needs no contacts; where rows are judged, they are. */
  private static boolean nobodyIsKnown(RunReport report) {
    Funnel funnel = report.funnel();
    long needed = isReplay(report) ? funnel.get(Outcome.NOT_IDENTIFIED) : funnel.get(Outcome.READ);
    return needed > 0 && report.contacts().getOrDefault("identified", 0L) == 0;
  }

  private static boolean isReplay(RunReport report) {
    return report.job().equals("replay");
  }

  /** Letters about contacts are kept; a pipe without any letter is known when it has been read. */
  private static void nothingToSendAgain(
      RunReport report, List<String> failures, List<String> remarks) {
    if (report.deadLetterCount() == 0) {
      failures.add("no dead letter was read; there was nothing to send again");
    } else {
      remarks.add("no letter was sent again: letters about contacts and --suppressed are kept");
    }
  }

  private static String nobody(RunReport report, FirstLook look) {
    long read = report.contacts().getOrDefault("read", 0L);
    String found = look.found() + " (--contactsFields maps others)";
    String nobody = "no contact could be identified: --contacts has ";
    if (read == 0) {
      return nobody + "no rows; " + found + "; is it complete?";
    }
    List<String> lacking = lacking(report);
    return nobody
        + text(read == 1 ? "%,d row: " : "%,d rows: ", read)
        + RunSummary.ignoredContacts(report)
        + "; "
        + (lacking.isEmpty() ? found : look.advice(lacking));
  }

  /** The fields that may be looked for under a wrong name. */
  private static List<String> lacking(RunReport report) {
    List<String> lacking = new ArrayList<>();
    if (has(report, IgnoredContact.NO_EMAIL)) {
      lacking.add("email");
    }
    if (has(report, IgnoredContact.NO_USER_ID)) {
      lacking.add("user_id");
    }
    return lacking;
  }

  private static boolean has(RunReport report, IgnoredContact reason) {
    return report.ignoredContacts().getOrDefault(reason.key(), 0L) > 0;
  }

  private static String nothingToJudge(Funnel funnel) {
    long outside = funnel.get(Outcome.OUTSIDE_WINDOW);
    return outside == 0
        ? "no row could be read as an activity; the dead letters say why"
        : "no activity lies within --since and --until: " + rows(outside, "outside");
  }

  private static String nothingPassed(Funnel funnel) {
    List<String> reasons = new ArrayList<>();
    long never = funnel.get(Outcome.NOT_IDENTIFIED);
    if (never > 0) {
      reasons.add(rows(never, "of contacts who were never identified"));
    }
    long later = funnel.get(Outcome.IDENTIFIED_LATER);
    if (later > 0) {
      reasons.add(
          rows(later, "of contacts who were identified later") + " (--gate=ever sends these)");
    }
    return "no activity passed the gate: " + String.join(", ", reasons);
  }

  /** {@code 1 row is …}, {@code 7 rows are …}. */
  private static String rows(long n, String what) {
    return text(n == 1 ? "%,d row is " : "%,d rows are ", n) + what;
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
