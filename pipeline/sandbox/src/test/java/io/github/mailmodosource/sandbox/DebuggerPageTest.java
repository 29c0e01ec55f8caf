package io.github.mailmodosource.sandbox;

import static io.github.mailmodosource.sandbox.TestSender.event;
import static io.github.mailmodosource.sandbox.TestSender.post;
import static io.github.mailmodosource.sandbox.TestSender.postBody;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.mailmodosource.browser.Chromium;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The debugger page as a person meets it, in a real browser. */
class DebuggerPageTest {
  private static final int MANY = 100_000;

  private static @Nullable Chromium started;

  private Sandbox sandbox;

  @BeforeAll
  static void startBrowser() {
    Path program = Chromium.program();
    if (program != null) {
      started = Chromium.start(program);
    }
  }

  @AfterAll
  static void stopBrowser() {
    if (started != null) {
      started.close();
    }
  }

  /** Before each test, so that every one that is skipped counts as skipped, with the reason. */
  @BeforeEach
  void start() throws Exception {
    assumeTrue(started != null, "no chromium on the path: apt-get install chromium to test pages");
    sandbox = Sandbox.start(SandboxSettings.onAnyPort().withMaxBatchBytes(2_000_000));
  }

  /** Elsewhere nothing is asked for, and the browser finds nothing to complain of. */
  @AfterEach
  void stop() {
    if (started == null) {
      return;
    }
    List<String> complaints = List.copyOf(started.complaints());
    List<String> requests = List.copyOf(started.requests());
    String own = sandbox.endpoint() + "/";
    // The page would complain of a sandbox that is gone.
    started.open("about:blank", 1200, "light");
    sandbox.close();
    assertThat(complaints, is(empty()));
    for (String address : requests) {
      assertThat(address, startsWith(address.startsWith("data:") ? "data:," : own));
    }
  }

  @Test
  void eventsAppearAsTheyArriveTheNewestOnTop() throws Exception {
    open();
    browser().await("document.querySelector('#empty').innerText.includes('No events yet.')");
    assertThat("how to send some", text("#empty"), containsString("=" + sandbox.endpoint()));

    post(sandbox, event("a"));
    browser().await("document.querySelectorAll('.row').length === 1");
    assertThat(
        texts(".row:first-child span").subList(1, 5),
        is(
            List.of(
                "Link Clicked",
                "97980cfea0067 · reader@example.com",
                "2026-11-20 03:04:05",
                "link_url: https://example.com/, campaign_id: C-1, link_id: L-1")));
    assertThat(visible("#empty"), is(false));

    post(sandbox, event("b").replace("97980cfea0067", "second"), event("a"));
    browser().await("document.querySelectorAll('.row').length === 3");
    assertThat(
        rows(),
        is(
            List.of(
                "Link Clicked: duplicate: this id came before",
                "Link Clicked: link_url: https://example.com/, campaign_id: C-1, link_id: L-1",
                "Link Clicked: link_url: https://example.com/, campaign_id: C-1, link_id: L-1")));
    assertThat(figures(), is(List.of("2", "0", "0", "2", "1")));
    browser().await("document.querySelector('[data-name=\"Events/s\"] dd').innerText * 1 > 0");
  }

  @Test
  void oneFieldFindsEventsUsersAddressesAndIds() throws Exception {
    post(
        sandbox,
        event("a"),
        event("b").replace("97980cfea0067", "U-2").replace("reader@", "second@"),
        plain("Email Sent", "c"));
    open();
    browser().await("document.querySelectorAll('.row').length === 3");

    browser().press("/");
    for (List<String> search :
        List.of(
            List.of("email sent", "1 of 3 rows"),
            List.of("u-2", "1 of 3 rows"),
            List.of("SECOND@example", "1 of 3 rows"),
            List.of("97980cfea0067", "2 of 3 rows"),
            List.of("sent reader", "1 of 3 rows"),
            List.of("nobody", "0 of 3 rows"))) {
      browser().type(search.get(0));
      assertThat(search.get(0), text("#count"), is(search.get(1)));
      if (search.get(0).equals("nobody")) {
        assertThat(text("#empty"), is("Nothing matches."));
      }
      browser().press("Escape");
      assertThat(text("#count"), is("3 rows"));
    }
  }

  @Test
  void theChooserHasTheEventsThatCame() throws Exception {
    post(sandbox, event("a"), event("b"), plain("Email Sent", "c"));
    post(sandbox, event("d").replace("\"L-1\"", "null"));
    open();
    browser().await("document.querySelectorAll('.row').length === 4");
    assertThat(
        texts("#chooser option"),
        is(List.of("All events (4)", "Only refused (1)", "Email Sent (1)", "Link Clicked (3)")));

    choose("@Email Sent");
    assertThat(text("#count"), is("1 of 4 rows"));
    assertThat(rows(), is(List.of("Email Sent: ")));

    choose("=REFUSED");
    assertThat(rows(), is(List.of("Link Clicked: properties.link_id is null")));
    post(sandbox, event("e"), event("f"));
    browser().await("document.querySelector('#count').innerText === '1 of 6 rows'");
  }

  @Test
  void theKeysMoveOpenAndClose() throws Exception {
    post(sandbox, event("a"), event("b"), event("c"));
    open();
    browser().await("document.querySelectorAll('.row').length === 3");

    browser().press("j");
    browser().press("ArrowDown");
    browser().press("k");
    browser().press("j");
    assertThat(text(".row[aria-selected=true]", "dataset.number"), is("2"));
    browser().press("Enter");
    awaitDetail("\"messageId\": \"b\"");
    assertThat(text("#detail pre"), is(JSON_OF_B));

    browser().press("j");
    awaitDetail("\"messageId\": \"a\"");
    browser().press("Home");
    awaitDetail("\"messageId\": \"c\"");
    browser().press("Escape");
    assertThat(visible("#detail"), is(false));

    browser().click(".row:last-child");
    browser().await("document.querySelector('#detail pre')");
    assertThat(text("#detail .verdict"), startsWith("Accepted."));
    browser().click("#detail .close");
    assertThat(visible("#detail"), is(false));
  }

  private static final String JSON_OF_B =
      """
      {
        "type": "track",
        "event": "Link Clicked",
        "userId": "97980cfea0067",
        "messageId": "b",
        "timestamp": "2026-11-20T03:04:05.678Z",
        "properties": {
          "campaign_id": "C-1",
          "link_id": "L-1",
          "link_url": "https://example.com/"
        },
        "context": {
          "traits": {
            "email": "reader@example.com"
          },
          "integration": {
            "name": "mailmodo",
            "version": "1.0.0"
          },
          "library": {
            "name": "mailmodo-source",
            "version": "0.1.0"
          }
        },
        "integrations": {
          "Mailmodo": false
        }
      }"""
          .stripIndent();

  @Test
  void textsAndNumbersAreShownAsTheyWereSent() throws Exception {
    String odd = "Søren 🎉 \\\\ \\\" [1,{2}]: \\ud83c";
    String number = "{\"n\":12345678901234567890.10,\"none\":[],\"nothing\":{}}";
    post(sandbox, event("a").replace("C-1", odd).replace("{\"Mailmodo\":false}", number));
    open();
    browser().await("document.querySelectorAll('.row').length === 1");
    browser().press("Enter");
    awaitDetail("\"messageId\": \"a\"");
    assertThat(
        text("#detail pre"),
        is(
            JSON_OF_B
                .replace("\"b\"", "\"a\"")
                .replace("C-1", odd)
                .replace(
                    "\"Mailmodo\": false",
                    "\"n\": 12345678901234567890.10,\n    \"none\": [],\n    \"nothing\": {}")));
  }

  @Test
  void aRefusedEventSaysWhyAndWhatSegmentWouldDo() throws Exception {
    String wrong =
        event("b").replace("\"userId\":\"97980cfea0067\",", "").replace("reader@", "Reader@");
    assertThat(post(sandbox, event("a"), wrong), is(400));
    open();
    browser().await("document.querySelectorAll('.row').length === 1");
    assertThat(
        rows(),
        is(
            List.of(
                "Link Clicked: userId or anonymousId is missing;"
                    + " context.traits.email is not lower-case")));

    browser().press("Enter");
    awaitDetail("Reader@example.com");
    assertThat(
        text("#detail .verdict"),
        is(
            "Refused with 400: 1 of 2 events are wrong, so nothing of its request was taken."
                + " Segment would answer 200, and drop this event afterwards."));
    assertThat(
        texts(".reasons li"),
        is(
            List.of(
                "userId or anonymousId is missing\nSegment answers 200 and drops the event",
                "context.traits.email is not lower-case\nSegment takes it; the sandbox is stricter")));
    assertThat(figures(), is(List.of("1", "1", "0", "0", "0")));
  }

  @Test
  void aRefusedRequestAndOneTooManyAreSeenToo() throws Exception {
    try (Sandbox slow = Sandbox.start(SandboxSettings.onAnyPort().withMaxRequestsPerSecond(1))) {
      // Of three in a row at least one is in the same second as another.
      for (int i = 0; i < 3; i++) {
        postBody(slow, "{");
      }
      browser().open(slow.endpoint(), 1200, "light");
      browser().await("document.querySelectorAll('.row').length === 3");
      choose("=REFUSED");
      assertThat(
          rows().toString(),
          containsString("Request refused (429): too many requests: at most 1 in a second"));
      assertThat("429s", Integer.parseInt(figures().get(2)), is((int) slow.stats().throttled()));
      browser().press("End");
      browser().press("Enter");
      browser().await("document.querySelector('#detail .verdict')");
      assertThat(text("#detail .verdict"), startsWith("Refused with 400: invalid JSON at byte"));
      browser().open("about:blank", 1200, "light");
    }
  }

  @Test
  void whatAnEventSaysIsNeverRun() throws Exception {
    String attack = "</script><img src=x onerror=alert(1)><b>x</b>";
    String json = attack.replace("/", "\\/");
    assertThat(
        post(
            sandbox,
            event("a").replace("Link Clicked", json).replace("97980cfea0067", json),
            event(json).replace("C-1", json).replace("link_url", json)),
        is(400));
    post(sandbox, event(json).replace("C-1", json));
    open();
    browser().await("document.querySelectorAll('.row').length === 3");
    for (int i = 0; i < 3; i++) {
      browser().press("j");
      browser().press("Enter");
      browser().await("document.querySelector('#detail pre')");
      browser().press("Escape");
    }
    assertThat("it is shown as it is", text("#list"), containsString(attack));
    assertThat(texts("#chooser option").toString(), containsString(attack));
    assertThat(browser().evaluate("document.images.length").intValue(), is(0));
    assertThat(
        browser().evaluate("document.querySelectorAll('b, script').length").intValue(), is(1));
  }

  @Test
  void theMarkupOfATextIsRefusedByTheBrowserItself() {
    open();
    assertThat(
        browser()
            .evaluate(
                "(() => { try { document.createElement('div').innerHTML = '<b>x</b>'; return 'set'; }"
                    + " catch (refused) { return refused.name; } })()")
            .textValue(),
        is("TypeError"));
    browser().complaints().clear();
  }

  @Test
  void aHundredThousandEventsAreAListLikeAnyOther() throws Exception {
    for (int from = 0; from < MANY; from += 2_500) {
      List<String> events = new ArrayList<>();
      for (int i = from; i < from + 2_500; i++) {
        events.add(event("id-" + i + "-end"));
      }
      assertThat(post(sandbox, events), is(200));
    }
    open();
    browser().await("document.querySelector('#count').innerText === '100,000 rows'");
    assertThat(elements(), is(lessThan(60)));
    assertThat(text("[data-name=Events] dd"), is("100,000"));

    browser().press("End");
    assertThat(text(".row[aria-selected=true]", "dataset.number"), is("1"));
    browser().press("/");
    browser().type("id-4711-end");
    assertThat(text("#count"), is("1 of 100,000 rows"));
    browser().press("Enter");
    browser().press("Enter");
    awaitDetail("\"messageId\": \"id-4711-end\"");
    browser().press("Escape");

    browser().press("/");
    browser().press("Escape");
    browser().evaluate("document.querySelector('#list').scrollTop = 1800000");
    browser().await("document.querySelector('.row').dataset.index * 1 > 49000");
    String middle = "document.elementFromPoint(300, 400).closest('.row').dataset.number";
    String seen = browser().evaluate(middle).textValue();
    post(sandbox, event("new-1"), event("new-2"));
    browser().await("!document.querySelector('#newer').hidden");
    assertThat("what is looked at stays", browser().evaluate(middle).textValue(), is(seen));
    assertThat(text("#newer"), is("↑ 2 new"));
    browser().click("#newer");
    browser().await("document.querySelector('.row[data-number=\"100002\"]')");
    assertThat(visible("#newer"), is(false));
    assertThat(elements(), is(lessThan(60)));
  }

  @Test
  void anEmptiedAndARestartedSandboxBeginAgainWithoutReload() throws Exception {
    post(sandbox, event("a"), event("b"));
    open();
    browser().await("document.querySelectorAll('.row').length === 2");
    TestSender.empty(sandbox);
    browser().await("document.querySelectorAll('.row').length === 0");

    post(sandbox, event("c"));
    browser().await("document.querySelectorAll('.row').length === 1");
    int port = sandbox.port();
    sandbox.close();
    browser().await("document.querySelector('#state').innerText === 'the sandbox does not answer'");
    browser().press("Enter");
    browser().await("document.querySelector('#detail .verdict')");
    assertThat(text("#detail .verdict"), is("The sandbox does not answer. Is it still running?"));

    sandbox = Sandbox.start(SandboxSettings.onAnyPort().withPort(port));
    post(sandbox, plain("Email Sent", "d"), plain("Email Sent", "e"));
    browser().await("document.querySelectorAll('.row').length === 2");
    assertThat(text("#state"), is("live"));
    assertThat(rows(), is(List.of("Email Sent: ", "Email Sent: ")));
    // Connections that were refused meanwhile.
    browser().complaints().clear();
  }

  @ParameterizedTest
  @CsvSource({"400, light", "400, dark", "320, light", "800, light", "1200, dark"})
  void aNarrowScreenNeedsNotScrollToTheSide(int width, String scheme) throws Exception {
    String longWord = "x".repeat(300);
    post(sandbox, event("a"), event(longWord.substring(200)).replace("C-1", longWord));
    post(sandbox, event("b").replace("Link Clicked", longWord).replace("0067", longWord));
    browser().open(sandbox.endpoint() + "/", width, scheme);
    browser().await("document.querySelectorAll('.row').length === 3");
    assertThat(overflow(), is(lessThanOrEqualTo(0)));
    for (int i = 0; i < 2; i++) {
      browser().press("j");
      browser().press("Enter");
      browser().await("document.querySelector('#detail pre')");
      assertThat(overflow(), is(lessThanOrEqualTo(0)));
      assertThat(
          "the open event needs no scrolling to the side",
          browser()
              .evaluate("(d => d.scrollWidth - d.clientWidth)(document.querySelector('#detail'))")
              .intValue(),
          is(0));
    }
    browser().press("Escape");
    String brightness = "getComputedStyle(document.body).backgroundColor.match(/\\d+/g)[0] * 1";
    int body = browser().evaluate(brightness).intValue();
    assertThat(body, scheme.equals("dark") ? is(lessThan(60)) : is(greaterThan(200)));
  }

  private void open() {
    browser().open(sandbox.endpoint() + "/", 1200, "light");
  }

  private static Chromium browser() {
    if (started == null) {
      throw new IllegalStateException("no browser was started");
    }
    return started;
  }

  /** An event of that name with the properties that all have, which are none. */
  private static String plain(String name, String messageId) {
    return event(messageId)
        .replace("Link Clicked", name)
        .replaceAll("\"properties\":\\{[^}]*}", "\"properties\":{}");
  }

  private static void choose(String value) {
    browser()
        .evaluate(
            "(chooser => { chooser.value = '"
                + value
                + "'; chooser.dispatchEvent(new Event('change')); })(document.querySelector('#chooser'))");
  }

  private static void awaitDetail(String text) {
    browser()
        .await(
            "document.querySelector('#detail').innerText.includes('"
                + text.replace("\"", "\\\"")
                + "')");
  }

  /** Name and last column of every row that is drawn, from top to bottom. */
  private static List<String> rows() {
    return strings(
        browser()
            .evaluate(
                "[...document.querySelectorAll('.row')].sort((a, b) => a.dataset.index - b.dataset.index)"
                    + ".map(row => row.querySelector('.event').innerText + ': '"
                    + " + row.querySelector('.line').innerText)"));
  }

  /** Requests, refused, 429s, events, duplicates. */
  private static List<String> figures() {
    return strings(
        browser()
            .evaluate(
                "['Requests', 'Refused', '429s', 'Events', 'Duplicates'].map(name =>"
                    + " document.querySelector(`[data-name=\"${name}\"] dd`).innerText)"));
  }

  private static int elements() {
    return browser().evaluate("document.querySelectorAll('.row').length").intValue();
  }

  private static int overflow() {
    return browser().evaluate("document.documentElement.scrollWidth - innerWidth").intValue();
  }

  private static boolean visible(String selector) {
    return browser()
        .evaluate("document.querySelector('" + selector + "').checkVisibility()")
        .booleanValue();
  }

  private static String text(String selector) {
    return text(selector, "innerText");
  }

  private static String text(String selector, String property) {
    return browser()
        .evaluate("document.querySelector(\"" + selector + "\")." + property)
        .textValue();
  }

  private static List<String> texts(String selector) {
    return strings(
        browser()
            .evaluate(
                "[...document.querySelectorAll(\"" + selector + "\")].map(e => e.innerText)"));
  }

  private static List<String> strings(JsonNode array) {
    return array.valueStream().map(JsonNode::textValue).toList();
  }
}
