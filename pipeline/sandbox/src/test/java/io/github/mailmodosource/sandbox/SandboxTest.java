package io.github.mailmodosource.sandbox;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The sandbox as a sender meets it: over HTTP. */
class SandboxTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final String KEY = basic("any-key:");

  @Nested
  class ABatch {
    @Test
    void isTakenAndRemembered() throws Exception {
      try (Sandbox sandbox = start()) {
        HttpResponse<String> answer = post(sandbox, batch(event("a"), event("b")));

        assertThat(answer.statusCode(), is(200));
        assertThat(answer.body(), is("{\"success\":true}"));
        assertThat(JSON.readTree(sandbox.events().get(0)), is(JSON.readTree(event("a"))));
        assertThat(sandbox.events().size(), is(2));
      }
    }

    @Test
    void isTakenUnderTheAliasToo() throws Exception {
      try (Sandbox sandbox = start()) {
        HttpRequest request = request(sandbox, "/v1/import", bytes(batch(event("a")))).build();
        assertThat(send(request).statusCode(), is(200));
      }
    }

    @Test
    void mayBeGzip() throws Exception {
      try (Sandbox sandbox = start()) {
        byte[] body = gzip(batch(event("a")));
        HttpRequest request =
            request(sandbox, "/v1/batch", body).header("Content-Encoding", "gzip").build();

        assertThat(send(request).statusCode(), is(200));
        assertThat(sandbox.stats().bytes(), is((long) bytes(batch(event("a"))).length));
      }
    }

    @Test
    void givesItsContextAndIntegrationsToEachEventButTheEventsOwnKeysWin() throws Exception {
      try (Sandbox sandbox = start()) {
        ObjectNode event = (ObjectNode) JSON.readTree(event("a"));
        ObjectNode context = (ObjectNode) event.get("context");
        JsonNode library = context.remove("library");
        event.remove("integrations");
        ObjectNode body = (ObjectNode) JSON.readTree(batch(event.toString()));
        body.putObject("context").set("library", library);
        body.withObject("/context").putObject("traits").put("email", "someone@else.com");
        body.putObject("integrations").put("Mailmodo", false);

        assertThat(post(sandbox, body.toString()).statusCode(), is(200));
        assertThat(JSON.readTree(sandbox.events().get(0)), is(JSON.readTree(event("a"))));
      }
    }

    @Test
    void countsAnIdThatItSawAsADuplicateAndKeepsTheFirst() throws Exception {
      try (Sandbox sandbox = start()) {
        post(sandbox, batch(event("a"), event("a")));
        HttpResponse<String> answer =
            post(sandbox, batch(event("a").replace("Link Clicked", "Email Sent"), event("b")));

        assertThat(answer.statusCode(), is(400));
        post(sandbox, batch(event("a").replace("C-1", "C-2"), event("b")));
        assertThat(sandbox.stats().events(), is(2L));
        assertThat(sandbox.stats().duplicates(), is(2L));
        assertThat(sandbox.events().get(0), containsString("C-1"));
      }
    }

    @Test
    void withAWrongEventIsRefusedWholeAndNamesEveryOne() throws Exception {
      try (Sandbox sandbox = start()) {
        String wrong = event("b").replace("\"L-1\"", "null");
        HttpResponse<String> answer = post(sandbox, batch(event("a"), wrong, "7"));

        assertThat(answer.statusCode(), is(400));
        assertThat(
            JSON.readTree(answer.body()),
            is(
                JSON.readTree(
                    """
                    {"success":false,"message":"2 of 3 events are wrong","errors":[
                      {"index":1,"messageId":"b","reasons":["properties.link_id is null"]},
                      {"index":2,"messageId":null,"reasons":["the event must be an object, not a number"]}]}
                    """)));
        assertThat(sandbox.events(), empty());
        assertThat(sandbox.stats().refused(), is(1L));
      }
    }
  }

  @Nested
  class TheWriteKey {
    @ParameterizedTest
    @ValueSource(strings = {"the-key", ":", "", "the-key:password", "the-key::"})
    void mustStandBeforeAColonAndNothingAfterIt(String credentials) throws Exception {
      try (Sandbox sandbox = start()) {
        assertThat(authorized(sandbox, basic(credentials)).statusCode(), is(401));
      }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer abc", "Basic ***", "Basic"})
    void mustComeAsBasicAuthorization(String header) throws Exception {
      try (Sandbox sandbox = start()) {
        assertThat(authorized(sandbox, header).statusCode(), is(401));
      }
    }

    @Test
    void mustBeThere() throws Exception {
      try (Sandbox sandbox = start()) {
        HttpRequest request =
            HttpRequest.newBuilder(URI.create(sandbox.endpoint() + "/v1/batch"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(batch(event("a"))))
                .build();
        HttpResponse<String> answer = send(request);
        assertThat(answer.statusCode(), is(401));
        assertThat(message(answer), is("Basic authorization is missing"));
      }
    }

    @Test
    void mustBeTheRightOneIfThereIsOne() throws Exception {
      try (Sandbox sandbox = Sandbox.start(SandboxSettings.onAnyPort().withWriteKey("secret"))) {
        assertThat(authorized(sandbox, basic("other:")).statusCode(), is(401));
        assertThat(authorized(sandbox, basic("secret:")).statusCode(), is(200));
      }
    }

    private HttpResponse<String> authorized(Sandbox sandbox, String header) throws Exception {
      HttpRequest.Builder request = request(sandbox, "/v1/batch", bytes(batch(event("a"))));
      return send(request.setHeader("Authorization", header).build());
    }
  }

  @Nested
  class TheBody {
    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/json;charset=iso-8859-1", "json"})
    void mustBeDeclaredAsJson(String type) throws Exception {
      try (Sandbox sandbox = start()) {
        HttpRequest.Builder request = request(sandbox, "/v1/batch", bytes(batch(event("a"))));
        HttpResponse<String> answer = send(request.setHeader("Content-Type", type).build());
        assertThat(answer.statusCode(), is(400));
        assertThat(message(answer), is("Content-Type must be application/json"));
      }
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "Application/JSON; charset=UTF-8"})
    void mayDeclareItsCharset(String type) throws Exception {
      try (Sandbox sandbox = start()) {
        HttpRequest.Builder request = request(sandbox, "/v1/batch", bytes(batch(event("a"))));
        assertThat(send(request.setHeader("Content-Type", type).build()).statusCode(), is(200));
      }
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        quoteCharacter = '`',
        textBlock =
            """
            ``                                    | the body must be a JSON object
            []                                    | the body must be a JSON object
            {                                     | invalid JSON at byte
            {"batch":[}                           | invalid JSON at byte
            {"batch":[]} {}                       | invalid JSON: something follows the object
            {"batch":[],"batch":[]}               | Duplicate field 'batch'
            {"batch":[{"type":"x","type":"x"}]}   | Duplicate field 'type'
            {}                                    | batch is missing
            {"batch":{}}                          | batch must be an array
            {"batch":[]}                          | batch is empty
            {"batch":[{}],"context":null}         | context must be an object
            {"batch":[{}],"integrations":[]}      | integrations must be an object
            {"batch":[{}],"sent_at":"x"}          | sent_at is not a key of a batch
            {"batch":[{}]}                        | sentAt is missing
            {"batch":[{}],"sentAt":1}             | sentAt is missing
            {"batch":[{}],"sentAt":"2026-11-20"}  | sentAt is not an ISO-8601 time with an offset
            """)
    void isRefusedWithTheReason(String body, String reason) throws Exception {
      try (Sandbox sandbox = start()) {
        HttpResponse<String> answer = post(sandbox, body);
        assertThat(answer.statusCode(), is(400));
        assertThat(message(answer), containsString(reason));
      }
    }

    @Test
    void mustBeUtf8() throws Exception {
      try (Sandbox sandbox = start()) {
        byte[] latin = batch(event("a").replace("C-1", "é")).getBytes(ISO_8859_1);
        HttpResponse<String> answer = send(request(sandbox, "/v1/batch", latin).build());
        assertThat(answer.statusCode(), is(400));
        assertThat(message(answer), containsString("Invalid UTF-8"));
      }
    }

    @ParameterizedTest
    @ValueSource(ints = {-6, 6})
    void mustHaveBeenSentNow(int minutes) throws Exception {
      try (Sandbox sandbox = start()) {
        Instant sentAt = Instant.now().plus(Duration.ofMinutes(minutes));
        HttpResponse<String> answer = post(sandbox, batchSentAt(sentAt, event("a")));
        assertThat(answer.statusCode(), is(400));
        assertThat(message(answer), startsWith("sentAt is more than 5 minutes from now"));
      }
    }

    @Test
    void mustBeGzipIfItSaysSo() throws Exception {
      try (Sandbox sandbox = start()) {
        byte[] cut = Arrays.copyOf(gzip(batch(event("a"))), 40);
        for (byte[] body : List.of(bytes(batch(event("a"))), cut)) {
          HttpRequest.Builder request = request(sandbox, "/v1/batch", body);
          HttpResponse<String> answer = send(request.header("Content-Encoding", "gzip").build());
          assertThat(answer.statusCode(), is(400));
          assertThat(message(answer), startsWith("the body is not valid gzip"));
        }
      }
    }

    @Test
    void mayNotHaveAnotherEncoding() throws Exception {
      try (Sandbox sandbox = start()) {
        HttpRequest.Builder request = request(sandbox, "/v1/batch", bytes(batch(event("a"))));
        HttpResponse<String> answer = send(request.header("Content-Encoding", "br").build());
        assertThat(message(answer), is("Content-Encoding must be gzip or identity"));
      }
    }
  }

  @Nested
  class TheLimits {
    @Test
    void ofTheBodyAreOfItsUncompressedBytes() throws Exception {
      String body = batch(event("a"));
      int size = bytes(body).length;
      try (Sandbox fits = Sandbox.start(SandboxSettings.onAnyPort().withMaxBatchBytes(size));
          Sandbox not = Sandbox.start(SandboxSettings.onAnyPort().withMaxBatchBytes(size - 1))) {
        assertThat(post(fits, body).statusCode(), is(200));

        HttpResponse<String> plain = post(not, body);
        HttpRequest.Builder zipped = request(not, "/v1/batch", gzip(body));
        HttpResponse<String> gzip = send(zipped.header("Content-Encoding", "gzip").build());
        for (HttpResponse<String> answer : List.of(plain, gzip)) {
          assertThat(answer.statusCode(), is(400));
          assertThat(message(answer), startsWith("Exceed payload limit: the body has more than"));
        }
      }
    }

    @Test
    void areToldEvenToAClientThatSendsFarTooMuch() throws Exception {
      try (Sandbox sandbox = start()) {
        byte[] body = new byte[20_000_000];
        assertThat(send(request(sandbox, "/v1/batch", body).build()).statusCode(), is(400));
        HttpRequest.Builder noKey = request(sandbox, "/v1/batch", body);
        assertThat(send(noKey.setHeader("Authorization", "x").build()).statusCode(), is(401));
      }
    }

    @Test
    void ofAnEventAreOfItsOwnBytesInTheBody() throws Exception {
      String event = event("a").replace("C-1", "é€😀");
      int size = bytes(event).length;
      try (Sandbox fits = Sandbox.start(SandboxSettings.onAnyPort().withMaxEventBytes(size));
          Sandbox not = Sandbox.start(SandboxSettings.onAnyPort().withMaxEventBytes(size - 1))) {
        assertThat(post(fits, batch(event)).statusCode(), is(200));

        HttpResponse<String> answer = post(not, batch(event));
        assertThat(answer.statusCode(), is(400));
        assertThat(
            JSON.readTree(answer.body()).at("/errors/0/reasons/0").textValue(),
            is(
                "Exceed payload limit: the event has %d bytes, more than %d"
                    .formatted(size, size - 1)));
      }
    }

    /**
     * "Segment merges them": 27 bytes are {@code ,"integrations":{"😀":{}}}, 4 of them one
     * character.
     */
    @Test
    void ofAnEventCountWhatItHasFromItsBatch() throws Exception {
      String event =
          "{\"type\":\"track\",\"event\":\"e\",\"userId\":\"u\",\"context\":{\"ip\":\"::1\"}}";
      String body =
          "{\"batch\":[%s],\"context\":{\"ip\":\"::2\",\"os\":{}},\"integrations\":{\"😀\":{}}}"
              .formatted(event);
      int size = bytes(event).length + ",\"os\":{}".length() + 27;
      SandboxSettings lenient = SandboxSettings.onAnyPort().withLenient(true);
      try (Sandbox fits = Sandbox.start(lenient.withMaxEventBytes(size));
          Sandbox not = Sandbox.start(lenient.withMaxEventBytes(size - 1))) {
        assertThat(post(fits, body).statusCode(), is(200));
        assertThat(post(not, body).statusCode(), is(400));
      }
    }

    @Test
    void ofABatchAreRefusedWhereSegmentWouldDropTheRest() throws Exception {
      try (Sandbox sandbox = Sandbox.start(SandboxSettings.onAnyPort().withMaxBatchEvents(2))) {
        assertThat(post(sandbox, batch(event("a"), event("b"))).statusCode(), is(200));
        HttpResponse<String> answer = post(sandbox, batch(event("c"), event("d"), event("e")));
        assertThat(answer.statusCode(), is(400));
        assertThat(message(answer), is("batch has 3 events, more than 2"));
      }
    }
  }

  @Nested
  class Lenient {
    @Test
    void takesWhatSegmentTakesAndNamesWhatHasNoId() throws Exception {
      try (Sandbox sandbox = lenient()) {
        String body =
            """
            {"batch":[{"type":"track","event":"Any","userId":"u","userId":"v","extra":null}],"x":1}
            """;
        assertThat(post(sandbox, body).statusCode(), is(200));
        JsonNode stored = JSON.readTree(sandbox.events().get(0));
        assertThat(stored.path("messageId").asText().length(), greaterThan(0));
        assertThat(sandbox.stats().byEvent().keySet().toString(), is("[Any]"));
      }
    }

    @Test
    void refusesWhatSegmentDiscards() throws Exception {
      try (Sandbox sandbox = lenient()) {
        HttpResponse<String> answer = post(sandbox, "{\"batch\":[{\"type\":\"track\"}]}");
        assertThat(answer.statusCode(), is(400));
        assertThat(answer.body(), containsString("userId or anonymousId is missing"));
      }
    }

    private Sandbox lenient() throws BindException {
      return Sandbox.start(SandboxSettings.onAnyPort().withLenient(true));
    }
  }

  @Nested
  class Looking {
    @Test
    void atTheCounts() throws Exception {
      try (Sandbox sandbox = start()) {
        String right = batch(event("a"), event("b"), event("a"));
        post(sandbox, right);
        post(sandbox, "{}");

        ObjectNode stats = (ObjectNode) JSON.readTree(get(sandbox, "/sandbox/stats").body());
        Instant.parse(stats.remove("since").textValue());
        assertThat(
            stats,
            is(
                JSON.readTree(
                    """
                    {"requests":2,"refused":1,"throttled":0,"events":2,"duplicates":1,"bytes":%d,
                     "byEvent":{"Link Clicked":2}}
                    """
                        .formatted(bytes(right).length))));
      }
    }

    @ParameterizedTest
    @CsvSource({
      "'', a b c",
      "?limit=2, a b",
      "?limit=1&offset=1, b",
      "?limit=0&offset=1, b c",
      "?offset=9, ''",
      "?messageId=b, b",
      "?messageId=x, ''",
      "?event=Email%20Sent, c",
      "?event=, a b c",
    })
    void atTheEventsInTheOrderOfTheirArrival(String query, String ids) throws Exception {
      try (Sandbox sandbox = start()) {
        ObjectNode sent = (ObjectNode) JSON.readTree(event("c"));
        sent.put("event", "Email Sent").putObject("properties");
        post(sandbox, batch(event("a"), event("b"), sent.toString()));

        HttpResponse<String> answer = get(sandbox, "/sandbox/events" + query);
        assertThat(
            answer.headers().firstValue("Content-Type").orElse(""),
            startsWith("application/x-ndjson"));
        assertThat(idsOf(answer.body()), is(ids));
      }
    }

    @Test
    void atAHundredEventsUnlessAskedForMore() throws Exception {
      try (Sandbox sandbox = start()) {
        List<String> events = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
          events.add(event("id-" + i));
        }
        post(sandbox, batch(events.toArray(new String[0])));
        assertThat(get(sandbox, "/sandbox/events").body().lines().count(), is(100L));
        assertThat(get(sandbox, "/sandbox/events?limit=0").body().lines().count(), is(150L));
      }
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=x", "limit=-1", "offset=1.5"})
    void needsWholeNumbers(String query) throws Exception {
      try (Sandbox sandbox = start()) {
        HttpResponse<String> answer = get(sandbox, "/sandbox/events?" + query);
        assertThat(answer.statusCode(), is(400));
        assertThat(message(answer), containsString("must be a number, 0 or more"));
      }
    }

    @Test
    void findsOnlyTheNewestPayloadsButKnowsTheIdsOfAll() throws Exception {
      try (Sandbox sandbox = Sandbox.start(SandboxSettings.onAnyPort().withKeepEvents(2))) {
        post(sandbox, batch(event("a"), event("b"), event("c")));
        post(sandbox, batch(event("a")));
        assertThat(idsOf(get(sandbox, "/sandbox/events").body()), is("b c"));
        assertThat(sandbox.stats().events(), is(3L));
        assertThat(sandbox.stats().duplicates(), is(1L));
      }
    }

    @Test
    void endsWithForgetting() throws Exception {
      try (Sandbox sandbox = start()) {
        post(sandbox, batch(event("a")));
        HttpRequest request =
            HttpRequest.newBuilder(URI.create(sandbox.endpoint() + "/sandbox/events"))
                .DELETE()
                .build();
        assertThat(send(request).statusCode(), is(200));
        assertThat(sandbox.events(), empty());
        assertThat(sandbox.stats().requests(), is(0L));

        post(sandbox, batch(event("a")));
        assertThat(sandbox.stats().events(), is(1L));
        assertThat(sandbox.stats().duplicates(), is(0L));
      }
    }

    @Test
    void atTheFrontDoorTellsWhatItIs() throws Exception {
      try (Sandbox sandbox = start()) {
        assertThat(
            get(sandbox, "/").body(), startsWith("A local stand-in for Segment's Tracking API."));
      }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/batch", "/v1/identify", "/sandbox"})
    void elsewhereFindsNothing(String path) throws Exception {
      try (Sandbox sandbox = start()) {
        HttpResponse<String> answer = get(sandbox, path);
        assertThat(answer.statusCode(), is(404));
        assertThat(message(answer), is("GET " + path + " is not an address of the sandbox"));
      }
    }
  }

  @Test
  void aPortThatIsTakenIsSaid() throws Exception {
    try (Sandbox first = start()) {
      SandboxSettings same = SandboxSettings.onAnyPort().withPort(first.port());
      BindException e = assertThrows(BindException.class, () -> Sandbox.start(same));
      assertThat(e.getMessage(), startsWith("port " + first.port() + " cannot be opened: "));
    }
  }

  @Test
  void theWriteKeyIsNotPrinted() {
    assertThat(
        SandboxSettings.onAnyPort().withWriteKey("secret").toString(),
        containsString("writeKey=***"));
  }

  private static Sandbox start() throws BindException {
    return Sandbox.start(SandboxSettings.onAnyPort());
  }

  private static String event(String messageId) {
    return Examples.LINK_CLICKED.strip().replace("mailmodo-5f0c", messageId);
  }

  private static String batch(String... events) {
    return batchSentAt(Instant.now(), events);
  }

  private static String batchSentAt(Instant sentAt, String... events) {
    // Milliseconds, so that two batches of the same events have the same length.
    String time = "%1$tFT%1$tT.%1$tLZ".formatted(sentAt.atOffset(ZoneOffset.UTC));
    return "{\"batch\":[%s],\"sentAt\":\"%s\"}".formatted(String.join(",", events), time);
  }

  private static HttpResponse<String> post(Sandbox sandbox, String body) throws Exception {
    return send(request(sandbox, "/v1/batch", bytes(body)).build());
  }

  private static HttpResponse<String> get(Sandbox sandbox, String path) throws Exception {
    return send(HttpRequest.newBuilder(URI.create(sandbox.endpoint() + path)).build());
  }

  private static HttpRequest.Builder request(Sandbox sandbox, String path, byte[] body) {
    return HttpRequest.newBuilder(URI.create(sandbox.endpoint() + path))
        .header("Authorization", KEY)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofByteArray(body));
  }

  private static HttpResponse<String> send(HttpRequest request) throws Exception {
    return CLIENT.send(request, BodyHandlers.ofString());
  }

  private static String message(HttpResponse<String> answer) throws IOException {
    return JSON.readTree(answer.body()).path("message").asText();
  }

  private static String idsOf(String lines) throws IOException {
    List<String> ids = new ArrayList<>();
    for (String line : lines.lines().toList()) {
      ids.add(JSON.readTree(line).path("messageId").asText());
    }
    return String.join(" ", ids);
  }

  private static String basic(String credentials) {
    return "Basic " + Base64.getEncoder().encodeToString(bytes(credentials));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
      out.write(bytes(text));
    }
    return zipped.toByteArray();
  }
}
