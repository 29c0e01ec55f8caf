package io.github.mailmodosource.stream;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.mailmodosource.JobProbe;
import io.github.mailmodosource.activity.ActivityParser;
import io.github.mailmodosource.activity.ActivityPeriod;
import io.github.mailmodosource.activity.TimeParser;
import io.github.mailmodosource.contact.ContactsJoin;
import io.github.mailmodosource.contact.Gate;
import io.github.mailmodosource.contact.IdentifyCallParser;
import io.github.mailmodosource.deadletter.DeadLetter;
import io.github.mailmodosource.deadletter.WriteDeadLetters;
import io.github.mailmodosource.event.RemoveDuplicates;
import io.github.mailmodosource.event.TrackEvent;
import io.github.mailmodosource.files.InputFiles;
import io.github.mailmodosource.files.WatchedFiles;
import io.github.mailmodosource.job.JobRun;
import io.github.mailmodosource.judge.ContactSource;
import io.github.mailmodosource.judge.ContactsRefresh;
import io.github.mailmodosource.judge.JudgeSettings;
import io.github.mailmodosource.judge.MakeTrackEvents;
import io.github.mailmodosource.rows.CsvOptions;
import io.github.mailmodosource.sandbox.Sandbox;
import io.github.mailmodosource.sandbox.SandboxSettings;
import io.github.mailmodosource.segment.SegmentSink;
import io.github.mailmodosource.stream.StreamSettings.MetricsAddress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the steps of a run without end count while they run, as Prometheus sees it. */
@Timeout(120)
class LiveRunTest {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /** As the product has it, but sooner. */
  private static final List<String> FLINK =
      List.of(
          "--runner=FlinkRunner",
          "--flinkMaster=[local]",
          "--parallelism=2",
          "--streaming",
          "--checkpointingInterval=200",
          "--minPauseBetweenCheckpoints=50",
          "--finishBundleBeforeCheckpointing=true",
          "--failOnCheckpointingErrors=false",
          "--fasterCopy=true",
          "--maxBundleSize=1000000",
          "--maxBundleTimeMills=100",
          "--numberOfExecutionRetries=3",
          "--executionRetryDelay=100");

  private static final Duration EVERY = Duration.ofMillis(200);

  @TempDir Path folder;

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private Exposition page = Exposition.parse("\n");
  private Path in;
  private Path contacts;
  private JobRun run;

  @BeforeEach
  void oneContact() throws IOException {
    in = Files.createDirectory(folder.resolve("in"));
    contacts = folder.resolve("contacts.csv");
    Files.writeString(contacts, "email,user_id\nknown@example.com,u-1\n");
    run = LiveRuns.in(Files.createDirectory(folder.resolve("report")));
  }

  private LiveReport report() {
    return LiveReport.start(
        run,
        LiveRuns.settings(EVERY, new MetricsAddress("127.0.0.1", 0)),
        LiveRuns::state,
        new PrintStream(printed, true, StandardCharsets.UTF_8));
  }

  @Test
  void theFunnelAddsUpWhileFilesAndContactsCome() throws Exception {
    try (Sandbox sandbox = Sandbox.start(SandboxSettings.onAnyPort().withLenient(true));
        LiveReport live = report()) {
      PipelineResult running = build(List.of("--blockOnRun=false"), sandbox.endpoint()).run();

      drop(
          "first.jsonl",
          row("1", "known@example.com"),
          row("2", "known@example.com"),
          row("2", "known@example.com"),
          row("3", "new@example.com"),
          "no JSON");
      await(live, page -> rows(page, "sent") == 2);
      await(live, page -> letters(page) == 1);
      expect("read", 4, "sent", 2, "duplicate", 1, "not_identified", 0);
      assertThat(value("mailmodo_source_rows_waiting", "event", "Email Opened"), is(1.0));
      assertThat(value("mailmodo_source_rows_in_flight", "event", "Email Opened"), is(0.0));
      assertThat(value("mailmodo_source_contacts"), is(1.0));
      assertThat(value("mailmodo_source_files_read_total"), is(1.0));
      assertThat(value("mailmodo_source_lag_seconds"), is(0.0));
      assertThat(value("mailmodo_source_requests_total"), is(greaterThan(0.0)));
      awaitLine("read 5: sent 2, left out 1, dead letters 1, waiting 1, in flight 0; ");

      replace(contacts, "email,user_id\nknown@example.com,u-1\nnew@example.com,u-2\n");
      await(live, page -> rows(page, "sent") == 3);
      expect("read", 4, "sent", 3, "duplicate", 1, "not_identified", 0);
      awaitLine("read 5: sent 3, left out 1, dead letters 1, waiting 0, in flight 0; ");
      assertThat(lines().get(lines().size() - 1), containsString(", lag 0 s, contacts 2 ("));
      running.cancel();
    }
  }

  /** What was in flight is gone with the failure, comes again, and is not in flight for ever. */
  @Test
  void theFunnelAddsUpAgainWhenFlinkHasBegunTheJobAgain() throws Exception {
    FailOnceFn.ARMED.set(false);
    try (Sandbox sandbox = Sandbox.start(SandboxSettings.onAnyPort().withLenient(true));
        LiveReport live = report()) {
      Pipeline pipeline = build(FLINK, sandbox.endpoint());
      CompletableFuture<?> job = CompletableFuture.runAsync(pipeline::run);

      drop("first.jsonl", rows("first", 50, "known@example.com"));
      drop("waiting.jsonl", rows("waiting", 10, "new@example.com"));
      await(live, page -> rows(page, "sent") == 50 && waiting(page) == 10);
      // So that a checkpoint has them: of the failure nothing but the second file comes again.
      TimeUnit.SECONDS.sleep(1);
      FailOnceFn.ARMED.set(true);
      drop("second.jsonl", rows("second", 100, "known@example.com"));
      await(live, page -> sent(sandbox).size() == 150 && rows(page, "sent") >= 150);
      await(live, page -> value("mailmodo_source_rows_in_flight", "event", "Email Opened") == 0);

      assertThat("it failed", FailOnceFn.ARMED.get(), is(false));
      assertThat(value("mailmodo_source_rows_read_again_total"), is(greaterThan(0.0)));
      assertThat(waiting(page), is(10.0));
      assertThat(rows(page, "sent"), is((double) sandbox.events().size()));
      assertThat(
          "what was counted as read and did not come to its end, has come again",
          rows(page, "read")
              - value("mailmodo_source_rows_read_again_total")
              - rows(page, "sent")
              - rows(page, "duplicate"),
          is(10.0));

      SegmentSink.stop(run.id(), "the test has ended");
      drop("last.jsonl", rows("last", 1, "known@example.com"));
      assertThrows(CompletionException.class, job::join);
    }
  }

  /** Fails once, when it is told to. */
  static final class FailOnceFn extends DoFn<TrackEvent, TrackEvent> {
    static final AtomicBoolean ARMED = new AtomicBoolean();

    @ProcessElement
    public void process(@Element TrackEvent event, OutputReceiver<TrackEvent> out) {
      if (ARMED.compareAndSet(true, false)) {
        throw new IllegalStateException("a worker is lost");
      }
      out.output(event);
    }
  }

  private static String[] rows(String name, int count, String email) {
    return IntStream.range(0, count)
        .mapToObj(i -> row(name + "-" + i, email))
        .toArray(String[]::new);
  }

  private static double waiting(Exposition page) {
    return page.value("mailmodo_source_rows_waiting", "event", "Email Opened");
  }

  /** The ids that came. */
  private static Set<String> sent(Sandbox sandbox) {
    Set<String> ids = new HashSet<>();
    for (String event : sandbox.events()) {
      ids.add(JobProbe.parse(event).path("messageId").textValue());
    }
    return ids;
  }

  private Pipeline build(List<String> options, String endpoint) throws Exception {
    Path key = Files.writeString(in.resolveSibling("write-key"), "a-key-of-the-tests");
    Pipeline pipeline =
        Pipeline.create(PipelineOptionsFactory.fromArgs(options.toArray(String[]::new)).create());
    JudgeSettings judge =
        new JudgeSettings(
            ActivityParser.mapping(),
            new TimeParser(ZoneOffset.UTC),
            false,
            false,
            ActivityPeriod.of(null, null),
            Gate.Mode.AS_OF);
    CsvOptions csv = CsvOptions.NONE;
    List<PCollection<DeadLetter>> letters = new ArrayList<>();
    PCollection<TrackEvent> events =
        pipeline
            .apply(
                "ReadActivity",
                WatchedFiles.of("activity", in + "/*.jsonl", null, judge.fields(), csv)
                    .withInterval(EVERY)
                    .read(1))
            .apply(
                "MakeTrackEvents",
                MakeTrackEvents.by(
                        judge,
                        new ContactSource(
                            InputFiles.of(
                                contacts.toString(), null, IdentifyCallParser.mapping(), csv),
                            IdentifyCallParser.mapping(),
                            ContactsJoin.SIDE_INPUT),
                        1,
                        run.started())
                    .refreshing(new ContactsRefresh(run.id(), EVERY, Duration.ofMinutes(10))))
            .failuresTo(letters);
    events
        .apply("FailOnce", ParDo.of(new FailOnceFn()))
        .apply("RemoveDuplicates", RemoveDuplicates.create().withKeys(1))
        .apply(
            "SendToSegment",
            SegmentSink.write()
                .withWriteKey("file:" + key)
                .withEndpoint(endpoint)
                .withRun(run.id())
                .withinSingleProcess(true))
        .failuresTo(letters);
    PCollectionList.of(letters)
        .apply("AllDeadLetters", Flatten.pCollections())
        .apply("WriteDeadLetters", WriteDeadLetters.to(run.deadLetterFile()));
    return pipeline;
  }

  private static String row(String id, String email) {
    return "{\"id\":\"%s\",\"event\":\"Email Opened\",\"email\":\"%s\",\"occurred_at\":\"2026-07-01T10:00:00Z\"}"
        .formatted(id, email);
  }

  private void drop(String name, String... rows) throws Exception {
    Path whole = Files.writeString(folder.resolve(name), String.join("\n", rows) + "\n");
    Files.move(whole, in.resolve(name), StandardCopyOption.ATOMIC_MOVE);
  }

  private void replace(Path file, String text) throws Exception {
    Path whole = Files.writeString(folder.resolve("new"), text);
    Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  private void await(LiveReport live, Predicate<Exposition> until) throws Exception {
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(Objects.requireNonNull(live.metricsUrl()))).build();
    do {
      assertThat(printed.toString(StandardCharsets.UTF_8), System.nanoTime() < end, is(true));
      TimeUnit.MILLISECONDS.sleep(20);
      page = Exposition.parse(HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body());
    } while (!until.test(page));
  }

  private void expect(Object... outcomes) {
    for (int i = 0; i < outcomes.length; i += 2) {
      String outcome = (String) outcomes[i];
      assertThat(outcome, rows(page, outcome), is(((Integer) outcomes[i + 1]).doubleValue()));
    }
  }

  private static double rows(Exposition page, String outcome) {
    return page.value("mailmodo_source_rows_total", "event", "Email Opened", "outcome", outcome);
  }

  private static double letters(Exposition page) {
    return page.value("mailmodo_source_dead_letters_total", "reason", "bad_json");
  }

  private double value(String name, String... labels) {
    return page.value(name, labels);
  }

  private List<String> lines() {
    return printed.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private void awaitLine(String part) throws InterruptedException {
    while (!lines().get(lines().size() - 1).contains(part)) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }
}
