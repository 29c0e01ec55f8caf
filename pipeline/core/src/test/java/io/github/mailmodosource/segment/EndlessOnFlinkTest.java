package io.github.mailmodosource.segment;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.mailmodosource.TestPipelines;
import io.github.mailmodosource.deadletter.WriteDeadLetters;
import io.github.mailmodosource.event.RemoveDuplicates;
import io.github.mailmodosource.event.TrackEvent;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.io.Read;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Removing duplicates, sending and writing letters without end, with checkpoints, on Flink. */
@Timeout(120)
class EndlessOnFlinkTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String SMALL_BUFFERS =
      """
      taskmanager.memory.segment-size: 4kb
      taskmanager.network.memory.buffers-per-channel: 1
      taskmanager.network.memory.floating-buffers-per-gate: 1
      taskmanager.network.memory.max-overdraft-buffers-per-gate: 0
      """;

  private final String run = "endless-" + UUID.randomUUID();

  @TempDir Path folder;

  /** "A killed … worker … loses nothing; what is sent twice has the same messageId and content." */
  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void aJobThatFailsAndGoesOnSendsEverythingEachWithOneContent(int parallelism) throws Exception {
    Set<String> all = ids(2_000);
    Set<String> bad = Set.of("e-17", "e-1333");
    AtomicInteger number = new AtomicInteger();
    try (FaultServer server =
        FaultServer.start()
            .answering(
                request -> {
                  if (request.ids().stream().anyMatch(bad::contains)) {
                    return Fault.status(400);
                  }
                  // A fifth is refused, half of that after the events were taken.
                  return switch (number.incrementAndGet() % 10) {
                    case 3 -> Fault.status(503);
                    case 7 -> Fault.acceptAndReset();
                    default -> Fault.accept();
                  };
                })) {
      Map<String, Long> counters =
          run(
              2_000,
              800,
              0,
              Sending.settings(server.address(), "--eventsPerSecond=1500", "--batchEvents=20"),
              true,
              "--parallelism=" + parallelism);

      Set<String> good = new TreeSet<>(all);
      good.removeAll(bad);
      assertThat(server.accepted(), is(good));
      assertThat(contents(server), everyItem(is(1)));
      assertThat(letters(), is(bad));
      // The faults bit: a checkpoint was restored, and what had been sent behind it came again.
      assertThat(FailOnceFn.failures(run), is(1));
      assertThat(EndlessEvents.log(run).restored.get(), greaterThan(0));
      assertThat(counters.getOrDefault("delivery/retries", 0L), greaterThan(0L));
      assertThat(counters.getOrDefault("funnel/DUPLICATE/Email Sent", 0L), greaterThan(0L));
    }
  }

  /**
   * A checkpoint waits for what is in front of the sender. What a bundle took is never much; the
   * rest is in Flink's buffers, so these must be few and small.
   */
  @Test
  void atASlowPaceCheckpointsEndLongBeforeAllIsSent() throws Exception {
    Path conf = Files.createDirectory(folder.resolve("conf"));
    Files.writeString(conf.resolve("flink-conf.yaml"), SMALL_BUFFERS);
    try (FaultServer server = FaultServer.start()) {
      run(
          150,
          100_000,
          1_500,
          Sending.settings(server.address(), "--eventsPerSecond=8"),
          false,
          "--parallelism=2",
          "--flinkConfDir=" + conf);

      assertThat(server.accepted(), is(ids(150)));
      assertThat(EndlessEvents.log(run).checkpoints.get(), greaterThan(1));
      for (FaultServer.Request request : server.requests()) {
        assertThat("a second of the pace", request.ids().size(), is(lessThanOrEqualTo(8)));
      }
    }
  }

  private Map<String, Long> run(
      int events,
      int perSecond,
      int padding,
      SegmentSettings settings,
      boolean fails,
      String... options) {
    List<String> args =
        new ArrayList<>(
            List.of(
                "--runner=FlinkRunner",
                "--flinkMaster=[local]",
                "--streaming",
                "--checkpointingInterval=300",
                "--minPauseBetweenCheckpoints=50",
                "--finishBundleBeforeCheckpointing=true",
                "--failOnCheckpointingErrors=false",
                "--fasterCopy=true",
                "--maxBundleSize=1000000",
                "--maxBundleTimeMills=200",
                "--numberOfExecutionRetries=3",
                "--executionRetryDelay=100",
                "--stableUniqueNames=ERROR"));
    args.addAll(List.of(options));
    Pipeline pipeline =
        Pipeline.create(PipelineOptionsFactory.fromArgs(args.toArray(String[]::new)).create());
    PCollection<TrackEvent> read =
        pipeline.apply(
            "ReadEvents", Read.from(new EndlessEvents(run, events, perSecond, fails, padding)));
    if (fails) {
      read = read.apply("FailOnce", ParDo.of(new FailOnceFn(run)));
    }
    read.apply("RemoveDuplicates", RemoveDuplicates.create())
        .apply("Send", SegmentSink.write().withSettings(settings).withRun(run))
        .failures()
        .apply("WriteDeadLetters", WriteDeadLetters.to(folder + "/letters.jsonl"));
    return TestPipelines.run(pipeline);
  }

  private static Set<String> ids(int count) {
    Set<String> ids = new TreeSet<>();
    IntStream.range(0, count).forEach(i -> ids.add("e-" + i));
    return ids;
  }

  /** Of each id how many contents came. */
  private static List<Integer> contents(FaultServer server) {
    return server.contents().values().stream().map(Set::size).toList();
  }

  private Set<String> letters() throws Exception {
    Set<String> ids = new HashSet<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        for (String line : Files.readAllLines(file)) {
          ids.add(JSON.readTree(JSON.readTree(line).get("row").asText()).get("id").asText());
        }
      }
    }
    return ids;
  }

  /** Fails once in this process, when there is a checkpoint to go back to. */
  static final class FailOnceFn extends DoFn<TrackEvent, TrackEvent> {
    private static final Map<String, AtomicInteger> FAILED = new ConcurrentHashMap<>();

    private final String run;

    FailOnceFn(String run) {
      this.run = run;
    }

    static int failures(String run) {
      return counter(run).get();
    }

    private static AtomicInteger counter(String run) {
      return FAILED.computeIfAbsent(run, r -> new AtomicInteger());
    }

    @ProcessElement
    public void pass(@Element TrackEvent event, OutputReceiver<TrackEvent> out) {
      if (EndlessEvents.log(run).checkpoints.get() > 0 && counter(run).compareAndSet(0, 1)) {
        throw new IllegalStateException("a bug that shows once");
      }
      out.output(event);
    }
  }
}
