package io.github.mailmodosource.stream;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.emptyOrNullString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.in;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.mailmodosource.contact.ContactFigures;
import io.github.mailmodosource.contact.IgnoredContact;
import io.github.mailmodosource.files.WatchFigures;
import io.github.mailmodosource.job.JobRun;
import io.github.mailmodosource.metrics.ProcessCounts;
import io.github.mailmodosource.metrics.RequestCounts;
import io.github.mailmodosource.metrics.RunningCounts;
import io.github.mailmodosource.stream.StreamSettings.MetricsAddress;
import io.github.mailmodosource.table.PollFigures;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The alert rules and the dashboard ask for what there is. */
@Timeout(60)
class MonitoringTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path FOLDER = Path.of("pipeline/docs/monitoring");
  private static final Instant READ_AT = Instant.parse("2026-11-20T12:00:00Z");

  private static final Pattern NAME = Pattern.compile("mailmodo_source_\\w+");

  /** A name and the labels that it is asked for. */
  private static final Pattern SELECTOR = Pattern.compile("(mailmodo_source_\\w+)\\{([^}]*)}");

  private static final Pattern MATCHER = Pattern.compile("(\\w+)(=~|!~|!=|=)\"([^\"]*)\"");

  /** Those that Prometheus adds. */
  private static final Set<String> OF_PROMETHEUS = Set.of("job", "instance");

  private static Exposition page = Exposition.parse("\n");

  /** Everything that a run can know. */
  @BeforeAll
  static void scrape() throws Exception {
    ProcessCounts.clear();
    JobRun run = LiveRuns.in(Path.of("."));
    LiveRuns.count(run);
    LiveFigures figures =
        new LiveFigures(
            run,
            Instant.now(),
            RunningCounts.of(run.id()),
            RequestCounts.of(run.id()).counts(),
            new ContactFigures(
                200_007, 200_000, Map.of(IgnoredContact.NO_EMAIL, 7L), READ_AT, 0, 12, 2),
            List.of(
                new WatchFigures(1_000, 1, 3, Duration.ofSeconds(9), Duration.ofSeconds(31)),
                new WatchFigures(500, 0, 0, Duration.ofSeconds(9), Duration.ZERO)),
            List.of(new PollFigures(70, 3, 2, 1, Duration.ofSeconds(8), Duration.ofSeconds(12))),
            5,
            LiveRuns.state());
    try (MetricsServer server =
        MetricsServer.start(new MetricsAddress("127.0.0.1", 0), new LiveMetrics(() -> figures))) {
      HttpResponse<String> answer =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(URI.create(server.url())).build(),
                  HttpResponse.BodyHandlers.ofString());
      page = Exposition.parse(answer.body());
    }
  }

  @Test
  void thePageHasWhatSourcesAndContactsKnow() {
    assertThat(page.value("mailmodo_source_lag_seconds"), is(31.0));
    assertThat(page.value("mailmodo_source_files_waiting"), is(3.0));
    assertThat(page.value("mailmodo_source_files_unreadable"), is(1.0));
    assertThat(page.value("mailmodo_source_file_names"), is(1_500.0));
    assertThat(page.value("mailmodo_source_contacts"), is(200_000.0));
    assertThat(page.value("mailmodo_source_contacts_readings_total"), is(12.0));
    assertThat(page.value("mailmodo_source_contacts_failed_readings"), is(2.0));
    assertThat(
        page.value("mailmodo_source_contacts_read_timestamp_seconds"),
        is((double) READ_AT.getEpochSecond()));
  }

  @Test
  void theAlertRulesAskForWhatThereIs() throws IOException {
    List<String> names = new ArrayList<>();
    for (JsonNode rule : rules()) {
      String name = rule.get("alert").textValue();
      names.add(name);
      assertAsksForWhatThereIs(rule.get("expr").textValue());
      assertThat(
          name, rule.at("/labels/severity").textValue(), is(in(Set.of("warning", "critical"))));
      assertThat(name, rule.at("/annotations/summary").textValue(), is(not(emptyOrNullString())));
      assertThat(
          name, rule.at("/annotations/description").textValue(), is(not(emptyOrNullString())));
      assertThat(name, rule.path("for").asText("0s"), matchesPattern("\\d+[smh]"));
    }
    assertThat("each has a name of its own", new HashSet<>(names).size(), is(names.size()));
    assertThat(names, everyItem(matchesPattern("MailmodoSource[A-Za-z]+")));
    assertThat(
        names,
        hasItems(
            "MailmodoSourceLags",
            "MailmodoSourceSendsNothing",
            "MailmodoSourceDeadLetters",
            "MailmodoSourceContactsOld",
            "MailmodoSourceCheckpointOld"));
  }

  /**
   * After a quiet time the first event is in flight for --maxBatchDelay before anything is sent.
   */
  @Test
  void anAlertOfRowsInFlightHoldsForLongerThanABatchWaits() throws IOException {
    List<String> names = new ArrayList<>();
    for (JsonNode rule : rules()) {
      if (rule.get("expr").textValue().contains("rows_in_flight")) {
        String name = rule.get("alert").textValue();
        names.add(name);
        assertThat(name, rule.path("for").asText(), is("2m"));
      }
    }
    assertThat(names, contains("MailmodoSourceSendsNothing", "MailmodoSourceSegmentAway"));
  }

  @Test
  void theDashboardIsOneThatGrafanaLoads() throws IOException {
    JsonNode dashboard = dashboard();
    assertThat(dashboard.get("title").textValue(), is("mailmodo-source"));
    assertThat(dashboard.get("uid").textValue(), matchesPattern("[a-zA-Z0-9_-]{1,40}"));
    assertThat(dashboard.get("schemaVersion").intValue(), is(greaterThan(35)));
    assertThat("it is not one of another database's", dashboard.has("id"), is(false));
    List<String> variables = new ArrayList<>();
    dashboard.at("/templating/list").forEach(of -> variables.add(of.get("name").textValue()));
    assertThat(variables, hasItem("datasource"));
    assertThat(dashboard.at("/templating/list/0/type").textValue(), is("datasource"));
    assertThat(dashboard.at("/templating/list/0/query").textValue(), is("prometheus"));

    Set<Integer> ids = new HashSet<>();
    boolean[][] taken = new boolean[200][24];
    for (JsonNode panel : dashboard.get("panels")) {
      String title = panel.get("title").textValue();
      assertThat(title, ids.add(panel.get("id").intValue()), is(true));
      assertThat(title, panel.get("type").textValue(), is(in(Set.of("stat", "timeseries"))));
      place(taken, panel.get("gridPos"), title);
      assertThat(title, panel.get("targets").size(), is(greaterThan(0)));
      Set<String> refs = new TreeSet<>();
      for (JsonNode target : panel.get("targets")) {
        assertThat(title, refs.add(target.get("refId").textValue()), is(true));
        assertThat(title, target.at("/datasource/uid").textValue(), is("${datasource}"));
        assertAsksForWhatThereIs(target.get("expr").textValue());
      }
    }
    assertThat(ids.size(), is(greaterThan(15)));
  }

  @Test
  void whatThePageHasIsSeenSomewhere() throws IOException {
    Set<String> asked = new TreeSet<>();
    for (JsonNode rule : rules()) {
      NAME.matcher(rule.get("expr").textValue()).results().forEach(n -> asked.add(n.group()));
    }
    NAME.matcher(dashboard().toString()).results().forEach(n -> asked.add(n.group()));
    Set<String> unseen = new TreeSet<>(page.families().keySet());
    unseen.removeIf(name -> asked.contains(name) || asked.contains(name + "_bucket"));
    assertThat(
        unseen,
        is(
            Set.of(
                "mailmodo_source_start_timestamp_seconds",
                "mailmodo_source_contacts_readings_total")));
  }

  private static List<JsonNode> rules() throws IOException {
    Object file =
        new Yaml(new SafeConstructor(new LoaderOptions()))
            .load(Files.readString(FOLDER.resolve("alerts.yml")));
    List<JsonNode> rules = new ArrayList<>();
    for (JsonNode group : JSON.valueToTree(file).path("groups")) {
      assertThat(group.get("name").textValue(), is("mailmodo-source"));
      group.get("rules").forEach(rules::add);
    }
    return rules;
  }

  private static JsonNode dashboard() throws IOException {
    return JSON.readTree(FOLDER.resolve("grafana-dashboard.json").toFile());
  }

  private static void place(boolean[][] taken, JsonNode grid, String title) {
    for (int y = 0; y < grid.get("h").intValue(); y++) {
      for (int x = 0; x < grid.get("w").intValue(); x++) {
        int row = grid.get("y").intValue() + y;
        int column = grid.get("x").intValue() + x;
        assertThat(title + " lies on another", taken[row][column], is(false));
        taken[row][column] = true;
      }
    }
  }

  private static void assertAsksForWhatThereIs(String expression) {
    List<String> names = NAME.matcher(expression).results().map(MatchResult::group).toList();
    assertThat(expression, names.isEmpty(), is(false));
    assertThat(expression, names, everyItem(is(in(page.names()))));
    long opening = expression.chars().filter(c -> c == '(').count();
    assertThat(expression, expression.chars().filter(c -> c == ')').count(), is(opening));
    SELECTOR
        .matcher(expression)
        .results()
        .forEach(
            selector ->
                MATCHER
                    .matcher(selector.group(2))
                    .results()
                    .filter(label -> !OF_PROMETHEUS.contains(label.group(1)))
                    .forEach(label -> assertHas(selector.group(1), label)));
  }

  /** A value that no sample has would be a line that never shows, or an alert that never fires. */
  private static void assertHas(String name, MatchResult label) {
    Set<String> values = new TreeSet<>();
    page.families()
        .values()
        .forEach(
            family ->
                family.samples().keySet().stream()
                    .filter(key -> key.name().equals(name))
                    .forEach(key -> values.add(key.labels().getOrDefault(label.group(1), ""))));
    assertThat(name, values, hasItem(label.group(3)));
  }
}
