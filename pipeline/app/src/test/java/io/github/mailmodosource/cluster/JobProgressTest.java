package io.github.mailmodosource.cluster;

import static io.github.mailmodosource.cluster.RecordedJob.PACK;
import static io.github.mailmodosource.cluster.RecordedJob.READ;
import static io.github.mailmodosource.cluster.RecordedJob.SEND;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class JobProgressTest {
  private static final long BYTES = 20_000_000;

  private final AtomicLong now = new AtomicLong(1);
  private final RecordedJob job = new RecordedJob();

  private JobProgress progress(long bytes, long accepted) {
    return new JobProgress(bytes, true, new Sender(accepted, List.of()), now::get);
  }

  @Test
  void whatIsReadIsToldOfWhatThereIs() {
    job.all("RUNNING").metric(READ, "write-bytes", 5_000_000).metric(PACK, "write-records", 0);
    assertThat(progress(BYTES, 0).line(job.json()), is("5 of 20 MB read (25 %)"));
    assertThat("nobody knows how much", progress(0, 0).line(job.json()), is("5 MB read"));
  }

  /** Compressed files hold more than their size. */
  @Test
  void moreThanAllIsNeverRead() {
    job.all("RUNNING").metric(READ, "write-bytes", 25_000_000).metric(PACK, "write-records", 0);
    assertThat(progress(BYTES, 0).line(job.json()), is("25 of 20 MB read (100 %)"));
  }

  /**
   * As Flink's newer engine has it: 33 parts, and to each of two workers one element of contacts.
   */
  @Test
  void whereFilesAreReadByWhoeverJudgesThemPartsAreCounted() {
    JobProgress progress = progress(BYTES, 0);
    assertThat(
        "nothing but the contacts",
        progress.line(newerEngine("RUNNING", 2)),
        is("about 0 of 20 MB read (0 %)"));
    assertThat(
        "two of eleven are under way",
        progress.line(newerEngine("RUNNING", 2 + 11)),
        is("about 5 of 20 MB read (27 %)"));
    assertThat(
        "nobody knows how much",
        progress(0, 0).line(newerEngine("RUNNING", 2 + 11)),
        is("9 of 33 parts of the files read"));
    assertThat(progress.line(newerEngine("FINISHED", 2 + 33)), is("all is read"));
  }

  /** What one worker cuts comes to its judges in blocks, of which there are more than parts. */
  @Test
  void whereALargeFileIsReadByOneWorkerItsBytesAreCounted() {
    ObjectNode job = newerEngine("RUNNING", 2 + 500);
    ((ArrayNode) job.path("vertices"))
        .addObject()
        .put("name", "ReadActivity/ReadFiles/ReadUnit/ParMultiDo(ReadUnit) -> ReadActivity/Spread")
        .put("status", "RUNNING")
        .put("parallelism", 2)
        .putObject("metrics")
        .put("write-bytes", 5_000_000);
    assertThat(progress(BYTES, 0).line(job), is("5 of 20 MB read (25 %)"));
  }

  private static ObjectNode newerEngine(String status, long records) {
    ObjectNode job = JsonNodeFactory.instance.objectNode();
    ArrayNode steps = job.putArray("vertices");
    steps
        .addObject()
        .put("name", "Source: Impulse -> ReadActivity/ListFiles -> ReadActivity/SpreadUnits/Pair")
        .put("status", "FINISHED")
        .put("parallelism", 2)
        .putObject("metrics")
        .put("write-records", 33);
    steps
        .addObject()
        .put("name", "MakeTrackEvents/JudgeActivity/JudgeRows/ParMultiDo(JudgeRows) -> Make")
        .put("status", status)
        .put("parallelism", 2)
        .putObject("metrics")
        .put("read-records", records);
    return job;
  }

  @Test
  void whileBatchesAreMadeNobodyKnowsHowManyThereWillBe() {
    job.metric(PACK, "write-records", 1_280).metric(SEND, "read-records", 39);
    assertThat(
        progress(BYTES, 3_900).line(job.json()),
        is(
            "all is read; 39 of 1,280 batches made so far are with the sender; 3,900 events"
                + " accepted"));
  }

  @Test
  void whenAllAreMadeItTellsHowLongItMayTake() {
    job.with(PACK, "FINISHED").metric(PACK, "write-records", 1_000);
    JobProgress progress = progress(BYTES, 0);
    job.metric(SEND, "read-records", 100);
    assertThat(
        "there is nothing to go by",
        progress.line(job.json()),
        is("all is read; 100 of 1,000 batches are with the sender"));
    // Ten in a minute are one in six seconds.
    now.addAndGet(TimeUnit.MINUTES.toNanos(1));
    job.metric(SEND, "read-records", 110);
    assertThat(
        progress.line(job.json()),
        is("all is read; 110 of 1,000 batches are with the sender (11 %), 89 min to go"));
    now.addAndGet(TimeUnit.MINUTES.toNanos(1));
    job.metric(SEND, "read-records", 990);
    assertThat(
        progress.line(job.json()),
        is("all is read; 990 of 1,000 batches are with the sender (99 %), 1 s to go"));
  }

  @Test
  void ofStepsThatItDoesNotKnowItSaysThatTheyRun() {
    assertThat(progress(BYTES, 0).line(JsonNodeFactory.instance.objectNode()), is("the job runs"));
  }
}
