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
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.MoveOptions.StandardMoveOptions;

/**
 * How a run of {@code preview} ends: the payloads on standard output, for programs; everything else
 * on standard error; its files, its exit code.
 */
final class PreviewEnd {
  private final JobRun run;
  private final PreviewSettings settings;

  PreviewEnd(JobRun run, PreviewSettings settings) {
    this.run = run;
    this.settings = settings;
  }

  /** Runs the pipeline to its end, shows and reports, and returns the exit code. */
  int finish(Pipeline pipeline) {
    RunReport counted =
        PipelineRun.execute(
            run,
            pipeline,
            (counts, report) -> report,
            report -> RunEnd.reportStop(run, report, System.err, PreviewEnd::write));
    byte[] found = found(counted);
    System.out.write(found, 0, found.length);
    System.out.flush();
    return RunEnd.report(run, counted, settings.contactsLook(), System.err, PreviewEnd::write);
  }

  private static void write(RunReport report, String folder) {
    // The page knows a preview by its job, and the outcome by the name that every run has.
    ReportFiles.write(folder, PreviewReport.json(report), report.json());
  }

  /** What the workers found, by way of a file that goes when it has been read. */
  private byte[] found(RunReport counted) {
    String file = run.findingsFile();
    try (InputStream lines =
        Channels.newInputStream(
            FileSystems.open(FileSystems.matchSingleFileSpec(file).resourceId()))) {
      byte[] found = lines.readAllBytes();
      FileSystems.delete(
          List.of(FileSystems.matchNewResource(file, false)),
          StandardMoveOptions.IGNORE_MISSING_FILES);
      return found;
    } catch (FileNotFoundException e) {
      if (settings.limit() == 0 || counted.funnel().get(Outcome.SENT) == 0) {
        return new byte[0];
      }
      // A worker on another machine has written it where only it can read.
      throw JobStoppedException.of(
          "what the workers found is not in "
              + run.reportFolder()
              + "; with --report, name a folder that they share with this machine",
          e);
    } catch (IOException e) {
      throw JobStoppedException.of(file + " cannot be read: " + WholeFile.why(e), e);
    }
  }
}
