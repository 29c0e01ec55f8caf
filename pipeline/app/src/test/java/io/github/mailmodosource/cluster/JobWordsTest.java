package io.github.mailmodosource.cluster;

import static io.github.mailmodosource.cluster.RecordedJob.SEND;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JobWordsTest {
  private final AtomicLong now = new AtomicLong();
  private final List<String> said = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final RecordedJob job = new RecordedJob();
  private FakeRest rest;
  private JobWords words;

  @BeforeEach
  void start() throws IOException {
    rest = FakeRest.start().cluster("1.20.5", "127.0.0.1");
    restarts(0);
    words =
        new JobWords(
            rest.api(),
            RecordedJob.ID,
            new JobProgress(0, true, new Sender(0, notes), now::get),
            said::add,
            now::get);
  }

  @AfterEach
  void stop() {
    rest.close();
  }

  @Test
  void whatTheSenderHasToSayIsBroughtToTheClientOnce() throws IOException {
    words.say(job.json());
    notes.add("Segment is not accepting batches at http://127.0.0.1:1: HTTP 503");
    pass(6);
    words.say(job.json());
    pass(6);
    words.say(job.json());
    assertThat(
        said.stream().filter(line -> line.startsWith("Segment")).toList(),
        is(List.of("Segment is not accepting batches at http://127.0.0.1:1: HTTP 503")));
  }

  private void restarts(int times) {
    rest.answering(
        "/jobs/" + RecordedJob.ID + "/metrics?get=numRestarts",
        "[{\"id\":\"numRestarts\",\"value\":\"" + times + "\"}]");
  }

  private void failure(String trace) {
    rest.answering(
        "/jobs/" + RecordedJob.ID + "/exceptions?maxExceptions=1",
        """
        {"exceptionHistory":{"entries":[{"exceptionName":"x","stacktrace":"%s","timestamp":1}],\
        "truncated":true}}"""
            .formatted(trace));
  }

  private void pass(long seconds) {
    now.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
  }

  private void say() throws IOException {
    words.say(job.json());
  }

  @Test
  void aRestartIsToldOnceWithItsCause() throws IOException {
    say();
    restarts(1);
    failure(
        "org.apache.flink.runtime.jobmaster.JobMasterException: TaskManager with id"
            + " task-manager-2 is no longer reachable.\\n\\tat org.apache.flink.X");
    say();
    say();
    assertThat(
        said,
        contains(
            "the job is started again (1): TaskManager with id task-manager-2 is no longer"
                + " reachable."));
    assertThat(words.restarts(), is(1L));
  }

  @Test
  void anAddressInACauseIsMasked() throws IOException {
    restarts(2);
    failure("java.lang.IllegalStateException: reader@example.com\\n\\tat x");
    say();
    assertThat(said, contains("the job is started again (2): r***@example.com"));
  }

  @Test
  void aRestartIsToldWhenItsCauseIsKnown() throws IOException {
    restarts(1);
    noFailure();
    say();
    assertThat("counted all the same", words.restarts(), is(1L));
    assertThat(said, is(empty()));
    failure("java.lang.IllegalStateException: lost\\n");
    say();
    say();
    assertThat(said, contains("the job is started again (1): lost"));
  }

  @Test
  void oneWhoseCauseStaysUnknownIsToldWithoutIt() throws IOException {
    restarts(1);
    noFailure();
    for (int look = 0; look < 10; look++) {
      say();
    }
    assertThat(said, contains("the job is started again (1)"));
  }

  private void noFailure() {
    rest.answering(
        "/jobs/" + RecordedJob.ID + "/exceptions?maxExceptions=1",
        "{\"exceptionHistory\":{\"entries\":[]}}");
  }

  /** It counts from nothing; what was before counts still. */
  @Test
  void anotherJobManagerBeginsTheJobAnew() throws IOException {
    failure("x: lost\\n");
    restarts(2);
    say();
    said.clear();
    job.begun(1_795_740_999_000L);
    restarts(0);
    say();
    say();
    assertThat(said, contains("the job is started again, by another job manager"));
    assertThat(words.restarts(), is(3L));
    restarts(1);
    say();
    assertThat(said.get(1), startsWith("the job is started again (1)"));
    assertThat(words.restarts(), is(4L));
  }

  @Test
  void aJobThatWaitsForSlotsSaysSoOnceAndThatItHasThem() throws IOException {
    job.all("SCHEDULED");
    say();
    pass(9);
    say();
    assertThat("slots take a moment", said, is(empty()));
    pass(2);
    say();
    pass(120);
    say();
    assertThat(
        said,
        contains(
            "waiting for slots: the job needs 2; the cluster is Flink 1.20.5, 1 task manager, 1"
                + " slot, 1 free"));
    job.all("RUNNING");
    say();
    assertThat(said.get(1), is("the job has its slots"));
  }

  /** So that whoever replaces a lost worker has time to. */
  @Test
  void afterAMinuteItMakesDoWithTheSlotsThatAreLeft() throws IOException {
    job.all("SCHEDULED");
    say();
    pass(59);
    assertThat(words.slotsLeft(job.json()), is(0));
    pass(2);
    assertThat(words.slotsLeft(job.json()), is(1));
    rest.cluster("1.20.5", "127.0.0.1", "127.0.0.1");
    assertThat("there are enough", words.slotsLeft(job.json()), is(0));
  }

  @Test
  void howFarItIsIsToldAfterTenSecondsAndThenEachMinute() throws IOException {
    say();
    assertThat(said, is(empty()));
    pass(10);
    say();
    assertThat(said, hasSize(1));
    pass(59);
    say();
    assertThat(said, hasSize(1));
    pass(1);
    say();
    assertThat(said, hasSize(2));
  }

  @Test
  void theWorkerIsThatOfTheStepThatFailed() {
    job.all("CANCELED").with(SEND, "FAILED");
    rest.answering(
        "/jobs/" + RecordedJob.ID + "/vertices/" + job.id(SEND),
        """
        {"subtasks":[{"subtask":0,"status":"CANCELED","endpoint":"a:1","taskmanager-id":"tm-1"},\
        {"subtask":1,"status":"FAILED","endpoint":"b:2","taskmanager-id":"tm-2"}]}""");
    words.end(job.json());
    assertThat(words.worker(), is("b:2, tm-2"));
  }

  @Test
  void aJobThatEndedWellFailedNowhere() {
    words.end(job.all("FINISHED").json());
    assertThat(words.worker(), is(nullValue()));
    assertThat(said, is(empty()));
  }
}
