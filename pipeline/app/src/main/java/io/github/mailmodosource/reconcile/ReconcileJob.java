package io.github.mailmodosource.reconcile;

import io.github.mailmodosource.commandline.CommandLine;
import io.github.mailmodosource.deadletter.DeadLetter;
import io.github.mailmodosource.job.JobOutput;
import io.github.mailmodosource.job.JobRun;
import io.github.mailmodosource.job.ReadActivity;
import io.github.mailmodosource.job.ResumeInput;
import io.github.mailmodosource.judge.MakeTrackEvents;
import io.github.mailmodosource.judge.SuppressedView;
import io.github.mailmodosource.match.MatchById;
import io.github.mailmodosource.match.SplitWarehouse;
import io.github.mailmodosource.runner.BoundedOnly;
import io.github.mailmodosource.runner.RunnerDefaults;
import io.github.mailmodosource.segment.SegmentSettings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.jspecify.annotations.Nullable;

/**
 * {@code reconcile}: what {@code send} would send against what stands in the warehouse, by id; what
 * is missing may be sent again.
 */
public final class ReconcileJob {
  public static final String NAME = "reconcile";
  public static final String PURPOSE =
      "compares what should be in the Segment warehouse with what is there";
  public static final List<String> EXAMPLES =
      List.of(
          "mailmodo-source reconcile --activity='exports/*.csv' --contacts=identifies.csv \\",
          "    --warehouse=jdbc:postgresql://warehouse.example/segment --warehouseUser=reader \\",
          "    --warehousePassword=file:/run/secrets/warehouse --since=2026-11-01",
          "mailmodo-source reconcile --options=nightly.yaml --resend=missing");

  private ReconcileJob() {}

  public static int run(CommandLine commandLine) {
    ReconcileOptions options = commandLine.parse(ReconcileOptions.class);
    RunnerDefaults.apply(options, commandLine);
    BoundedOnly.check(NAME, options);
    ReconcileSettings settings = ReconcileSettings.of(options, Instant.now());
    return JobRun.start(
        commandLine,
        options,
        options.getDeadLetters(),
        resume(options, settings),
        run -> {
          run.checkThatItsEndIsAwaited();
          ReconcileEnd end =
              ReconcileEnd.of(run.reading(settings.activity().knownBytes()), settings);
          Pipeline pipeline = Pipeline.create(options);
          build(pipeline, settings, run, end);
          return end.finish(pipeline);
        });
  }

  /** Only a run that sends something has a ledger. */
  private static @Nullable ResumeInput resume(
      ReconcileOptions options, ReconcileSettings settings) {
    SegmentSettings segment = settings.segment();
    return segment == null || !settings.resends()
        ? null
        : ResumeInput.of(
            NAME,
            options,
            segment,
            options.getActivity(),
            options.getActivityTable(),
            options.getActivityQuery(),
            options.getWarehouse(),
            options.getWarehouseSchema());
  }

  private static void build(
      Pipeline pipeline, ReconcileSettings settings, JobRun run, ReconcileEnd end) {
    int parts = JobRun.readParts(pipeline);
    int shards = MatchById.shards(settings.activity().bytes(), settings.warehouse());
    List<PCollection<DeadLetter>> letters = new ArrayList<>();
    SuppressedView suppressed =
        SuppressedView.read(pipeline, settings.suppressed(), parts, letters);
    PCollection<KV<Integer, byte[]>> rows =
        pipeline.apply(
            "SplitWarehouse", SplitWarehouse.of(settings.warehouse(), shards).without(suppressed));
    MatchById match =
        MatchById.against(settings.warehouse(), rows, settings.judge().period(), shards);
    match = settings.resends() ? match : match.withoutOriginals();
    match = end.combinedFile() == null ? match : match.withCombined();
    PCollectionTuple found =
        pipeline
            .apply("ReadActivity", ReadActivity.of(settings.activity(), parts))
            .apply(
                "MakeTrackEvents",
                MakeTrackEvents.by(settings.judge(), settings.contacts(), parts, run.started())
                    .without(suppressed)
                    .withIdNamespace(settings.idNamespace()))
            .failuresTo(letters)
            .apply("MatchById", match);
    found.apply(
        "WriteFindings",
        WriteFindings.to(end.differencesFile(), end.findingsFile())
            .withCombined(end.combinedFile()));
    SegmentSettings segment = settings.segment();
    if (segment != null && settings.resends()) {
      found
          .get(MatchById.MISSING)
          .apply(
              "HoldBack", HoldBack.above(settings.maxResend(), found.get(MatchById.COUNTS), shards))
          .apply("SendToSegment", JobOutput.segment(segment, run, pipeline))
          .failuresTo(letters);
    }
    JobOutput.writeLetters(letters, run);
  }
}
