package io.github.mailmodosource.yardstick;

import static io.github.mailmodosource.yardstick.Difference.ABSENT;
import static java.util.Map.entry;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import io.github.mailmodosource.RecordingServer;
import io.github.mailmodosource.event.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Our request beside those of Segment's own clients, for the same seven events. Every difference
 * stands here with its reason: one that is not listed fails, and so does one that has vanished.
 */
class YardstickTest {
  private static final String ITSELF = "each client names itself";
  private static final String ADDRESS =
      "an older name of the same address; the one that Segment documents is `/v1/batch`";
  private static final String KEY_ONCE = "the key stands in one place, the header";
  private static final String CHARSET = "JSON is UTF-8 without saying so";
  private static final String GZIP =
      "a batch is several times smaller on the wire; `--compression=none` turns it off";
  private static final String SHARED =
      "what all events share stands once, at the batch's top level; Segment merges it into each";
  private static final String INSTANCE =
      "random in each process, and it would become a column; our events are the same in every run";
  private static final String SEQUENCE =
      "counts the batches of one client object; a job has many workers, and no order among them";
  private static final String RUNTIME = "about Node.js";

  private static final Map<Difference, String> SHARED_IN_THE_BATCH =
      Map.ofEntries(
          differs("body.context.integration.name", "\"mailmodo\"", ABSENT, SHARED),
          differs("body.context.integration.version", "\"1.0.0\"", ABSENT, SHARED),
          differs("body.integrations.Mailmodo", "false", ABSENT, SHARED));

  private static final Map<Difference, String> SHARED_NOT_IN_THE_EVENT =
      Map.ofEntries(
          differs("context.integration.name", ABSENT, "\"mailmodo\"", SHARED),
          differs("context.integration.version", ABSENT, "\"1.0.0\"", SHARED),
          differs("integrations.Mailmodo", ABSENT, "false", SHARED));

  private static final Listed ANALYTICS_JAVA =
      new Listed(
          Map.ofEntries(
              differs("path", "/v1/batch", "/v1/import/", ADDRESS),
              differs("header authorization", "Basic YS13cml0ZS1rZXk6", ABSENT, KEY_ONCE),
              differs("body.writeKey", ABSENT, "\"a-write-key\"", KEY_ONCE),
              differs(
                  "header content-type",
                  "application/json",
                  "application/json; charset=UTF-8",
                  CHARSET),
              differs("header content-encoding", "gzip", ABSENT, GZIP),
              differs(
                  "header user-agent",
                  "mailmodo-source/" + Version.get(),
                  "analytics-java/3.5.4",
                  ITSELF),
              differs(
                  "body.context.library.name", "\"mailmodo-source\"", "\"analytics-java\"", ITSELF),
              differs("body.context.library.version", ourVersion(), "\"3.5.4\"", ITSELF),
              differs("body.context.instanceId", ABSENT, "a random UUID", INSTANCE),
              differs("body.sequence", ABSENT, "1", SEQUENCE)),
          Map.of(),
          Map.ofEntries(
              differs("context.library.name", "\"mailmodo-source\"", "\"analytics-java\"", ITSELF),
              differs("context.library.version", ourVersion(), "\"3.5.4\"", ITSELF),
              differs("context.instanceId", ABSENT, "a random UUID", INSTANCE)));

  private static final Listed ANALYTICS_NODE =
      new Listed(
          Map.ofEntries(
              differs("body.writeKey", ABSENT, "\"a-write-key\"", KEY_ONCE),
              differs("header content-encoding", "gzip", ABSENT, GZIP),
              differs(
                  "header user-agent",
                  "mailmodo-source/" + Version.get(),
                  "analytics-node-next/latest",
                  ITSELF),
              differs("body.context.library.name", "\"mailmodo-source\"", ABSENT, SHARED),
              differs("body.context.library.version", ourVersion(), ABSENT, SHARED)),
          Map.ofEntries(
              differs("context.library.name", ABSENT, "\"@segment/analytics-node\"", SHARED),
              differs("context.library.version", ABSENT, "\"3.1.0\"", SHARED),
              differs("_metadata.jsRuntime", ABSENT, "\"node\"", RUNTIME),
              differs("_metadata.nodeVersion", ABSENT, "\"v9.9.9\"", RUNTIME)),
          Map.ofEntries(
              differs(
                  "context.library.name",
                  "\"mailmodo-source\"",
                  "\"@segment/analytics-node\"",
                  ITSELF),
              differs("context.library.version", ourVersion(), "\"3.1.0\"", ITSELF),
              differs("_metadata.jsRuntime", ABSENT, "\"node\"", RUNTIME),
              differs("_metadata.nodeVersion", ABSENT, "\"v9.9.9\"", RUNTIME)));

  @TempDir static Path folder;
  private static Fields ours = new Fields(Map.of(), Map.of(), Map.of());

  /**
   * The differences to one client, each with its reason, beside those that both have.
   *
   * @param request in the request without its events
   * @param event in each event
   * @param merged in each event after Segment's merge; the whole list
   */
  private record Listed(
      Map<Difference, String> request,
      Map<Difference, String> event,
      Map<Difference, String> merged) {}

  /** One of Segment's clients, sending to that endpoint. */
  private interface Client {
    void sendTo(String endpoint) throws Exception;
  }

  @BeforeAll
  static void sendOurs() throws Exception {
    ours = recorded(endpoint -> Clients.mailmodoSource(endpoint, folder));
    assertThat(ours.events(), is(aMapWithSize(7)));
  }

  @Test
  void besideAnalyticsJavaOurRequestDiffersOnlyInTheListedFields() throws Exception {
    assertDiffers(recorded(Clients::analyticsJava), ANALYTICS_JAVA);
  }

  @Test
  void besideAnalyticsNodeOurRequestDiffersOnlyInTheListedFields() throws Exception {
    assertDiffers(recorded(Clients::analyticsNode), ANALYTICS_NODE);
  }

  @Test
  void theDocumentationGivesTheReasonOfEveryDifference() throws IOException {
    String payload = Files.readString(Path.of("pipeline/docs/payload.md"));
    for (Listed listed : List.of(ANALYTICS_JAVA, ANALYTICS_NODE)) {
      for (Map<Difference, String> part :
          List.of(listed.request(), listed.event(), listed.merged(), SHARED_IN_THE_BATCH)) {
        part.forEach((difference, reason) -> assertThat(payload, containsString(reason)));
      }
    }
  }

  private static Fields recorded(Client client) throws Exception {
    try (RecordingServer server = RecordingServer.start()) {
      client.sendTo(server.endpoint());
      return Fields.of(server.requests());
    }
  }

  private static void assertDiffers(Fields theirs, Listed listed) {
    assertThat(theirs.events().keySet(), is(ours.events().keySet()));
    assertSame(
        "request",
        Difference.between(ours.request(), theirs.request()),
        listed.request(),
        SHARED_IN_THE_BATCH);
    for (String event : ours.events().keySet()) {
      assertSame(
          event,
          Difference.between(of(event, ours.events()), of(event, theirs.events())),
          listed.event(),
          SHARED_NOT_IN_THE_EVENT);
      assertSame(
          event + ", as Segment merges it",
          Difference.between(of(event, ours.merged()), of(event, theirs.merged())),
          listed.merged(),
          Map.of());
    }
  }

  private static Map<String, String> of(String event, Map<String, Map<String, String>> events) {
    return events.getOrDefault(event, Map.of());
  }

  private static void assertSame(
      String what,
      List<Difference> found,
      Map<Difference, String> listed,
      Map<Difference, String> listedForBoth) {
    Set<Difference> vanished = new HashSet<>(listed.keySet());
    vanished.addAll(listedForBoth.keySet());
    Set<Difference> unlisted = new HashSet<>(found);
    unlisted.removeAll(vanished);
    vanished.removeAll(new HashSet<>(found));
    assertThat(what + ": a difference that is not listed", unlisted, is(empty()));
    assertThat(what + ": a listed difference that has vanished", vanished, is(empty()));
  }

  private static Map.Entry<Difference, String> differs(
      String field, String ours, String theirs, String reason) {
    return entry(new Difference(field, ours, theirs), reason);
  }

  private static String ourVersion() {
    return "\"" + Version.get() + "\"";
  }
}
