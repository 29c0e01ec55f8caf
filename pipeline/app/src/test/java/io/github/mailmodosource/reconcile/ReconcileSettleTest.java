package io.github.mailmodosource.reconcile;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.github.mailmodosource.JobProbe;
import io.github.mailmodosource.JobProbe.Result;
import io.github.mailmodosource.RunnerMode;
import io.github.mailmodosource.sandbox.Sandbox;
import io.github.mailmodosource.sandbox.SandboxSettings;
import io.github.mailmodosource.sandbox.WarehouseSettings;
import io.github.mailmodosource.servers.TestDatabases;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code --settle} (48 h): newer activity is not judged yet. */
class ReconcileSettleTest {
  private static final TestDatabases SERVER = TestDatabases.POSTGRESQL;

  /** Long enough that no run of these tests reaches over it. */
  private static final Duration A_LITTLE = Duration.ofMinutes(10);

  private static final Duration SETTLED = Duration.ofDays(2).plus(A_LITTLE);
  private static final Duration NOT_YET = Duration.ofDays(2).minus(A_LITTLE);

  @TempDir Path folder;

  private final String schema = TestDatabases.newSchemaName();
  private final Instant now = Instant.now();

  @Test
  void activityOfLessThan48HoursAgoIsNeitherExpectedNorMissing() {
    assertTotals(
        reconcile(activity(SETTLED, NOT_YET)),
        """
        {"expected":1,"matched":0,"missing":1,"mismatched":0,"unexpected":0,"duplicated":0}
        """,
        4);
  }

  @Test
  void activityThatArrivedBeforeItsTimeIsNoDifference() throws Exception {
    Path activity = activity(SETTLED, NOT_YET);
    load(activity);

    assertTotals(
        reconcile(activity),
        """
        {"expected":1,"matched":1,"missing":0,"mismatched":0,"unexpected":0,"duplicated":0}
        """,
        0);
  }

  @Test
  void aRowWithoutActivityIsUnexpectedOnlyOnceItsTimeHasSettled() throws Exception {
    load(activity(SETTLED, NOT_YET));
    Path none = activity();

    assertTotals(
        reconcile(none),
        """
        {"expected":0,"matched":0,"missing":0,"mismatched":0,"unexpected":1,"duplicated":0}
        """,
        4);
    assertTotals(
        reconcile(none, "--settle=3d"),
        """
        {"expected":0,"matched":0,"missing":0,"mismatched":0,"unexpected":0,"duplicated":0}
        """,
        0);
  }

  /** of activity of four, three days and one day ago. */
  @ParameterizedTest
  @CsvSource({"84, 48h, 1", "84, 0s, 1", "1, 48h, 2", "1, 4d, 0", "1, 0s, 3"})
  void ofUntilAndSettleTheEarlierEndCounts(int untilHoursAgo, String settle, int expected) {
    Path activity =
        activity(Duration.ofDays(4).minus(A_LITTLE), Duration.ofDays(3), Duration.ofDays(1));
    Result found =
        reconcile(
            activity,
            "--until=" + now.minus(Duration.ofHours(untilHoursAgo)),
            "--settle=" + settle);
    assertThat(found.report().at("/totals/expected").asInt(), is(expected));
    assertThat(found.report().at("/totals/missing").asInt(), is(expected));
  }

  private void assertTotals(Result found, String totals, int exitCode) {
    assertThat(found.report().get("totals"), is(JobProbe.parse(totals)));
    assertThat(found.err(), found.exitCode(), is(exitCode));
  }

  /** A file with an activity of each of these ages. */
  private Path activity(Duration... ages) {
    StringBuilder rows = new StringBuilder();
    for (Duration age : ages) {
      rows.append(
          "{\"event\":\"Email Sent\",\"email\":\"reader@example.com\",\"occurred_at\":\"%s\"}%n"
              .formatted(now.minus(age)));
    }
    Path file = folder.resolve("activity-" + ages.length + ".jsonl");
    JobProbe.write(file, rows.toString());
    return file;
  }

  /** Sends that activity, all of which Segment loads. */
  private void load(Path activity) throws Exception {
    WarehouseSettings warehouse =
        WarehouseSettings.of(SERVER.url(), TestDatabases.ADMIN, null, schema);
    try (Sandbox segment =
        Sandbox.start(
            SandboxSettings.onAnyPort()
                .withWriteKey(JobProbe.WRITE_KEY)
                .withWarehouse(warehouse))) {
      assertThat(probe(activity).send(segment.endpoint()).exitCode(), is(0));
      while (segment.warehouse() != null && segment.warehouse().loaded() < 2) {
        Thread.sleep(5);
      }
    }
  }

  private JobProbe probe(Path activity) {
    Path contacts = folder.resolve("contacts.jsonl");
    JobProbe.write(contacts, "{\"email\":\"reader@example.com\",\"user_id\":\"U-1\"}\n");
    return JobProbe.in(folder)
        .with("--activity=" + activity, "--contacts=" + contacts)
        .on(RunnerMode.DIRECT);
  }

  private Result reconcile(Path activity, String... options) {
    return probe(activity)
        .with(
            "--warehouse=" + SERVER.url(),
            "--warehouseUser=" + TestDatabases.ADMIN,
            "--warehouseSchema=" + schema)
        .with(options)
        .reconcile("http://127.0.0.1:1");
  }
}
