package io.github.mailmodosource.sandbox;

import static io.github.mailmodosource.sandbox.TestSender.event;
import static io.github.mailmodosource.sandbox.TestSender.get;
import static io.github.mailmodosource.sandbox.TestSender.post;
import static io.github.mailmodosource.sandbox.TestSender.postBody;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page and its data as a browser gets them. What refuses foreign names is tested beside. */
class PageHandlersTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Sandbox sandbox;

  @BeforeEach
  void start() throws Exception {
    sandbox = Sandbox.start(SandboxSettings.onAnyPort());
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void theAddressIsThePage() throws Exception {
    HttpResponse<String> page = get(sandbox, "/");
    assertThat(header(page, "Content-Type"), is("text/html;charset=utf-8"));
    assertThat(header(page, "Vary"), is("Accept"));
    assertThat(page.body(), startsWith("<!DOCTYPE html>"));
    assertThat("no script of its own text", page.body(), not(containsString("<script>")));
  }

  @ParameterizedTest
  @CsvSource({
    "page.css, text/css",
    "base.js, text/javascript",
    "rows.js, text/javascript",
    "list.js, text/javascript",
    "detail.js, text/javascript",
    "main.js, text/javascript"
  })
  void everyFileOfThePageIsThere(String file, String type) throws Exception {
    HttpResponse<String> answer = get(sandbox, "/sandbox/page/" + file);
    assertThat(answer.statusCode(), is(200));
    assertThat(header(answer, "Content-Type"), is(type + "; charset=utf-8"));
    assertThat(PageHandlers.FILES.contains(file), is(true));
  }

  @ParameterizedTest
  @ValueSource(strings = {"page.html", "other.js", "..%2FSandbox.class", "%2Fetc%2Fpasswd"})
  void noOtherFileIs(String file) throws Exception {
    int status = get(sandbox, "/sandbox/page/" + file).statusCode();
    assertThat(status == 404 || status == 400, is(true));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/sandbox/page/main.js",
        "/sandbox/log",
        "/sandbox/log/1",
        "/sandbox/events",
        "/sandbox/stats",
        "/no/such/address"
      })
  void nothingMayRunOrBeLoadedButThePagesOwnFiles(String path) throws Exception {
    HttpResponse<String> answer = get(sandbox, path);
    List<String> policy = List.of(header(answer, "Content-Security-Policy").split("; ", -1));
    assertThat(
        policy,
        is(
            List.of(
                "default-src 'none'",
                "script-src 'self'",
                "style-src 'self'",
                "connect-src 'self'",
                "img-src data:",
                "base-uri 'none'",
                "form-action 'none'",
                "frame-ancestors 'none'",
                "require-trusted-types-for 'script'",
                "trusted-types 'none'")));
    assertThat(header(answer, "X-Content-Type-Options"), is("nosniff"));
    assertThat(header(answer, "Cross-Origin-Resource-Policy"), is("same-origin"));
    assertThat(
        "addresses are no browser's to keep", header(answer, "Cache-Control"), is("no-store"));
  }

  @Test
  void aRowIsWhatTheListShows() throws Exception {
    post(sandbox, event("a"));
    JsonNode row = log("").at("/rows/0");
    assertThat(row.path("number").intValue(), is(1));
    assertThat(row.path("outcome").textValue(), is("ACCEPTED"));
    assertThat(row.path("event").textValue(), is("Link Clicked"));
    assertThat(row.path("user").textValue(), is("97980cfea0067"));
    assertThat(row.path("email").textValue(), is("reader@example.com"));
    assertThat(row.path("messageId").textValue(), is("a"));
    assertThat(row.path("timestamp").textValue(), is("2026-11-20T03:04:05.678Z"));
    assertThat(
        row.path("line").textValue(),
        is("link_url: https://example.com/, campaign_id: C-1, link_id: L-1"));
  }

  @Test
  void aLongPropertyIsCutInTheListAndWholeInTheEvent() throws Exception {
    String url = "https://example.com/" + "x".repeat(2_000);
    post(sandbox, event("a").replace("https://example.com/", url));
    assertThat(
        log("").at("/rows/0/line").textValue(),
        is("link_url: " + url.substring(0, 60) + "…, campaign_id: C-1, link_id: L-1"));
    assertThat(entry(1).path("payload").textValue(), containsString(url));
  }

  @Test
  void manyPropertiesAreCutInTheList() throws Exception {
    String long100 = "x".repeat(100);
    String names =
        "\"email_subject\":\"%1$s\",\"campaign_name\":\"%1$s\",\"template_name\":\"%1$s\",";
    post(
        sandbox,
        event("a").replace("\"campaign_id\"", names.formatted(long100) + "\"campaign_id\""));
    String line = log("").at("/rows/0/line").textValue();
    assertThat(line, startsWith("email_subject: xxx"));
    assertThat(line.length() == 161 && line.endsWith("…"), is(true));
  }

  @Test
  void whatIsNewComesInPortionsBehindTheLastNumber() throws Exception {
    post(sandbox, event("a"), event("b"), event("c"));
    JsonNode first = log("?limit=2");
    assertThat(ids(first), is(List.of("a", "b")));
    assertThat(first.path("last").intValue(), is(3));
    assertThat(ids(log("?after=2&limit=2")), is(List.of("c")));
    assertThat(ids(log("?after=3")), is(List.of()));

    post(sandbox, event("d"));
    assertThat(ids(log("?after=3")), is(List.of("d")));
    assertThat(log("?after=4").at("/stats/events").intValue(), is(4));
  }

  @Test
  void oneIsToldWhenNumbersBeginAgain() throws Exception {
    post(sandbox, event("a"));
    String since = log("").at("/stats/since").textValue();
    assertThat(log("").at("/stats/since").textValue(), is(since));
    TestSender.empty(sandbox);
    assertThat(log("").at("/stats/since").textValue(), is(not(since)));
    assertThat(log("").path("last").intValue(), is(0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"after=x", "after=-1", "limit=-1", "limit=10001", "limit=1e3"})
  void portionsHaveALimit(String query) throws Exception {
    HttpResponse<String> answer = get(sandbox, "/sandbox/log?" + query);
    assertThat(answer.statusCode(), is(400));
    assertThat(answer.body(), containsString("must be a number, 0 or more"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "2", "-1", "x", "99999999999999999999"})
  void anEntryThatIsNotKeptIsNotFound(String number) throws Exception {
    post(sandbox, event("a"));
    assertThat(get(sandbox, "/sandbox/log/" + number).statusCode(), is(404));
  }

  @Test
  void anEventInFullIsWordForWord() throws Exception {
    String event = JSON.readTree(event("a").replace("\"L-1\"", "\"Søren \\u0001\"")).toString();
    post(sandbox, event);
    assertThat(entry(1).path("payload").textValue(), is(event));
  }

  /** The three things that Segment may do with an event that the sandbox refuses. */
  @Test
  void eachReasonSaysWhatSegmentWouldDo() throws Exception {
    String nobody = event("a").replace("\"userId\":\"97980cfea0067\",", "");
    String strange = event("b").replace("link_id", "link_colour");
    String large = event("c").replace("C-1", "x".repeat(40_000));
    assertThat(post(sandbox, event("right"), nobody, strange, large), is(400));

    JsonNode rows = log("").path("rows");
    assertThat("the right one is not at fault", ids(log("")), is(List.of("a", "b", "c")));
    assertThat(texts(rows, "outcome"), everyItem(is("REFUSED")));
    assertThat(rows.at("/0/line").textValue(), is("userId or anonymousId is missing"));
    assertThat(entry(1).path("message").textValue(), is("3 of 4 events are wrong"));
    assertThat(
        entry(1).path("reasons").toString(),
        is("[{\"text\":\"userId or anonymousId is missing\",\"segment\":\"DROPS\"}]"));
    assertThat(
        entry(2).path("reasons").toString(),
        is(
            "[{\"text\":\"properties.link_colour is not documented for this event\",\"segment\":\"TAKES\"}]"));
    assertThat(entry(3).at("/reasons/0/text").textValue(), startsWith("Exceed payload limit: "));
    assertThat(entry(3).at("/reasons/0/segment").textValue(), is("REFUSES"));
  }

  @Test
  void aRefusedRequestIsARowToo() throws Exception {
    assertThat(postBody(sandbox, "{\"batch\":["), is(400));
    JsonNode row = log("").at("/rows/0");
    assertThat(row.path("request").booleanValue(), is(true));
    assertThat(row.path("event").isNull(), is(true));
    assertThat(row.path("line").textValue(), startsWith("invalid JSON at byte "));
    assertThat(row.path("status").intValue(), is(400));
  }

  @Test
  void whatIsNoEventAtAllHasNoName() throws Exception {
    assertThat(post(sandbox, "7", "{\"event\":7,\"userId\":8}"), is(400));
    JsonNode rows = log("").path("rows");
    assertThat(rows.size(), is(2));
    assertThat(rows.at("/0/event").isNull(), is(true));
    assertThat(rows.at("/1/user").textValue(), is("8"));
    assertThat(entry(1).path("payload").textValue(), is("7"));
  }

  @Test
  void anIdThatCameBeforeIsADuplicate() throws Exception {
    post(sandbox, event("a"), event("a"));
    assertThat(texts(log("").path("rows"), "outcome"), is(List.of("ACCEPTED", "DUPLICATE")));
  }

  @Test
  void markupStaysText() throws Exception {
    String attack = "</script><img src=x onerror=alert(1)>";
    post(sandbox, event("a").replace("C-1", attack));
    for (String path : List.of("/sandbox/log", "/sandbox/log/1", "/sandbox/events")) {
      HttpResponse<String> answer = get(sandbox, path);
      assertThat(answer.body(), containsString("onerror"));
      assertThat(header(answer, "Content-Type"), not(containsString("html")));
    }
    assertThat(get(sandbox, "/").body(), not(containsString("onerror")));
  }

  @Test
  void tooManyRequestsAreToldWhenToComeAgain() throws Exception {
    try (Sandbox slow = Sandbox.start(SandboxSettings.onAnyPort().withMaxRequestsPerSecond(1))) {
      List<Integer> statuses = new ArrayList<>();
      // Three in a row never spread over three seconds of the clock.
      for (String id : List.of("a", "b", "c")) {
        statuses.add(post(slow, event(id)));
      }
      assertThat(statuses.toString(), statuses.contains(429), is(true));
      long throttled = slow.stats().throttled();
      assertThat(throttled, is(statuses.stream().filter(status -> status == 429).count()));
      assertThat(slow.stats().refused(), is(throttled));
    }
  }

  private JsonNode log(String query) throws Exception {
    return JSON.readTree(get(sandbox, "/sandbox/log" + query).body());
  }

  private JsonNode entry(int number) throws Exception {
    return JSON.readTree(get(sandbox, "/sandbox/log/" + number).body());
  }

  private static List<String> ids(JsonNode log) {
    return texts(log.path("rows"), "messageId");
  }

  private static List<String> texts(JsonNode rows, String key) {
    return rows.valueStream().map(row -> row.path(key).textValue()).toList();
  }

  private static String header(HttpResponse<String> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }
}
