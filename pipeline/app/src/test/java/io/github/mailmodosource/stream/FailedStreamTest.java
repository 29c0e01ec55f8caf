package io.github.mailmodosource.stream;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.mailmodosource.JobProbe;
import io.github.mailmodosource.RecordingServer;
import io.github.mailmodosource.commandline.CommandLine;
import io.github.mailmodosource.commandline.UsageException;
import io.github.mailmodosource.failure.JobStoppedException;
import io.github.mailmodosource.files.WatchedFiles;
import io.github.mailmodosource.job.Faults;
import io.github.mailmodosource.job.JobRun;
import io.github.mailmodosource.report.ReportOptions;
import io.github.mailmodosource.rows.CsvOptions;
import io.github.mailmodosource.rows.RowUnit;
import io.github.mailmodosource.runner.FlinkFigures;
import io.github.mailmodosource.runner.RunningJob;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.state.StateSpec;
import org.apache.beam.sdk.state.StateSpecs;
import org.apache.beam.sdk.state.ValueState;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.KV;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What ends a run without end before its time. */
@Timeout(120)
class FailedStreamTest {
  private static final AtomicInteger ATTEMPTS = new AtomicInteger();

  @TempDir Path folder;

  @BeforeEach
  void oneFile() throws IOException {
    Files.createDirectory(folder.resolve("in"));
    Files.copy(Path.of("testdata/activity.jsonl"), folder.resolve("in/a.jsonl"));
    ATTEMPTS.set(0);
  }

  /** "Three exceptions of our own code in ten minutes end the run with their cause." */
  @Test
  void aBugEndsTheRunAtItsThirdTime() {
    JobStoppedException ended =
        assertThrows(JobStoppedException.class, () -> run(new PoisonedFn(), "Poisoned"));

    assertThat(
        ended.getMessage(),
        allOf(
            startsWith(
                "the run failed again and again, at last with java.lang.IllegalStateException: a"
                    + " bug of the test (FailedStreamTest.java:"),
            not(containsString("\n"))));
    assertThat(ATTEMPTS.get(), is(3));
    assertThat(FlinkFigures.restarts(), is(2L));
    assertThat(
        JobProbe.parse(JobProbe.read(folder.resolve("report/report.json")))
            .path("stopped")
            .asText(),
        is(ended.getMessage()));
  }

  /** "What cannot be taken over (a renamed step after an upgrade) is one line." */
  @Test
  void aStateWhoseStepWasRenamedIsToldInOneLine() throws Exception {
    countAndDrain();
    assertThat(FlinkFigures.checkpointBytes(), is(notNullValue()));
    assertThat(FlinkFigures.checkpointPath(), startsWith("file:" + folder.resolve("state")));

    UsageException refused =
        assertThrows(UsageException.class, () -> run(new CountFn(), "CountOtherwise"));
    assertThat(
        refused.getMessage(),
        allOf(
            startsWith(
                "--state: what is in "
                    + folder.resolve("state")
                    + " cannot be taken over: it is of a run that read something else (files in the"
                    + " place of a table, or a table beside them), or of another version; use"
                    + " another --state"),
            containsString("end it with SIGTERM"),
            containsString("begin with a new --state"),
            not(containsString("\n"))));
  }

  @Test
  void anotherMaxParallelismIsToldWithTheOldOne() throws Exception {
    countAndDrain();
    UsageException refused =
        assertThrows(
            UsageException.class, () -> run(new CountFn(), "Count", "--maxParallelism=64"));
    assertThat(
        refused.getMessage(),
        is(
            "--state: what is in "
                + folder.resolve("state")
                + " cannot be taken over: it was written with --maxParallelism=128, and this run"
                + " has --maxParallelism=64; use --maxParallelism=128"));
  }

  @Test
  void aDamagedCheckpointIsNamed() throws Exception {
    countAndDrain();
    Path savepoint;
    try (Stream<Path> savepoints = Files.list(folder.resolve("state/savepoints"))) {
      savepoint = savepoints.findFirst().orElseThrow();
    }
    Path metadata = savepoint.resolve("_metadata");
    byte[] whole = Files.readAllBytes(metadata);
    Files.write(metadata, Arrays.copyOf(whole, whole.length / 2));
    assertThat(
        assertThrows(UsageException.class, () -> run(new CountFn(), "Count")).getMessage(),
        startsWith(
            "--state: what is in "
                + folder.resolve("state")
                + " cannot be taken over: the checkpoint at "
                + savepoint
                + " is damaged; delete it"));
  }

  /** What comes to nothing is not announced. */
  @Test
  void aPortThatIsTakenIsRefusedBeforeTheRunIsSaidToBegin() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      JobProbe.Result result =
          streaming("FlinkRunner")
              .with(
                  "--state=" + folder.resolve("state"),
                  "--metricsHost=127.0.0.1",
                  "--metricsPort=" + taken.getLocalPort())
              .send("http://127.0.0.1:1");
      assertThat(result.err(), result.exitCode(), is(2));
      assertThat(result.out(), not(containsString("begins anew")));
    }
  }

  @Test
  void theDirectRunnerHasNoStateBackend() throws Exception {
    JobProbe.Result result =
        streaming("DirectRunner").with("--stateBackend=heap").send("http://127.0.0.1:1");
    assertThat(result.err(), result.exitCode(), is(2));
    assertThat(
        result.err(),
        containsString(
            "--stateBackend is for --runner=FlinkRunner; the DirectRunner keeps no state, so leave"
                + " it out, or use Flink"));
  }

  private JobProbe streaming(String runner) {
    return JobProbe.in(folder)
        .with(
            "--streaming",
            "--runner=" + runner,
            "--activity=" + folder.resolve("in"),
            "--contacts=testdata/contacts.jsonl");
  }

  private void countAndDrain() throws Exception {
    CompletableFuture<Integer> first = CompletableFuture.supplyAsync(this::countUntilDrained);
    drainSoon();
    assertThat(first.join(), is(0));
  }

  private int countUntilDrained() {
    return run(new CountFn(), "Count");
  }

  /** As the signal does it, which in this process would be everybody's. */
  private void drainSoon() throws Exception {
    while (ATTEMPTS.get() == 0 || FlinkFigures.checkpointPath() == null) {
      Thread.sleep(50);
    }
    JobClient job = RunningJob.get().join();
    job.stopWithSavepoint(
            false, "file:" + folder.resolve("state/savepoints"), SavepointFormatType.CANONICAL)
        .join();
  }

  /** "401, 403, 404: the job stops at once with one clear line", and is not started again. */
  @Test
  void aRefusedKeyEndsTheRunAtOnce() throws Exception {
    try (RecordingServer segment = RecordingServer.start().answering(401)) {
      JobProbe.Result result =
          JobProbe.in(folder)
              .with(
                  "--streaming",
                  "--runner=FlinkRunner",
                  "--parallelism=1",
                  "--activity=" + folder.resolve("in"),
                  "--contacts=testdata/contacts.jsonl",
                  "--watchInterval=100ms",
                  "--maxBatchDelay=300ms",
                  "--state=" + folder.resolve("state"))
              .send(segment.endpoint());

      assertThat(result.err(), result.exitCode(), is(1));
      assertThat(result.err().lines().count(), is(1L));
      assertThat(result.err(), containsString("answered 401"));
      assertThat(result.report().path("stopped").asText(), containsString("answered 401"));
      assertThat(segment.requests().size(), is(lessThan(5)));
    }
  }

  private int run(DoFn<KV<Integer, RowUnit>, Integer> step, String name, String... more) {
    List<String> args = new ArrayList<>(List.of(more));
    args.add("--runner=FlinkRunner");
    args.add("--parallelism=1");
    args.add("--report=" + folder.resolve("report"));
    args.add("--state=" + folder.resolve("state"));
    args.add("--maxBatchDelay=300ms");
    args.add("--checkpointInterval=200ms");
    args.add("--stableUniqueNames=ERROR");
    args.add("--streaming");
    Options options =
        PipelineOptionsFactory.fromArgs(args.toArray(String[]::new)).as(Options.class);
    StreamSettings settings = StreamSettings.of(options, Faults.stopAtFirst()).get();
    return JobRun.start(
        new CommandLine("send"),
        options,
        null,
        null,
        run -> {
          Pipeline pipeline = Pipeline.create(options);
          pipeline
              .apply(
                  "ReadActivity",
                  WatchedFiles.of(
                          "--activity",
                          folder.resolve("in").toString(),
                          null,
                          null,
                          CsvOptions.NONE)
                      .withInterval(Duration.ofMillis(100))
                      .read(1))
              .apply("WithKeys", WithKeys.of(0))
              .apply(name, ParDo.of(step));
          try (StreamStart start = StreamStart.of(options)) {
            return StreamRun.of(run, pipeline, settings, start);
          }
        });
  }

  /** What these runs can be told. */
  public interface Options extends ReportOptions, StreamOptions {}

  /** Fails whenever something comes. */
  static final class PoisonedFn extends DoFn<KV<Integer, RowUnit>, Integer> {
    @ProcessElement
    public void fail(@Element KV<Integer, RowUnit> block) {
      ATTEMPTS.incrementAndGet();
      throw new IllegalStateException("a bug of the test");
    }
  }

  /** Has something in its state. */
  static final class CountFn extends DoFn<KV<Integer, RowUnit>, Integer> {
    @StateId("blocks")
    private final StateSpec<ValueState<Integer>> blocks = StateSpecs.value(VarIntCoder.of());

    @ProcessElement
    public void count(
        @Element KV<Integer, RowUnit> block, @StateId("blocks") ValueState<Integer> count) {
      Integer before = count.read();
      count.write(before == null ? 1 : before + 1);
      ATTEMPTS.incrementAndGet();
    }
  }
}
