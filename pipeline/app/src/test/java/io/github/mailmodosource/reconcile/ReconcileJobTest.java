package io.github.mailmodosource.reconcile;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.mailmodosource.Golden;
import io.github.mailmodosource.JobProbe;
import io.github.mailmodosource.JobProbe.Result;
import io.github.mailmodosource.RunnerMode;
import io.github.mailmodosource.sandbox.Sandbox;
import io.github.mailmodosource.sandbox.SandboxSettings;
import io.github.mailmodosource.sandbox.WarehouseSettings;
import io.github.mailmodosource.sandbox.WarehouseStats;
import io.github.mailmodosource.servers.TestDatabases;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Whole runs: what was sent to Segment against what arrived in a real database. */
class ReconcileJobTest {
  private static final TestDatabases SERVER = TestDatabases.POSTGRESQL;
  private static final List<String> INPUT =
      List.of("--activity=testdata/activity.jsonl", "--contacts=testdata/contacts.jsonl");

  @TempDir Path folder;

  private final String schema = TestDatabases.newSchemaName();

  @ParameterizedTest
  @EnumSource(RunnerMode.class)
  void whatGotLostIsFoundSentAgainAndThenNothingIsMissing(RunnerMode mode) throws Exception {
    try (Sandbox segment = start(warehouse().withLoseEvery(7))) {
      assertThat(probe(mode).send(segment.endpoint()).exitCode(), is(0));
      assertThat(await(segment).lost(), is(5L));

      Result found = reconcile(mode, segment, "--resend=missing");
      assertThat(found.err(), found.exitCode(), is(4));
      assertThat(kinds(found), is(Map.of("missing", 5)));
      assertThat(found.out(), startsWith("reconcile: 41 events expected"));
      assertThat(
          found.report().get("totals"),
          is(
              JobProbe.parse(
                  """
                  {"expected":41,"matched":36,"missing":5,"mismatched":0,"unexpected":0,"duplicated":0}
                  """)));
      assertThat(found.out(), containsString("sent again    5, undelivered 0; to warehouses only"));
      assertThat(found.report().at("/resent/sent").asInt(), is(5));
      JsonNode sent = Golden.funnel("activity.funnel.json");
      assertThat(found.report().get("contacts"), is(sent.get("contacts")));
      for (String part :
          List.of("read", "invalid", "not_identified", "identified_later", "duplicate")) {
        assertThat(part, found.report().at("/funnel/" + part), is(sent.at("/funnel/" + part)));
      }
      assertThat(found.report().at("/funnel/expected").asInt(), is(41));
      assertThat(
          found.out(), containsString("  rows          53 read, 0 invalid, 0 outside window"));
      assertThat(await(segment).loaded(), is(41L));

      Result clean = reconcile(mode, segment);
      assertThat(clean.err(), clean.exitCode(), is(0));
      assertThat(kinds(clean), is(Map.of()));
    }
  }

  @Test
  void whatDiffersIsNamedWithBothValues() throws Exception {
    try (Sandbox segment = sent()) {
      SERVER.execute(
          "UPDATE " + schema + ".email_bounced SET reason = 'else' WHERE reason IS NOT NULL");
      SERVER.execute("UPDATE " + schema + ".email_unsubscribed SET id = 'stray-' || id");
      SERVER.execute(
          "INSERT INTO " + schema + ".email_opened SELECT * FROM " + schema + ".email_opened");

      Result found = reconcile(RunnerMode.DIRECT, segment);
      assertThat(found.err(), found.exitCode(), is(4));
      Map<String, Integer> kinds = kinds(found);
      assertThat(
          kinds, is(Map.of("mismatched", 2, "missing", 3, "unexpected", 3, "duplicated", 8)));
      JsonNode mismatched =
          differences(found).stream()
              .filter(line -> line.get("kind").asText().equals("mismatched"))
              .findFirst()
              .orElseThrow();
      assertThat(mismatched.get("event").asText(), is("Email Bounced"));
      assertThat(mismatched.at("/differences/0/column").asText(), is("reason"));
      assertThat(mismatched.at("/differences/0/actual").asText(), is("else"));
    }
  }

  @Test
  void someMayBeMissingByOption() throws Exception {
    try (Sandbox segment = sent()) {
      SERVER.execute("DELETE FROM " + schema + ".link_clicked");
      assertThat(reconcile(RunnerMode.DIRECT, segment, "--maxMissing=4").exitCode(), is(4));
      assertThat(reconcile(RunnerMode.DIRECT, segment, "--maxMissing=5").exitCode(), is(0));
      assertThat(reconcile(RunnerMode.DIRECT, segment, "--maxMissing=12%").exitCode(), is(4));
      assertThat(reconcile(RunnerMode.DIRECT, segment, "--maxMissing=13%").exitCode(), is(0));
    }
  }

  /** "to warehouses only … Unless --integrations says otherwise". */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        " | {\"All\":false,\"Warehouses\":{\"all\":true}} | ; to warehouses only",
        "--integrations={\"Mailmodo\":false} | {\"Mailmodo\":false} | ; integrations {\"Mailmodo\":false}"
      })
  void whatIsSentAgainGoesToWarehousesOnly(
      @Nullable String option, String integrations, String said) throws Exception {
    try (Sandbox segment = sent();
        Sandbox again = Sandbox.start(SandboxSettings.onAnyPort())) {
      SERVER.execute("DELETE FROM " + schema + ".link_clicked");
      JobProbe probe = probe(RunnerMode.DIRECT).with("--resend=missing");
      Result found = reconcile(option == null ? probe : probe.with(option), again);
      assertThat(found.err(), found.exitCode(), is(4));
      assertThat(again.events().size(), is(5));
      for (String event : again.events()) {
        assertThat(JobProbe.parse(event).get("integrations"), is(JobProbe.parse(integrations)));
      }
      assertThat(found.out(), containsString("sent again    5, undelivered 0" + said + "\n"));
      assertThat(found.report().at("/resent/integrations"), is(JobProbe.parse(integrations)));
      assertThat(segment.stats().duplicates(), is(0L));
    }
  }

  /** "More missing than --maxResend: reported, not sent, until the option allows more." */
  @ParameterizedTest
  @EnumSource(RunnerMode.class)
  void moreMissingThanMayBeSentAgainAreReportedAndNoneIsSent(RunnerMode mode) throws Exception {
    try (Sandbox segment = sent();
        Sandbox again = Sandbox.start(SandboxSettings.onAnyPort())) {
      SERVER.execute("DELETE FROM " + schema + ".link_clicked");
      Result held =
          reconcile(probe(mode).with("--resend=missing", "--maxResend=4", "--maxMissing=5"), again);
      String line =
          "5 of 41 expected events are missing, more than --maxResend allows, so none was sent"
              + " again; find out why first, then allow so many with --maxResend=5";
      assertThat("what was asked for was not done", held.exitCode(), is(4));
      assertThat(held.err(), is("mailmodo-source: " + line + "\n"));
      assertThat(held.out(), startsWith("reconcile: 41 events expected\n\n  " + line + "\n"));
      assertThat(held.report().at("/notes/0").asText(), is(line));
      assertThat(held.report().at("/totals/missing").asInt(), is(5));
      assertThat(held.report().at("/resent/sent").asInt(), is(0));
      assertThat(held.report().at("/resent/heldBack").asInt(), is(5));
      assertThat(again.stats().requests(), is(0L));

      Result allowed = reconcile(probe(mode).with("--resend=missing", "--maxResend=5"), again);
      assertThat(allowed.report().at("/resent/sent").asInt(), is(5));
      assertThat(again.events().size(), is(5));
      assertThat(segment.stats().duplicates(), is(0L));
    }
  }

  /** "a line for each id, … as rclone check has it". */
  @ParameterizedTest
  @EnumSource(RunnerMode.class)
  void everyIdHasALineThatSaysWhatBecameOfIt(RunnerMode mode) throws Exception {
    try (Sandbox segment = sent()) {
      SERVER.execute("DELETE FROM " + schema + ".link_clicked");
      SERVER.execute(
          "UPDATE " + schema + ".email_bounced SET reason = 'else' WHERE reason IS NOT NULL");
      SERVER.execute("UPDATE " + schema + ".email_unsubscribed SET id = 'stray-' || id");
      SERVER.execute(
          "INSERT INTO " + schema + ".email_opened SELECT * FROM " + schema + ".email_opened");
      SERVER.execute(
          "UPDATE " + schema + ".email_form_submitted SET original_timestamp = '2030-01-01'");
      long later = count("email_form_submitted");
      SERVER.execute(
          "INSERT INTO "
              + schema
              + ".email_form_submitted (id, original_timestamp) VALUES ('yet to come', '2031-01-01')");
      Path file = folder.resolve("combined.txt");
      Result found = reconcile(mode, segment, "--combined=" + file);
      assertThat(found.err(), found.exitCode(), is(4));
      List<String> lines = JobProbe.read(file).lines().toList();
      assertThat(
          signs(lines),
          is(
              Map.of(
                  "-",
                  5 + 3,
                  "*",
                  2 + (int) later,
                  "=",
                  41 - 5 - 3 - 2 - (int) later,
                  "+",
                  3,
                  "!",
                  1)));
      assertThat(lines.contains("! yet to come"), is(true));
      assertThat(lines.stream().distinct().count(), is((long) lines.size()));
      assertThat(found.out(), startsWith("reconcile: 41 events expected"));

      Result printed = reconcile(mode, segment, "--combined=-");
      assertThat(Set.copyOf(printed.out().lines().toList()), is(Set.copyOf(lines)));
      assertThat(printed.err(), startsWith("reconcile: 41 events expected"));
      assertThat(printed.report().get("totals"), is(found.report().get("totals")));
      try (Stream<Path> left = Files.list(printed.folder())) {
        assertThat(left.filter(each -> each.toString().contains("combined")).count(), is(0L));
      }
    }
  }

  /** No id on either side: the file says so by being empty, and is not that of an earlier run. */
  @Test
  void withoutAnyIdTheFileIsEmpty() throws Exception {
    try (Sandbox segment = sent()) {
      Path file = folder.resolve("combined.txt");
      JobProbe.write(file, "= of-an-earlier-run\n");
      SERVER.execute("DROP SCHEMA " + schema + " CASCADE");
      SERVER.execute("CREATE SCHEMA " + schema);
      Result found =
          reconcile(RunnerMode.DIRECT, segment, "--combined=" + file, "--until=2020-01-01");
      assertThat(found.exitCode(), is(4));
      assertThat(JobProbe.read(file), is(""));
    }
  }

  @Test
  void aWindowIsJudgedAloneThoughAllWasReceivedToday() throws Exception {
    try (Sandbox segment = sent()) {
      SERVER.execute("DELETE FROM " + schema + ".link_clicked");
      Result before =
          reconcile(RunnerMode.DIRECT, segment, "--since=2026-01-01", "--until=2026-02-01");
      assertThat(before.err(), before.exitCode(), is(0));
      assertThat(before.out(), startsWith("reconcile: 0 events expected, which proves nothing\n"));
    }
  }

  /** "In reconcile it counts the expected events." */
  @Test
  void minRowsAreEventsThatAreExpected() throws Exception {
    try (Sandbox segment = sent()) {
      assertThat(reconcile(RunnerMode.DIRECT, segment, "--minRows=41").exitCode(), is(0));
      Result tooFew = reconcile(RunnerMode.DIRECT, segment, "--minRows=42");
      assertThat(tooFew.exitCode(), is(1));
      assertThat(
          tooFew.err(),
          containsString("mailmodo-source: 41 events were expected, fewer than --minRows=42"));
      assertThat(tooFew.report().path("exitCode").asInt(), is(1));
      assertThat(tooFew.report().path("notes").size(), is(1));
    }
  }

  /** "If several hold: 2, 130/143, 1, 5, 4, 3." */
  @Test
  void withoutAContactNothingIsCompared() throws Exception {
    try (Sandbox segment = sent()) {
      Path nobody = Files.writeString(folder.resolve("nobody.jsonl"), "");
      Result found =
          reconcile(probe(RunnerMode.DIRECT).replacing("--contacts=", nobody.toString()), segment);
      assertThat("unexpected events alone would be 4", found.exitCode(), is(1));
      assertThat(
          found.err(),
          startsWith("mailmodo-source: no contact could be identified: --contacts has no rows; "));
      assertThat(found.report().at("/totals/unexpected").asInt(), is(41));
    }
  }

  /** "neither missing nor unexpected": some of theirs was sent before, some was deleted since. */
  @ParameterizedTest
  @EnumSource(RunnerMode.class)
  void suppressedPeopleAreNeitherMissingNorUnexpected(RunnerMode mode) throws Exception {
    try (Sandbox segment = sent()) {
      SERVER.execute("DELETE FROM " + schema + ".email_sent WHERE user_id = '97980cfea0067'");
      SERVER.execute(
          "UPDATE "
              + schema
              + ".email_opened SET id = 'stray-' || id"
              + " WHERE context_traits_email = 'nightowl@example.com'");
      Map<String, Integer> before = kinds(reconcile(mode, segment));
      assertThat(before.keySet(), is(Set.of("missing", "unexpected")));

      JobProbe.write(folder.resolve("users.csv"), "userId\n97980cfea0067\n");
      SERVER.execute("CREATE TABLE " + schema + ".erased (email text)");
      SERVER.execute("INSERT INTO " + schema + ".erased VALUES ('NightOwl@example.com ')");
      Result found =
          reconcile(
              mode,
              segment,
              "--resend=missing",
              "--combined=" + folder.resolve("combined.txt"),
              "--suppressed=" + folder.resolve("users.csv") + "," + SERVER.url(),
              "--suppressedUser=" + TestDatabases.ADMIN,
              "--suppressedTable=" + schema + ".erased");
      assertThat(found.err() + found.out(), found.exitCode(), is(0));
      assertThat(kinds(found), is(Map.of()));
      assertThat(found.report().at("/resent/sent").asInt(), is(0));
      String combined = JobProbe.read(folder.resolve("combined.txt"));
      assertThat(
          "they have no line",
          combined.lines().count(),
          is(found.report().at("/totals/expected").asLong()));
      int suppressed = found.report().at("/funnel/suppressed").asInt();
      assertThat(suppressed, is(greaterThan(1)));
    }
  }

  @Test
  void anEmptyWarehouseMissesAllAndSaysWhyThatMayBe() throws Exception {
    try (Sandbox segment = Sandbox.start(SandboxSettings.onAnyPort())) {
      Result found = reconcile(RunnerMode.DIRECT, segment);
      assertThat(found.exitCode(), is(4));
      assertThat(kinds(found), is(Map.of("missing", 41)));
      assertThat(found.err(), containsString("is --warehouseSchema right?"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "--settle=soon, --settle=soon is not a valid duration",
    "--since=2999-01-01, nothing can be judged yet",
    "--maxMissing=some, --maxMissing=some is not a number of events",
    "--resend=all, --resend=all is unknown; use missing",
    "--maxResend=some, --maxResend=some is not a number of events",
    "--fail=lost, --fail=lost is unknown; use one or more of missing",
    "--combined=, --combined is empty; name a file",
    "--combined=testdata, --combined=testdata cannot be written",
    "--warehouseSince=soon, --warehouseSince=soon is not a valid time",
    "--warehouseSince=2999-01-01, --warehouseSince=2999-01-01 is not before",
    "--warehouseViews, --warehouseViews: Segment's views show the last 60 days only",
    "--counts=nowhere.json, --counts=nowhere.json: the file cannot be read",
    "--counts=testdata/contacts.csv, --counts=testdata/contacts.csv: invalid JSON in line 1",
    "--counts=testdata/contacts.jsonl, report 1 has neither campaignId nor campaignName",
    "--warehouse=, --warehouse is missing",
    "--warehouse=jdbc:postgresql://localhost:1/x, cannot be reached",
    "--warehouse=postgresql://localhost/x, is not a JDBC URL",
    "--warehouse=jdbc:nothing://localhost/x, --jdbcDrivers",
    "--warehouse=jdbc:postgresql://localhost/x?password=hidden, the URL contains a password",
    "--warehousePassword=hidden, a secret must be named",
    "--warehousePassword=env:NOT_SET_ANYWHERE, the environment variable NOT_SET_ANYWHERE is not set"
  })
  void wrongUsageIsOneClearLine(String option, String reason) throws Exception {
    JobProbe probe = probe(RunnerMode.DIRECT).with(option);
    if (!option.startsWith("--warehouse=")) {
      probe.with("--warehouse=" + SERVER.url(), "--warehouseUser=" + TestDatabases.ADMIN);
    }
    Result result = probe.reconcile("http://127.0.0.1:1");
    assertThat(result.err(), result.exitCode(), is(2));
    assertThat(result.err(), containsString(reason));
    assertThat(result.err(), not(containsString("hidden")));
    assertThat(result.err().lines().count(), is(1L));
  }

  @ParameterizedTest
  @EnumSource(RunnerMode.class)
  void aServerThatBreaksOffInTheMiddleIsOneClearLine(RunnerMode mode) throws Exception {
    SERVER.execute("CREATE SCHEMA " + schema);
    // Stable, so that the rows can be counted without it.
    SERVER.execute(
        "CREATE FUNCTION "
            + schema
            + ".die() RETURNS text STABLE LANGUAGE plpgsql AS"
            + " 'BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END'");
    SERVER.execute(
        "CREATE VIEW %1$s.link_clicked AS SELECT 'row-' || n AS id, CASE WHEN n = 9000 THEN %1$s.die() END AS link_id FROM generate_series(1, 12000) AS n"
            .formatted(schema));
    try (Sandbox segment = Sandbox.start(SandboxSettings.onAnyPort())) {
      Result result = reconcile(mode, segment);
      assertThat(result.err(), result.exitCode(), is(1));
      assertThat(result.err(), containsString("went away; check that it is running"));
      assertThat(result.err(), not(containsString("\tat ")));
      assertThat(result.report().path("stopped").asText(), containsString("went away"));
      assertThat(result.report().path("exitCode").asInt(), is(1));
      assertThat(result.out(), startsWith("reconcile: stopped after "));
      assertThat(result.report().at("/contacts/read").asInt(-1) >= 0, is(true));
    }
  }

  @Test
  void rowsThatCouldNotBeReadAreToldByReasonAndMayBeTooMany() throws Exception {
    try (Sandbox segment = start(warehouse())) {
      JobProbe bad =
          probe(RunnerMode.DIRECT)
              .replacing("--activity=", "testdata/bad-rows.jsonl")
              .with("--maxDeadLetters=1000");
      assertThat(bad.send(segment.endpoint()).exitCode(), is(0));
      await(segment);

      Result found = reconcile(bad, segment);
      JsonNode letters = Golden.funnel("bad-rows-jsonl.funnel.json").get("deadLetters");
      assertThat(found.err(), found.exitCode(), is(0));
      assertThat(found.report().get("deadLetters"), is(letters));
      assertThat(
          found.out(), containsString("  dead letters  " + letters.get("bad_json") + " bad_json"));

      bad.replacing("--maxDeadLetters=", "0");
      assertThat(reconcile(bad, segment).exitCode(), is(3));
    }
  }

  @Test
  void mailmodosOwnTotalsStandBesideOursAndChangeNoExitCode() throws Exception {
    Path counts = folder.resolve("counts.json");
    JobProbe.write(
        counts,
        """
        {"campaignId":"1c9b6f4e-0d2a-4b7e-9f63-5a8e2d7c4b10","campaignName":"Festive","opens":999,"clicks":1}
        """);
    try (Sandbox segment = sent()) {
      Result result = reconcile(RunnerMode.DIRECT, segment, "--counts=" + counts);
      assertThat(result.err(), result.exitCode(), is(0));
      JsonNode opened = result.report().at("/counts/totals/Email Opened");
      assertThat(opened.get("mailmodo").asLong(), is(999L));
      assertThat(opened.get("expected"), is(opened.get("there")));
      assertThat(opened.get("expected").asLong() > 0, is(true));
      assertThat(result.out(), containsString("Mailmodo's own totals beside ours"));
    }
  }

  private static Map<String, Integer> signs(List<String> lines) {
    Map<String, Integer> signs = new TreeMap<>();
    lines.forEach(line -> signs.merge(line.substring(0, 1), 1, Integer::sum));
    return signs;
  }

  private long count(String table) throws Exception {
    try (Connection connection = SERVER.admin();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM " + schema + "." + table)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private WarehouseSettings warehouse() {
    return WarehouseSettings.of(SERVER.url(), TestDatabases.ADMIN, null, schema);
  }

  private static Sandbox start(WarehouseSettings warehouse) throws Exception {
    return Sandbox.start(
        SandboxSettings.onAnyPort().withWriteKey(JobProbe.WRITE_KEY).withWarehouse(warehouse));
  }

  /** Everything was sent, and has arrived. */
  private Sandbox sent() throws Exception {
    Sandbox segment = start(warehouse());
    assertThat(probe(RunnerMode.DIRECT).send(segment.endpoint()).exitCode(), is(0));
    assertThat(await(segment).loaded(), is(41L));
    return segment;
  }

  private static WarehouseStats await(Sandbox segment) throws Exception {
    WarehouseStats stats = segment.warehouse();
    while (stats != null && stats.waiting() > 0) {
      Thread.sleep(5);
      stats = segment.warehouse();
    }
    return stats == null ? new WarehouseStats(0, 0, 0, 0, 0, 0) : stats;
  }

  private JobProbe probe(RunnerMode mode) {
    return JobProbe.in(folder).with(INPUT.toArray(String[]::new)).on(mode);
  }

  private Result reconcile(RunnerMode mode, Sandbox segment, String... options) {
    return reconcile(probe(mode).with(options), segment);
  }

  private Result reconcile(JobProbe probe, Sandbox segment) {
    return probe
        .replacing("--warehouse=", SERVER.url())
        .replacing("--warehouseUser=", TestDatabases.ADMIN)
        .replacing("--warehouseSchema=", schema)
        .replacing("--settle=", "0s")
        .reconcile(segment.endpoint());
  }

  private static List<JsonNode> differences(Result result) {
    return JobProbe.read(result.folder().resolve("differences.jsonl"))
        .lines()
        .map(JobProbe::parse)
        .toList();
  }

  private static Map<String, Integer> kinds(Result result) {
    Map<String, Integer> kinds = new TreeMap<>();
    differences(result).forEach(line -> kinds.merge(line.get("kind").asText(), 1, Integer::sum));
    return kinds;
  }
}
