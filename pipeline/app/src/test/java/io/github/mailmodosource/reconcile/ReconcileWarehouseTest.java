package io.github.mailmodosource.reconcile;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import io.github.mailmodosource.JobProbe;
import io.github.mailmodosource.JobProbe.Result;
import io.github.mailmodosource.RunnerMode;
import io.github.mailmodosource.sandbox.Sandbox;
import io.github.mailmodosource.sandbox.SandboxSettings;
import io.github.mailmodosource.sandbox.WarehouseSettings;
import io.github.mailmodosource.servers.TestDatabases;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Warehouses as real ones become: a new one, a misspelt one, with odd names, types and gaps. */
class ReconcileWarehouseTest {
  private static final TestDatabases SERVER = TestDatabases.POSTGRESQL;

  private static final int MANY = 30_000;

  @TempDir Path folder;

  private final String schema = TestDatabases.newSchemaName();

  /** The segment facts: "type fixed by the first value", a campaign that is called by its date. */
  @Test
  void aColumnHasTheTypeOfItsFirstValueForEver() throws Exception {
    load(
        sent("a", "2026-11-03T04:05:06Z", "2026-11-03"),
        sent("b", "2026-11-03T05:06:07Z", "Autumn"),
        opened("c", "2026-11-03T06:07:08Z"));
    execute(
        "ALTER TABLE %s.email_sent ALTER campaign_name TYPE timestamptz USING CASE WHEN"
            + " campaign_name ~ '^2' THEN campaign_name::timestamptz END",
        "ALTER TABLE %s.email_sent ALTER original_timestamp TYPE text USING"
            + " to_char(original_timestamp AT TIME ZONE 'UTC',"
            + " 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"')",
        "ALTER TABLE %s.email_opened ALTER original_timestamp TYPE timestamp USING"
            + " original_timestamp AT TIME ZONE 'UTC'",
        "ALTER TABLE %s.email_opened ALTER apple_privacy_open TYPE text USING"
            + " left(apple_privacy_open::text, 1)");
    Result found = reconcile(schema);
    assertThat(found.err() + found.out(), found.exitCode(), is(0));
    assertThat(found.report().at("/totals/matched").asInt(), is(3));
    assertThat(found.report().at("/warnings/lost_to_column_type").asInt(), is(1));
    assertThat(
        found.report().at("/examples/lost_to_column_type").asText(),
        is(
            "campaign_name of an Email Sent, which should be Autumn, but the column has the type of"
                + " its first value, and cannot hold it"));
    assertThat(found.out(), containsString("  warning       1 lost to column type\n"));
  }

  /** BigQuery does not remove what was loaded twice. */
  @Test
  void whatIsLoadedTwiceIsToldAndIsNoFailure() throws Exception {
    load(sent("a", "2026-11-03T04:05:06Z", "Autumn"), opened("c", "2026-11-03T06:07:08Z"));
    execute("INSERT INTO %s.email_sent SELECT * FROM %1$s.email_sent");
    Result found = reconcile(schema, "--resend=missing");
    assertThat(found.err() + found.out(), found.exitCode(), is(0));
    assertThat(found.report().at("/totals/matched").asInt(), is(2));
    assertThat(found.report().at("/totals/duplicated").asInt(), is(1));
    assertThat(found.report().at("/resent/sent").asInt(), is(0));

    String all = "--fail=missing,mismatched,unexpected,duplicated";
    assertThat(reconcile(schema, all).exitCode(), is(4));
  }

  @Test
  void columnsThatAreNotThereYetAreNamedAndATableThatIsNotThereIsEmpty() throws Exception {
    load(sent("a", "2026-11-03T04:05:06Z", "Autumn"), opened("c", "2026-11-03T06:07:08Z"));
    execute(
        "ALTER TABLE %s.email_sent DROP COLUMN context_traits_email", "DROP TABLE %s.email_opened");
    Result found = reconcile(schema);
    assertThat(found.exitCode(), is(4));
    assertThat(found.report().at("/totals/missing").asInt(), is(1));
    assertThat(found.report().at("/totals/mismatched").asInt(), is(1));
    assertThat(
        JobProbe.read(found.folder().resolve("differences.jsonl")),
        containsString(
            "\"differences\":[{\"column\":\"context_traits_email\",\"expected\":\"reader@example.com\",\"actual\":null}]"));
  }

  @Test
  void namesMayHaveCapitalsAndAHyphen() throws Exception {
    load(sent("a", "2026-11-03T04:05:06Z", "Autumn"), opened("c", "2026-11-03T06:07:08Z"));
    String odd = "Mailmodo-" + schema;
    execute(
        "ALTER TABLE %s.email_sent RENAME COLUMN id TO \"ID\"",
        "ALTER TABLE %s.email_sent RENAME COLUMN user_id TO \"USER_ID\"",
        "ALTER TABLE %s.email_sent RENAME TO \"EMAIL_SENT\"",
        "ALTER SCHEMA %s RENAME TO \"" + odd + "\"");
    Result found = reconcile(odd);
    assertThat(found.err() + found.out(), found.exitCode(), is(0));
    assertThat(found.report().at("/totals/matched").asInt(), is(2));
  }

  /** "None of the seven tables is there (a misspelt or new schema): exit 4, nothing is resent." */
  @ParameterizedTest
  @EnumSource(RunnerMode.class)
  void aMisspeltSchemaIsAskedAboutBeforeAnythingIsSentAndNothingIs(RunnerMode mode)
      throws Exception {
    load(sent("a", "2026-11-03T04:05:06Z", "Autumn"), opened("c", "2026-11-03T06:07:08Z"));
    try (Sandbox segment = Sandbox.start(SandboxSettings.onAnyPort())) {
      Result found =
          probe()
              .on(mode)
              .with("--resend=missing", "--maxMissing=100%", "--fail=none")
              .with("--warehouseSchema=" + schema + "_prod")
              .reconcile(segment.endpoint());
      assertThat("whatever may be missing", found.exitCode(), is(4));
      assertThat(
          found.err(),
          startsWith(
              "mailmodo-source: the warehouse has none of the seven tables in the schema "
                  + schema
                  + "_prod; is --warehouseSchema right? There are some in "));
      assertThat(found.err(), containsString(". Nothing is sent again\n"));
      assertThat(segment.stats().requests(), is(0L));
      assertThat(found.report().at("/totals/missing").asInt(), is(2));
      assertThat(found.report().at("/resent/sent").asInt(), is(0));
      assertThat(found.report().at("/resent/heldBack").asInt(), is(2));
      assertThat(found.report().path("noTables").asBoolean(), is(true));
      assertThat(
          found.report().at("/notes/0").asText(),
          startsWith("the warehouse has none of the seven tables"));
      assertThat(found.out(), containsString("  sent again    nothing; 2 held back\n"));
    }
  }

  @Test
  void theSchemaThatWasMeantIsNamed() throws Exception {
    load(sent("a", "2026-11-03T04:05:06Z", "Autumn"));
    // Other tests' schemas would crowd it out of the list.
    String first = "aa_" + schema;
    execute("ALTER SCHEMA %s RENAME TO " + first);
    assertThat(reconcile(schema).err(), containsString(first));
  }

  /** "Where the tables begin later than the judged time, the report says first …". */
  @Test
  void aNewWarehouseBeginsWhereItBegins() throws Exception {
    load(
        sent("a", "2026-11-01T04:05:06Z", "Autumn"),
        sent("b", "2026-11-02T04:05:06Z", "Autumn"),
        sent("c", "2026-11-03T04:05:06Z", "Autumn"),
        sent("d", "2026-11-04T04:05:06Z", "Autumn"));
    execute("DELETE FROM %s.email_sent WHERE original_timestamp < '2026-11-03'");
    Result found = reconcile(schema);
    String line =
        "the tables begin at 2026-11-03T04:05:06.000Z, later than the activity that was judged: 2"
            + " missing events are of days before; --warehouseSince=2026-11-03 leaves these out";
    assertThat(found.exitCode(), is(4));
    assertThat(found.out(), startsWith("reconcile: 4 events expected\n\n  " + line + "\n"));
    assertThat(found.report().path("notes").get(0).asText(), is(line));
    assertThat(found.report().path("tablesBegin").asText(), is("2026-11-03T04:05:06Z"));

    Result since = reconcile(schema, "--warehouseSince=2026-11-03");
    assertThat(since.err() + since.out(), since.exitCode(), is(0));
    assertThat(since.report().at("/totals/expected").asInt(), is(2));
    assertThat(since.report().at("/funnel/outside_window").asInt(), is(2));
    assertThat(since.report().path("since").asText(), is("2026-11-03T00:00:00Z"));
  }

  /** A hole at the beginning of the period is none, if there are rows before it. */
  @Test
  void aHoleAtTheBeginningIsNotTheBeginningOfTheTables() throws Exception {
    load(
        sent("a", "2026-10-01T04:05:06Z", "Autumn"),
        sent("b", "2026-11-02T04:05:06Z", "Autumn"),
        sent("c", "2026-11-03T04:05:06Z", "Autumn"));
    execute(
        "DELETE FROM %s.email_sent WHERE original_timestamp BETWEEN '2026-11-01' AND '2026-11-03'");
    Result found = reconcile(schema, "--since=2026-11-01");
    assertThat(found.exitCode(), is(4));
    assertThat(found.report().has("tablesBegin"), is(false));
    assertThat(found.report().has("notes"), is(false));
  }

  /**
   * More than a runner passes on from step to step before somebody takes it: those who wait for the
   * count must not keep it from being made. (The time-out is for a run that would never end.)
   */
  @ParameterizedTest
  @EnumSource(RunnerMode.class)
  @Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
  void manyMissingEventsWaitUntilAllAreJudged(RunnerMode mode) throws Exception {
    load(sent("a", "2026-11-03T04:05:06Z", "Autumn"));
    StringBuilder rows = new StringBuilder();
    // One campaign: the DirectRunner counts each by itself, and slowly.
    for (int i = 0; i < MANY; i++) {
      rows.append(sent("many-" + i, "2026-11-03T04:05:06Z", "Autumn ".repeat(60))).append('\n');
    }
    JobProbe.write(folder.resolve("activity.jsonl"), rows.toString());
    try (Sandbox segment = Sandbox.start(SandboxSettings.onAnyPort())) {
      JobProbe probe = probe().on(mode).with("--warehouseSchema=" + schema, "--resend=missing");
      Result held = probe.reconcile(segment.endpoint());
      assertThat(held.err(), held.exitCode(), is(4));
      assertThat(held.report().at("/resent/heldBack").asInt(), is(MANY));
      assertThat(segment.stats().requests(), is(0L));

      Result sent = probe.with("--maxResend=100%").reconcile(segment.endpoint());
      assertThat(sent.err(), sent.exitCode(), is(4));
      assertThat(sent.report().at("/resent/sent").asInt(), is(MANY));
      assertThat(segment.stats().duplicates(), is(0L));
    }
  }

  private static String sent(String id, String time, String campaign) {
    return "{\"event\":\"Email Sent\",\"email\":\"reader@example.com\",\"id\":\"%s\",\"occurred_at\":\"%s\",\"campaign_name\":\"%s\"}"
        .formatted(id, time, campaign);
  }

  private static String opened(String id, String time) {
    return "{\"event\":\"Email Opened\",\"email\":\"reader@example.com\",\"id\":\"%s\",\"occurred_at\":\"%s\",\"apple_privacy_open\":false}"
        .formatted(id, time);
  }

  /** Sends these rows, all of which Segment loads. */
  private void load(String... rows) throws Exception {
    JobProbe.write(folder.resolve("activity.jsonl"), String.join("\n", rows) + "\n");
    JobProbe.write(
        folder.resolve("contacts.jsonl"),
        "{\"email\":\"reader@example.com\",\"user_id\":\"U-1\"}\n");
    WarehouseSettings warehouse =
        WarehouseSettings.of(SERVER.url(), TestDatabases.ADMIN, null, schema);
    try (Sandbox segment =
        Sandbox.start(
            SandboxSettings.onAnyPort()
                .withWriteKey(JobProbe.WRITE_KEY)
                .withWarehouse(warehouse))) {
      assertThat(
          JobProbe.in(folder)
              .with(input().toArray(String[]::new))
              .send(segment.endpoint())
              .exitCode(),
          is(0));
      while (segment.warehouse() != null && segment.warehouse().loaded() < rows.length) {
        Thread.sleep(5);
      }
    }
  }

  private void execute(String... statements) {
    for (String sql : statements) {
      SERVER.execute(sql.replace("%1$s", schema).replace("%s", schema));
    }
  }

  private List<String> input() {
    return List.of(
        "--activity=" + folder.resolve("activity.jsonl"),
        "--contacts=" + folder.resolve("contacts.jsonl"));
  }

  private JobProbe probe() {
    return JobProbe.in(folder)
        .with(input().toArray(String[]::new))
        .with("--warehouse=" + SERVER.url(), "--warehouseUser=" + TestDatabases.ADMIN)
        .with("--settle=0s");
  }

  private Result reconcile(String in, String... options) {
    return probe()
        .on(RunnerMode.DIRECT)
        .with("--warehouseSchema=" + in)
        .with(options)
        .reconcile("http://127.0.0.1:1");
  }
}
