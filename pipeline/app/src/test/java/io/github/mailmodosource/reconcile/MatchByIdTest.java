package io.github.mailmodosource.reconcile;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.mailmodosource.TestPipelines;
import io.github.mailmodosource.activity.ActivityPeriod;
import io.github.mailmodosource.activity.EventType;
import io.github.mailmodosource.event.TrackEvent;
import io.github.mailmodosource.event.TrackEventCoder;
import io.github.mailmodosource.match.Finding;
import io.github.mailmodosource.match.FindingCount;
import io.github.mailmodosource.match.MatchById;
import io.github.mailmodosource.match.SplitWarehouse;
import io.github.mailmodosource.servers.TestDatabases;
import io.github.mailmodosource.warehouse.Expected;
import io.github.mailmodosource.warehouse.PlantedTables;
import io.github.mailmodosource.warehouse.WarehouseSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Events against tables of real databases: each planted difference is found, none is invented. */
class MatchByIdTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int SHARDS = 3;
  private static final ActivityPeriod ALWAYS = new ActivityPeriod(null, null);

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource
  void eachPlantedDifferenceIsFoundAndNoneIsInvented(TestDatabases server) throws Exception {
    PlantedTables tables =
        new PlantedTables(server)
            .linkClicked(Map.of())
            .load(clicked("right"), clicked("right too"))
            .load(clicked("wrong").with("link_url", "https://else.com/").from("somebody"))
            .load(clicked("stray").with("campaign_id", "C-9"))
            .load(clicked("twice"), clicked("twice"));

    Findings found =
        match(
            tables,
            ALWAYS,
            clicked("right"),
            clicked("right too"),
            clicked("wrong"),
            clicked("gone"),
            clicked("twice"));

    assertThat(
        lines(),
        is(
            List.of(
                line("duplicated", "twice"),
                line(
                    "mismatched",
                    "wrong",
                    "user_id",
                    "97980cfea0067",
                    "somebody",
                    "link_url",
                    "https://example.com/",
                    "https://else.com/"),
                line("missing", "gone"),
                line("unexpected", "stray"))));
    assertThat(
        counts(found),
        is(
            Map.of(
                "2026-11-20 Link Clicked",
                    "MATCHED=3 MISSING=1 MISMATCHED=1 UNEXPECTED=1 DUPLICATED=1",
                "C-1 (Winter)", "MATCHED=3 MISSING=1 MISMATCHED=1 DUPLICATED=1",
                "C-9 (Winter)", "UNEXPECTED=1")));
    assertThat(found.total(Finding.MATCHED), is(3L));
    assertThat(
        found.samples().stream()
            .map(sample -> sample.finding() + " " + sample.columns().size())
            .sorted()
            .toList(),
        is(List.of("DUPLICATED 0", "MISMATCHED 2", "MISSING 8", "UNEXPECTED 8")));
  }

  @Test
  void theSameActivityTwiceIsExpectedOnce() throws Exception {
    PlantedTables tables = postgresql().linkClicked(Map.of()).load(clicked("a"));
    Findings found = match(tables, ALWAYS, clicked("a"), clicked("a"), clicked("b"), clicked("b"));
    assertThat(counts(found).get("2026-11-20 Link Clicked"), is("MATCHED=1 MISSING=1"));
  }

  @Test
  void aTableThatIsNotThereIsEmpty() throws Exception {
    PlantedTables tables = postgresql().linkClicked(Map.of()).load(clicked("a"));
    Expected sent = clicked("s").of(EventType.EMAIL_SENT).without("link_url");
    assertThat(
        counts(match(tables, ALWAYS, clicked("a"), sent)),
        is(
            Map.of(
                "2026-11-20 Link Clicked", "MATCHED=1",
                "2026-11-20 Email Sent", "MISSING=1",
                "C-1 (Winter)", "MATCHED=1 MISSING=1")));
  }

  @Test
  void anEmptyWarehouseHasNothing() throws Exception {
    Findings found = match(postgresql(), ALWAYS, clicked("a"), clicked("b"));
    assertThat(found.total(Finding.MISSING), is(2L));
  }

  @Test
  void withoutEventsAndWithoutTablesNothingIsFound() throws Exception {
    Findings found = match(postgresql(), ALWAYS);
    assertThat(counts(found), is(Map.of()));
    assertThat(Files.exists(folder.resolve("differences.jsonl")), is(false));
  }

  @Test
  void inAnEmptyWindowNothingIsUnexpected() throws Exception {
    PlantedTables tables = postgresql().linkClicked(Map.of()).load(clicked("a"));
    ActivityPeriod before = ActivityPeriod.of("2026-11-01", "2026-11-02");
    assertThat(counts(match(tables, before)), is(Map.of()));
  }

  @Test
  void aBackfilledRowIsMatchedThoughItCameLongAfterTheWindow() throws Exception {
    PlantedTables tables = postgresql().linkClicked(Map.of()).load(clicked("a"));
    tables.execute("UPDATE " + tables.schema() + ".link_clicked SET received_at = '2031-01-01'");
    ActivityPeriod day = ActivityPeriod.of("2026-11-20", "2026-11-21");
    assertThat(match(tables, day, clicked("a")).total(Finding.MATCHED), is(1L));
  }

  @Test
  void aColumnThatIsNotThereHasNoValues() throws Exception {
    PlantedTables tables = postgresql().linkClicked(Map.of()).load(clicked("a"), clicked("b"));
    tables.execute("ALTER TABLE " + tables.schema() + ".link_clicked DROP COLUMN campaign_name");
    match(tables, ALWAYS, clicked("a"), clicked("b").without("campaign_name"));
    assertThat(lines(), is(List.of(line("mismatched", "a", "campaign_name", "Winter", null))));
  }

  @ParameterizedTest
  @EnumSource
  void typesThatTheFirstValueDecidedWrongDoNotMakeADifference(TestDatabases server)
      throws Exception {
    String local = server == TestDatabases.MARIADB ? "timestamp(3)" : "timestamp";
    PlantedTables tables =
        new PlantedTables(server)
            .linkClicked(
                Map.of(
                    "user_id", "numeric(20,2)",
                    "link_id", "double precision",
                    "original_timestamp", local,
                    "received_at", "varchar(99)"));
    tables.execute(
        "CREATE TABLE %s.email_bounced (id varchar(99), event varchar(99), event_text varchar(99), user_id bigint, context_traits_email varchar(99), campaign_id varchar(99), campaign_name varchar(99), is_hard_bounce varchar(9), original_timestamp varchar(99), received_at varchar(99))"
            .formatted(tables.schema()));
    Expected clicked = clicked("a").from("12345").with("link_id", "7.5");
    Expected bounced = clicked("b").of(EventType.EMAIL_BOUNCED).without("link_url").from("12345");
    tables.load(clicked, bounced.with("is_hard_bounce", true));
    tables.execute("UPDATE " + tables.schema() + ".email_bounced SET is_hard_bounce = 't'");

    Findings found =
        match(
            tables,
            ActivityPeriod.of("2026-11-20", null),
            clicked,
            bounced.with("is_hard_bounce", true));
    assertThat(counts(found).get("C-1 (Winter)"), is("MATCHED=2"));
  }

  @Test
  void onlyTheMissingEventsAreSentAgain() throws Exception {
    PlantedTables tables =
        postgresql().linkClicked(Map.of()).load(clicked("a"), clicked("b").from("somebody"));
    Pipeline pipeline = TestPipelines.create();
    PCollectionTuple found =
        found(pipeline, tables, ALWAYS, clicked("a"), clicked("b"), clicked("c"), clicked("c"));
    PAssert.that(
            found
                .get(MatchById.MISSING)
                .apply(MapElements.into(TypeDescriptors.strings()).via(TrackEvent::messageId)))
        .containsInAnyOrder("c");
    TestPipelines.run(pipeline);
  }

  @Test
  void eventsWithoutEndAreRefused() throws Exception {
    PlantedTables tables = postgresql();
    WarehouseSchema schema =
        WarehouseSchema.find(tables.database(), tables.schema(), false, false, ALWAYS.since());
    PCollection<KV<Integer, byte[]>> rows =
        TestPipelines.create()
            .apply("NoRows", Create.empty(KvCoder.of(VarIntCoder.of(), ByteArrayCoder.of())));
    assertThat(
        TestPipelines.refusalOfEndless(
            TrackEventCoder.of(), MatchById.against(schema, rows, ALWAYS, SHARDS)),
        startsWith("MatchById works on bounded input only"));
  }

  private static Expected clicked(String id) {
    return Expected.clicked(id);
  }

  private static PlantedTables postgresql() throws Exception {
    return new PlantedTables(TestDatabases.POSTGRESQL);
  }

  private Findings match(PlantedTables tables, ActivityPeriod period, Expected... events)
      throws IOException {
    Pipeline pipeline = TestPipelines.create();
    String findings = folder.resolve("findings.jsonl").toString();
    found(pipeline, tables, period, events)
        .apply(
            "WriteFindings",
            WriteFindings.to(folder.resolve("differences.jsonl").toString(), findings));
    TestPipelines.run(pipeline);
    return Findings.read(findings);
  }

  private static PCollectionTuple found(
      Pipeline pipeline, PlantedTables tables, ActivityPeriod period, Expected... events) {
    WarehouseSchema schema =
        WarehouseSchema.find(tables.database(), tables.schema(), false, false, period.since());
    return pipeline
        .apply(
            "Expected",
            Create.of(Arrays.stream(events).map(Expected::event).toList())
                .withCoder(TrackEventCoder.of()))
        .apply(
            "MatchById",
            MatchById.against(
                schema,
                pipeline.apply("SplitWarehouse", SplitWarehouse.of(schema, SHARDS)),
                period,
                SHARDS));
  }

  private List<JsonNode> lines() throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(folder.resolve("differences.jsonl")));
    lines.sort(null);
    List<JsonNode> nodes = new ArrayList<>();
    for (String line : lines) {
      nodes.add(JSON.readTree(line));
    }
    return nodes;
  }

  /** What differs as column, expected, actual, and so on. */
  private static JsonNode line(String kind, String id, @Nullable String... columns) {
    var line = JSON.createObjectNode();
    line.put("kind", kind).put("event", "Link Clicked").put("messageId", id);
    var differences = line.putArray("differences");
    for (int i = 0; i + 2 < columns.length; i += 3) {
      differences
          .addObject()
          .put("column", columns[i])
          .put("expected", columns[i + 1])
          .put("actual", columns[i + 2]);
    }
    return line;
  }

  /** The lines of the file from which the findings were read; their totals are those of both. */
  private Map<String, String> counts(Findings found) throws IOException {
    Map<FindingCount, Long> lines = FindingLines.counts(folder.resolve("findings.jsonl"));
    for (Finding finding : Finding.values()) {
      assertThat(
          lines.entrySet().stream()
              .filter(line -> !line.getKey().isOfCampaign() && line.getKey().finding() == finding)
              .mapToLong(Map.Entry::getValue)
              .sum(),
          is(found.total(finding)));
    }
    Map<String, Map<Finding, Long>> counts = new TreeMap<>();
    lines.forEach(
        (key, count) ->
            counts
                .computeIfAbsent(
                    key.isOfCampaign()
                        ? key.campaign() + " (" + key.campaignName() + ")"
                        : key.day() + " " + key.event(),
                    k -> new TreeMap<>())
                .merge(key.finding(), count, Long::sum));
    Map<String, String> shown = new TreeMap<>();
    counts.forEach(
        (key, findings) ->
            shown.put(
                key,
                String.join(
                    " ",
                    findings.entrySet().stream()
                        .map(finding -> finding.getKey() + "=" + finding.getValue())
                        .toList())));
    return shown;
  }
}
