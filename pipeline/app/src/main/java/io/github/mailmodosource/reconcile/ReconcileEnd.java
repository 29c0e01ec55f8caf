package io.github.mailmodosource.reconcile;

import io.github.mailmodosource.commandline.ExitCode;
import io.github.mailmodosource.failure.JobStoppedException;
import io.github.mailmodosource.job.JobRun;
import io.github.mailmodosource.job.PipelineRun;
import io.github.mailmodosource.job.RunEnd;
import io.github.mailmodosource.job.RunVerdict;
import io.github.mailmodosource.metrics.Outcome;
import io.github.mailmodosource.report.ReportFiles;
import io.github.mailmodosource.report.RunReport;
import io.github.mailmodosource.report.RunSummary;
import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.MoveOptions.StandardMoveOptions;
import org.jspecify.annotations.Nullable;

/** How a run of {@code reconcile} ends: its files, its summary, its exit code. */
final class ReconcileEnd {
  /** What a run that came to its end counted and found. */
  private record Ended(RunReport report, Findings findings) {}

  private final JobRun run;
  private final ReconcileSettings settings;

  private ReconcileEnd(JobRun run, ReconcileSettings settings) {
    this.run = run;
    this.settings = settings;
  }

  /** Begins; {@code differences.jsonl} exists from now on, and is empty. */
  static ReconcileEnd of(JobRun run, ReconcileSettings settings) {
    ReconcileEnd end = new ReconcileEnd(run, settings);
    try {
      WritableByteChannel empty =
          FileSystems.create(
              FileSystems.matchNewResource(end.differencesFile(), false), "application/x-ndjson");
      empty.close();
    } catch (IOException e) {
      throw JobStoppedException.of(
          end.differencesFile() + " cannot be written: " + e.getMessage(), e);
    }
    return end;
  }

  String differencesFile() {
    return run.reportFolder() + "/differences.jsonl";
  }

  /** A file of this run alone, which goes when it has been read. */
  String findingsFile() {
    return run.reportFolder() + "/findings-" + run.id() + ".jsonl";
  }

  /** Runs the pipeline to its end, reports what was found, and returns the exit code. */
  int finish(Pipeline pipeline) {
    Ended ended =
        PipelineRun.execute(
            run,
            pipeline,
            (result, report) -> new Ended(report, findings(result)),
            this::reportStop);
    Findings findings = ended.findings();
    RunVerdict verdict =
        RunVerdict.ofComparison(run, ended.report(), expected(findings), settings.contactsLook());
    RunReport report =
        ended
            .report()
            .withExitCode(ExitCode.of(verdict.exitCode(), exitCode(findings, ended.report())))
            .withNotes(verdict.lines());
    ReconcileCounts counts = findings.counts();
    MailmodoComparison mailmodo =
        settings.counts() == null ? null : MailmodoComparison.of(settings.counts(), counts);
    print(findings, report, mailmodo);
    write(report, counts, findings.reportSamples(), mailmodo);
    RunEnd.printErrors(run, verdict, report);
    return report.exitCode();
  }

  /** Nothing was compared to its end; the rows that were read and sent again are all there is. */
  private void reportStop(RunReport report) {
    RunSummary.print(report, System.out);
    RunEnd.printDeadLetterFile(run, report);
    write(report, new ReconcileCounts(), List.of(), null);
  }

  private void write(
      RunReport report,
      ReconcileCounts counts,
      List<FindingSample> samples,
      @Nullable MailmodoComparison mailmodo) {
    ReconcileReport whole =
        new ReconcileReport(
            report,
            settings.segment() != null,
            settings.judge().period().since(),
            settings.judge().period().until(),
            counts,
            samples,
            mailmodo);
    ReportFiles.write(run.reportFolder(), whole.json(), whole.pageJson());
    RunEnd.printReportPage(run);
  }

  private Findings findings(PipelineResult result) {
    try {
      Findings findings = Findings.read(findingsFile());
      FileSystems.delete(
          List.of(FileSystems.matchNewResource(findingsFile(), false)),
          StandardMoveOptions.IGNORE_MISSING_FILES);
      checkThatAllAreRead(findings, result);
      return findings;
    } catch (IOException e) {
      throw JobStoppedException.of(findingsFile() + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** A worker on another machine may have written them where only it can read. */
  private void checkThatAllAreRead(Findings findings, PipelineResult result) {
    for (Finding finding : Finding.values()) {
      if (findings.total(finding) != MatchById.counted(finding, result.metrics())) {
        throw JobStoppedException.of(
            "not everything that the workers found is in "
                + run.reportFolder()
                + "; with --report, name a folder that they share with this machine");
      }
    }
  }

  private static long expected(Findings findings) {
    return findings.total(Finding.MATCHED)
        + findings.total(Finding.MISSING)
        + findings.total(Finding.MISMATCHED);
  }

  private void print(Findings findings, RunReport report, @Nullable MailmodoComparison mailmodo) {
    long expected = expected(findings);
    System.out.printf(
        Locale.ROOT,
        "reconcile: %,d events expected%s%n%n",
        expected,
        expected == 0 ? ", which proves nothing" : "");
    for (Finding finding : EnumSet.complementOf(EnumSet.of(Finding.EXPECTED))) {
      System.out.printf(Locale.ROOT, "  %-17s %,14d%n", finding.key(), findings.total(finding));
    }
    if (mailmodo != null) {
      mailmodo.print(System.out);
    } else {
      System.out.println();
    }
    if (settings.segment() != null) {
      System.out.printf(
          Locale.ROOT,
          "  sent again    %,d, undelivered %,d%n",
          report.funnel().get(Outcome.SENT),
          report.funnel().get(Outcome.UNDELIVERED));
    }
    RunSummary.printRows(report, System.out);
    RunSummary.printContacts(report, System.out);
    RunSummary.printDeadLetters(report, System.out);
    RunEnd.printDeadLetterFile(run, report);
    System.out.println("  differences   " + differencesFile());
    if (settings.warehouse().isEmpty()) {
      System.err.println(
          "mailmodo-source: the warehouse has none of the seven tables; is --warehouseSchema"
              + " right?");
    }
  }

  private int exitCode(Findings findings, RunReport report) {
    boolean clean =
        settings.maxMissing().allows(findings.total(Finding.MISSING), expected(findings))
            && findings.total(Finding.MISMATCHED) == 0
            && findings.total(Finding.UNEXPECTED) == 0
            && findings.total(Finding.DUPLICATED) == 0;
    return ExitCode.of(
        clean ? ExitCode.DONE : ExitCode.DIFFERENCES, RunEnd.lettersExitCode(run, report));
  }
}
