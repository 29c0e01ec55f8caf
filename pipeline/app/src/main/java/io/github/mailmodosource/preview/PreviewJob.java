package io.github.mailmodosource.preview;

import io.github.mailmodosource.commandline.CommandLine;
import io.github.mailmodosource.commandline.UsageException;
import io.github.mailmodosource.deadletter.DeadLetter;
import io.github.mailmodosource.event.RemoveDuplicates;
import io.github.mailmodosource.event.TrackEvent;
import io.github.mailmodosource.job.JobOutput;
import io.github.mailmodosource.job.JobRun;
import io.github.mailmodosource.job.ReadActivity;
import io.github.mailmodosource.judge.MakeTrackEvents;
import io.github.mailmodosource.judge.SuppressedView;
import io.github.mailmodosource.lines.WriteLines;
import io.github.mailmodosource.match.MatchById;
import io.github.mailmodosource.match.SplitWarehouse;
import io.github.mailmodosource.protocols.CompareWithPlan;
import io.github.mailmodosource.runner.BoundedOnly;
import io.github.mailmodosource.runner.RunnerDefaults;
import io.github.mailmodosource.segment.KeepSendable;
import io.github.mailmodosource.segment.MeasureRequests;
import io.github.mailmodosource.warehouse.WarehouseSchema;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptors;

/**
 * {@code preview}: the steps of {@code send} up to the last one, in whose place some of the
 * payloads are chosen to be shown. Nothing is sent.
 */
public final class PreviewJob {
  public static final String NAME = "preview";
  public static final String PURPOSE = "shows what send would send, and sends nothing";
  public static final List<String> EXAMPLES =
      List.of(
          "mailmodo-source preview --activity=exports/*.csv --contacts=identifies.csv --limit=20",
          "mailmodo-source preview --activity=exports/*.csv --contacts=identifies.csv --forecast"
              + " --planUsers=10000");

  private static final List<String> OF_WAREHOUSE =
      List.of("warehouseUser", "warehousePassword", "warehouseSchema", "warehouseViews");

  private PreviewJob() {}

  public static int run(CommandLine commandLine) {
    PreviewOptions options = commandLine.parse(PreviewOptions.class);
    RunnerDefaults.apply(options, commandLine);
    BoundedOnly.check(NAME, options);
    if (options.isForecast() && commandLine.gives("limit")) {
      throw new UsageException(
          "--limit is for payloads, and --forecast shows none; leave out one of them");
    }
    checkWarehouse(commandLine, options);
    PreviewSettings settings = PreviewSettings.of(options);
    return JobRun.start(
        commandLine,
        options,
        options.getDeadLetters(),
        null,
        run -> {
          run.checkThatItsEndIsAwaited();
          if (options.getWarehouse() == null) {
            RunnerDefaults.applyWorkers(
                options,
                commandLine,
                settings.activity().bytes(),
                settings.contacts().rows().bytes());
          }
          Pipeline pipeline = Pipeline.create(options);
          build(pipeline, settings, run);
          return new PreviewEnd(run.reading(settings.activity().knownBytes()), settings)
              .finish(pipeline);
        });
  }

  private static void checkWarehouse(CommandLine commandLine, PreviewOptions options) {
    if (!options.isForecast() && commandLine.gives("warehouse")) {
      throw new UsageException(
          "--warehouse is for --forecast, which compares with it; add --forecast, or leave it out");
    }
    for (String option : OF_WAREHOUSE) {
      if (options.getWarehouse() == null && commandLine.gives(option)) {
        throw new UsageException(
            "--" + option + " is for --warehouse; add --warehouse, or leave it out");
      }
    }
    if (options.getWarehouse() != null && !options.getDeduplicate()) {
      throw new UsageException(
          "--deduplicate=false and --warehouse do not go together: rows of the warehouse are found by"
              + " their ids; leave out one of them");
    }
  }

  private static void build(Pipeline pipeline, PreviewSettings settings, JobRun run) {
    int parts = JobRun.readParts(pipeline);
    List<PCollection<DeadLetter>> letters = new ArrayList<>();
    SuppressedView suppressed =
        SuppressedView.read(pipeline, settings.suppressed(), parts, letters);
    PCollection<TrackEvent> events =
        pipeline
            .apply("ReadActivity", ReadActivity.of(settings.activity(), parts))
            .apply(
                "MakeTrackEvents",
                MakeTrackEvents.by(settings.judge(), settings.contacts(), parts, run.started())
                    .without(suppressed)
                    .withIdNamespace(settings.idNamespace()))
            .failuresTo(letters);
    if (settings.deduplicate()) {
      events =
          events.apply("RemoveDuplicates", RemoveDuplicates.sizedFor(settings.activity().bytes()));
    }
    events =
        events
            .apply("KeepSendable", KeepSendable.with(settings.segment().shared()))
            .failuresTo(letters);
    if (settings.trackingPlan() != null) {
      events =
          events.apply(
              "CompareWithPlan",
              CompareWithPlan.of(settings.trackingPlan(), settings.segment().shared()));
    }
    if (settings.forecast() != null) {
      events.apply("MeasureRequests", MeasureRequests.of(settings.segment()));
      WarehouseSchema warehouse = settings.warehouse();
      if (warehouse != null) {
        int shards = MatchById.shards(settings.activity().bytes(), warehouse);
        PCollection<KV<Integer, byte[]>> rows =
            pipeline.apply("SplitWarehouse", SplitWarehouse.of(warehouse, shards));
        events.apply(
            "MatchById",
            MatchById.against(warehouse, rows, settings.judge().period(), shards)
                .withoutOriginals());
      }
      events
          .apply("TallyMonths", TallyMonths.create())
          .apply("TallyLines", MapElements.into(TypeDescriptors.strings()).via(Tallies::line))
          .apply("WriteTallies", WriteLines.to(run.findingsFile()));
    } else {
      events
          .apply(
              "ChooseExamples",
              ChooseExamples.upTo(settings.limit()).with(settings.segment().shared()))
          .apply("WriteExamples", WriteLines.to(run.findingsFile()));
    }
    JobOutput.writeLetters(letters, run);
  }
}
