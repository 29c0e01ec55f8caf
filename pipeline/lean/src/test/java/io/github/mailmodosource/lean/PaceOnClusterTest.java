package io.github.mailmodosource.lean;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The pace of a run over two task managers, by the server's clock: one run, of which each test
 * looks at something else.
 */
class PaceOnClusterTest {
  private static final int RATE = 20;
  private static final int BATCH = 20;
  private static final int ROWS = 6_000;
  private static final long SECOND = Duration.ofSeconds(1).toNanos();
  private static final int REFUSED = 100;

  @TempDir static Path folder;
  private static SlowSegment segment;
  private static Rows rows;
  private static List<SlowSegment.Arrival> arrivals;

  /** As Flink describes it. */
  private static JsonNode job;

  @BeforeAll
  static void send() throws Exception {
    FlinkProcesses cluster = FlinkProcesses.shared();
    segment = SlowSegment.start(20);
    segment.refuseOneAfter(REFUSED);
    rows = Rows.good(folder, ROWS);
    Launcher.Run run;
    try (Launcher.Running running =
        Launcher.in(folder)
            .begin(
                ClusterRuns.words(
                    ClusterRuns.on(cluster, "send", rows.options()),
                    List.of(
                        segment.option(),
                        "--batchEvents=" + BATCH,
                        "--requestsPerSecond=" + RATE,
                        "--eventsPerSecond=0",
                        "--report=report")))) {
      segment.awaitIds(1, running.process());
      job = cluster.get("/jobs/" + ClusterRuns.job(running.said().err()));
      run = running.end();
    }
    assertThat(run.said(), run.exitCode(), is(0));
    arrivals = segment.arrivals();
  }

  @AfterAll
  static void close() {
    if (segment != null) {
      segment.close();
    }
  }

  @Test
  void eachEventArrivesOnce() {
    assertThat(segment.ids(), is(rows.sent()));
    assertThat(segment.batchesAgain(), is(0));
  }

  @Test
  void oneWorkerSendsWhatBothMake() {
    assertThat(step("SendBatches").path("parallelism").asInt(), is(1));
    assertThat(step("PackBatches").path("parallelism").asInt(), is(2));
  }

  /** It is not gathered somewhere first: what is packed goes on to the sender at once. */
  @Test
  void batchesLeaveWhileOthersAreStillMade() {
    String sender = step("SendBatches").path("id").asText();
    for (JsonNode node : job.at("/plan/nodes")) {
      if (node.path("id").asText().equals(sender)) {
        JsonNode from = node.path("inputs");
        assertThat(from.size(), is(1));
        assertThat(from.get(0).path("id").asText(), is(step("PackBatches").path("id").asText()));
        assertThat(from.get(0).path("exchange").asText(), startsWith("pipelined"));
        return;
      }
    }
    throw new AssertionError("the sender is not in the plan");
  }

  private static JsonNode step(String name) {
    for (JsonNode vertex : job.path("vertices")) {
      if (vertex.path("name").asText().contains("/" + name + "/ParMultiDo(" + name + "))")) {
        return vertex;
      }
    }
    throw new AssertionError("no step " + name);
  }

  /** "Never more than the rate plus one request in any second." */
  @Test
  void noSecondSeesMoreThanTheRateAndOne() {
    int most = 0;
    int first = 0;
    for (int last = 0; last < arrivals.size(); last++) {
      while (arrivals.get(last).nanos() - arrivals.get(first).nanos() >= SECOND) {
        first++;
      }
      most = Math.max(most, last - first + 1);
    }
    assertThat(most, lessThanOrEqualTo(RATE + 1));
  }

  /** "At least 95 % used", the time aside for which the server wanted nothing. */
  @Test
  void theRateIsUsed() {
    double seconds =
        (arrivals.get(arrivals.size() - 1).nanos() - arrivals.get(0).nanos()) / (double) SECOND;
    double paused = longestPause() / (double) SECOND;
    assertThat((arrivals.size() - 1) / (seconds - paused), greaterThanOrEqualTo(0.95 * RATE));
  }

  /** {@code Retry-After: 2} is for all that send; what was on its way by then came in the end. */
  @Test
  void afterARefusalNobodySendsUntilTheServerWantsIt() {
    assertThat(arrivals.get(REFUSED).status(), is(429));
    long from = arrivals.get(REFUSED).answered();
    long meanwhile =
        arrivals.stream()
            .filter(one -> one.nanos() > from && one.nanos() < from + 2 * SECOND)
            .count();
    assertThat(meanwhile, lessThanOrEqualTo(2L));
    assertThat(longestPause(), greaterThan(19 * SECOND / 10));
  }

  private static long longestPause() {
    long longest = 0;
    for (int next = 1; next < arrivals.size(); next++) {
      longest = Math.max(longest, arrivals.get(next).nanos() - arrivals.get(next - 1).nanos());
    }
    return longest;
  }
}
