package io.github.mailmodosource.reconcile;

import io.github.mailmodosource.commandline.ExitCode;
import io.github.mailmodosource.commandline.GivenOption;
import io.github.mailmodosource.commandline.UsageException;
import io.github.mailmodosource.failure.JobStoppedException;
import io.github.mailmodosource.job.JobRun;
import io.github.mailmodosource.job.NextSteps;
import io.github.mailmodosource.job.PipelineRun;
import io.github.mailmodosource.job.RunEnd;
import io.github.mailmodosource.job.RunVerdict;
import io.github.mailmodosource.lines.WholeFile;
import io.github.mailmodosource.log.Notice;
import io.github.mailmodosource.match.Finding;
import io.github.mailmodosource.match.MatchById;
import io.github.mailmodosource.report.NextStep;
import io.github.mailmodosource.report.ReportFiles;
import io.github.mailmodosource.report.RunReport;
import io.github.mailmodosource.report.RunSummary;
import io.github.mailmodosource.segment.SegmentSettings;
import io.github.mailmodosource.warehouse.WarehouseSchema;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.MoveOptions.StandardMoveOptions;
import org.apache.beam.sdk.metrics.MetricResults;
import org.jspecify.annotations.Nullable;

/** How a run of {@code reconcile} ends: its files, its summary, its exit code. */
final class ReconcileEnd {
  private static final int SCHEMAS_NAMED = 10;

  /** What a run that came to its end counted and found. */
  private record Ended(RunReport report, Findings findings) {}

  private final JobRun run;
  private final ReconcileSettings settings;
  private final @Nullable String noTables;

  /** Standard output, unless the lines of {@code --combined} go there. */
  private final PrintStream out;

  private ReconcileEnd(JobRun run, ReconcileSettings settings) {
    this.run = run;
    this.settings = settings;
    noTables = settings.warehouse().isEmpty() ? noTables(settings) : null;
    out = combinedIsPrinted() ? System.err : System.out;
  }

  /**
   * Begins: its files exist from now on, and are empty; and what makes the whole comparison
   * doubtful is said before it is made.
   */
  static ReconcileEnd of(JobRun run, ReconcileSettings settings) {
    ReconcileEnd end = new ReconcileEnd(run, settings);
    try {
      makeEmpty(end.differencesFile());
    } catch (IOException e) {
      throw JobStoppedException.of(
          end.differencesFile() + " cannot be written: " + WholeFile.why(e), e);
    }
    String combined = end.combinedFile();
    if (combined != null) {
      try {
        makeEmpty(combined);
      } catch (IOException | IllegalArgumentException e) {
        throw new UsageException(
            "--combined=" + settings.combined() + " cannot be written: " + why(e), e);
      }
    }
    if (end.noTables != null) {
      Notice.error(end.noTables);
    }
    return end;
  }

  private static String why(Exception failed) {
    return failed instanceof IOException io
        ? WholeFile.why(io)
        : String.valueOf(failed.getMessage());
  }

  private static void makeEmpty(String file) throws IOException {
    try (WholeFile empty = WholeFile.beside(file, "application/x-ndjson", WholeFile.Access.OWNER)) {
      empty.putInPlace();
    }
  }

  private static String noTables(ReconcileSettings settings) {
    WarehouseSchema warehouse = settings.warehouse();
    SortedSet<String> others = warehouse.schemasWithTables();
    String what = warehouse.views() ? "views (email_sent_view …)" : "tables";
    return "the warehouse has none of the seven "
        + what
        + " in the schema "
        + warehouse.name()
        + "; is --warehouseSchema right? "
        + (others.isEmpty()
            ? "No schema that this user sees has one"
            : "There are some in "
                + String.join(", ", others.stream().limit(SCHEMAS_NAMED).toList())
                + (others.size() > SCHEMAS_NAMED ? " and others" : ""))
        + (settings.segment() == null ? "" : ". Nothing is sent again");
  }

  String differencesFile() {
    return run.reportFolder() + "/differences.jsonl";
  }

  /** A file of this run alone, which goes when it has been read. */
  String findingsFile() {
    return run.findingsFile();
  }

  /** The file that gets a line for each id; null if nobody asked for it. */
  @Nullable String combinedFile() {
    return combinedIsPrinted()
        ? run.reportFolder() + "/combined-" + run.id() + ".txt"
        : settings.combined();
  }

  private boolean combinedIsPrinted() {
    return ReconcileSettings.STANDARD_OUTPUT.equals(settings.combined());
  }

  /** Runs the pipeline to its end, reports what was found, and returns the exit code. */
  int finish(Pipeline pipeline) {
    Ended ended =
        PipelineRun.execute(
            run,
            pipeline,
            (counted, report) -> new Ended(report, findings(counted)),
            this::reportStop);
    ReconcileCounts counts = ended.findings().counts();
    ReconcileVerdict found =
        ReconcileVerdict.of(settings, counts, noTables, settings.warehouse()::begin);
    RunVerdict verdict =
        RunVerdict.ofComparison(
            run, ended.report(), counts.get(Finding.EXPECTED), settings.contactsLook());
    List<String> notes = new ArrayList<>(ended.report().notes());
    notes.addAll(found.remarks());
    notes.addAll(verdict.lines());
    RunReport report =
        ended
            .report()
            .withExitCode(
                ExitCode.of(
                    verdict.exitCode(),
                    ExitCode.of(found.exitCode(), RunEnd.lettersExitCode(run, ended.report()))))
            .withNotes(notes);
    report = report.withNext(nextStep(report, counts, found));
    ReconcileReport whole =
        report(
            report,
            found,
            counts,
            ended.findings().reportSamples(),
            settings.counts() == null ? null : MailmodoComparison.of(settings.counts(), counts));
    ReconcileSummary.print(whole, found.remarks(), out);
    RunEnd.printDeadLetterFile(run, report, out);
    out.println("  differences   " + differencesFile());
    write(whole);
    RunSummary.printNext(report, out);
    if (found.heldBack() > 0 && noTables == null) {
      Notice.error(ResendLimit.refusal(found.heldBack(), counts.get(Finding.EXPECTED)));
    }
    RunEnd.printErrors(run, verdict, report);
    printCombined();
    return report.exitCode();
  }

  /** Nothing was compared to its end; the rows that were read and sent again are all there is. */
  private void reportStop(RunReport stopped) {
    RunReport report =
        stopped.withNext(NextSteps.again(run, "when its cause is gone, compare again:"));
    RunSummary.print(report, out);
    RunEnd.printDeadLetterFile(run, report, out);
    write(
        report(
            report,
            new ReconcileVerdict(false, 0, null, List.of()),
            new ReconcileCounts(),
            List.of(),
            null));
    RunSummary.printNext(report, out);
  }

  /** What goes on from a comparison that came to its end; null if nothing is left to be done. */
  private @Nullable NextStep nextStep(
      RunReport report, ReconcileCounts counts, ReconcileVerdict found) {
    return switch (report.exitCode()) {
      case ExitCode.DIFFERENCES ->
          counts.get(Finding.MISSING) == 0 || noTables != null ? null : missing(counts, found);
      case ExitCode.DEAD_LETTERS, ExitCode.DONE ->
          settings.resends() && report.deadLetterCount() > 0
              ? NextSteps.replay(run, report)
              : report.exitCode() == ExitCode.DONE ? null : compareAgain();
      default -> compareAgain();
    };
  }

  private @Nullable NextStep compareAgain() {
    return NextSteps.again(run, "when its cause is gone, compare again:");
  }

  private @Nullable NextStep missing(ReconcileCounts counts, ReconcileVerdict found) {
    long missing = counts.get(Finding.MISSING);
    if (found.heldBack() > 0) {
      return NextSteps.again(
          run,
          "when it is clear why they are missing, send them:",
          List.of(option("maxResend", String.valueOf(missing))));
    }
    if (settings.resends()) {
      return NextSteps.again(
          run, "when the warehouse has loaded what was sent again, compare again:");
    }
    List<GivenOption> more = new ArrayList<>(List.of(option("resend", "missing")));
    if (!settings.maxResend().allows(missing, counts.get(Finding.EXPECTED))) {
      more.add(option("maxResend", String.valueOf(missing)));
    }
    return NextSteps.again(run, "when it is clear why they are missing, send them:", more);
  }

  private static GivenOption option(String name, String value) {
    return new GivenOption(name, value, GivenOption.COMMAND_LINE);
  }

  private ReconcileReport report(
      RunReport report,
      ReconcileVerdict found,
      ReconcileCounts counts,
      List<FindingSample> samples,
      @Nullable MailmodoComparison mailmodo) {
    SegmentSettings segment = settings.segment();
    return new ReconcileReport(
        report,
        segment == null ? null : new Resending(segment.shared().integrations(), found.heldBack()),
        noTables != null,
        found.tablesBegin(),
        settings.judge().period().since(),
        settings.judge().period().until(),
        counts,
        samples,
        mailmodo);
  }

  private void write(ReconcileReport report) {
    ReportFiles.write(run.reportFolder(), report.json(), report.pageJson());
    RunEnd.printReportPage(run, out);
  }

  private void printCombined() {
    String file = combinedFile();
    if (file == null || !combinedIsPrinted()) {
      return;
    }
    try (InputStream lines =
        Channels.newInputStream(
            FileSystems.open(FileSystems.matchSingleFileSpec(file).resourceId()))) {
      lines.transferTo(System.out);
      System.out.flush();
      delete(file);
    } catch (IOException e) {
      throw JobStoppedException.of(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static void delete(String file) throws IOException {
    FileSystems.delete(
        List.of(FileSystems.matchNewResource(file, false)),
        StandardMoveOptions.IGNORE_MISSING_FILES);
  }

  private Findings findings(MetricResults counted) {
    try {
      Findings findings = Findings.read(findingsFile());
      delete(findingsFile());
      checkThatAllAreRead(findings, counted);
      return findings;
    } catch (IOException e) {
      throw JobStoppedException.of(findingsFile() + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** A worker on another machine may have written them where only it can read. */
  private void checkThatAllAreRead(Findings findings, MetricResults counted) {
    for (Finding finding : Finding.values()) {
      if (findings.total(finding) != MatchById.counted(finding, counted)) {
        throw JobStoppedException.of(
            "not everything that the workers found is in "
                + run.reportFolder()
                + "; with --report, name a folder that they share with this machine");
      }
    }
  }
}
