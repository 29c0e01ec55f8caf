package io.github.mailmodosource.preview;

import io.github.mailmodosource.failure.JobStoppedException;
import io.github.mailmodosource.job.JobRun;
import io.github.mailmodosource.job.PipelineRun;
import io.github.mailmodosource.job.RunEnd;
import io.github.mailmodosource.lines.WholeFile;
import io.github.mailmodosource.metrics.Outcome;
import io.github.mailmodosource.report.ReportFiles;
import io.github.mailmodosource.report.RunReport;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.time.Instant;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.MoveOptions.StandardMoveOptions;
import org.apache.beam.sdk.metrics.MetricResults;
import org.jspecify.annotations.Nullable;

/**
 * How a run of {@code preview} ends: the payloads, or the forecast, on standard output; everything
 * else on standard error; its files, its exit code.
 */
final class PreviewEnd {
  private final JobRun run;
  private final PreviewSettings settings;

  /**
   * What a run that came to its end counted and found.
   *
   * @param payloads a line each
   * @param forecast null if nobody asked for it
   */
  private record Ended(RunReport report, byte[] payloads, @Nullable Forecast forecast) {}

  PreviewEnd(JobRun run, PreviewSettings settings) {
    this.run = run;
    this.settings = settings;
  }

  /** Runs the pipeline to its end, shows and reports, and returns the exit code. */
  int finish(Pipeline pipeline) {
    Ended ended =
        PipelineRun.execute(
            run,
            pipeline,
            this::ended,
            stopped ->
                RunEnd.reportStop(
                    run, stopped, System.err, (report, folder) -> write(report, folder, null)));
    Forecast forecast = ended.forecast();
    if (forecast != null) {
      ForecastText.print(forecast, System.out);
    } else {
      System.out.write(ended.payloads(), 0, ended.payloads().length);
      System.out.flush();
    }
    return RunEnd.report(
        run,
        ended.report(),
        settings.contactsLook(),
        System.err,
        (report, folder) -> write(report, folder, forecast));
  }

  private static void write(RunReport report, String folder, @Nullable Forecast forecast) {
    PreviewReport whole = new PreviewReport(report, forecast);
    ReportFiles.write(folder, whole.json(), whole.pageJson());
  }

  private Ended ended(MetricResults counted, RunReport report) {
    String file = run.findingsFile();
    try {
      byte[] found = found(file, report);
      Plan plan = settings.forecast();
      return plan == null
          ? new Ended(report, found, null)
          : new Ended(
              report,
              new byte[0],
              Forecast.of(
                  Tallies.read(found),
                  counted,
                  settings.segment(),
                  plan,
                  InWarehouse.of(settings.warehouse(), counted),
                  Instant.now()));
    } catch (IOException e) {
      throw JobStoppedException.of(file + " cannot be read: " + WholeFile.why(e), e);
    }
  }

  /** What the workers found, by way of a file that goes when it has been read. */
  private byte[] found(String file, RunReport report) throws IOException {
    try (InputStream lines =
        Channels.newInputStream(
            FileSystems.open(FileSystems.matchSingleFileSpec(file).resourceId()))) {
      byte[] found = lines.readAllBytes();
      FileSystems.delete(
          List.of(FileSystems.matchNewResource(file, false)),
          StandardMoveOptions.IGNORE_MISSING_FILES);
      return found;
    } catch (FileNotFoundException e) {
      if (!settings.finds() || report.funnel().get(Outcome.SENT) == 0) {
        return new byte[0];
      }
      // A worker on another machine has written it where only it can read.
      throw JobStoppedException.of(
          "what the workers found is not in "
              + run.reportFolder()
              + "; with --report, name a folder that they share with this machine",
          e);
    }
  }
}
