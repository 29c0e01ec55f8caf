package io.github.mailmodosource.warehouse;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.github.mailmodosource.event.EventJson;
import io.github.mailmodosource.event.TrackEvent;
import io.github.mailmodosource.rows.RowSamples;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A track event as the columns that Segment makes of it. */
class ExpectedRowTest {
  @Test
  void theColumnsAreThoseOfTheEvent() {
    assertThat(
        ExpectedRow.of(Expected.clicked("a").with("link_id", "L-1").event()).columns(),
        is(
            Map.of(
                "event", "link_clicked",
                "event_text", "Link Clicked",
                "user_id", "97980cfea0067",
                "context_traits_email", "reader@example.com",
                "original_timestamp", "2026-11-20T03:04:05.678Z",
                "campaign_id", "C-1",
                "campaign_name", "Winter",
                "link_id", "L-1",
                "link_url", "https://example.com/")));
  }

  @Test
  void textIsCutAfter512CodePoints() {
    ExpectedRow row =
        ExpectedRow.of(Expected.clicked("a").with("link_url", "😀".repeat(600)).event());
    assertThat(row.get("link_url"), is("😀".repeat(512)));
    assertThat(StoredText.of("x".repeat(512)), is("x".repeat(512)));
    assertThat(StoredText.of("x".repeat(513)), is("x".repeat(512)));
    assertThat(StoredText.of("a\0b"), is("ab"));
  }

  @Test
  void keptExtrasAreFlattenedAndWhatSegmentDiscardsIsNotExpected() {
    ExpectedRow row =
        ExpectedRow.of(
            Expected.clicked("a")
                .with("deal", Map.of("netValue", 12.50, "won", true))
                .with("tags", List.of("a", 1))
                .with("received_at", "x")
                .with("context_ip", "x")
                .event());
    assertThat(row.get("deal_net_value"), is("12.5"));
    assertThat(row.get("deal_won"), is("true"));
    assertThat(row.get("tags"), is("[\"a\",1]"));
    assertThat(row.get("received_at"), is(nullValue()));
    assertThat(row.get("context_ip"), is(nullValue()));
  }

  @Test
  void aNameOfAnotherAlphabetHasTheColumnThatIsLeftOfIt() {
    ExpectedRow row =
        ExpectedRow.of(
            Expected.clicked("a")
                .with("größe", "7")
                .with("имя", "x")
                .with("名前", Map.of("a", 1))
                .event());
    assertThat(row.get("gr_e"), is("7"));
    assertThat("no letter, no column", row.get(""), is(nullValue()));
    assertThat(row.get("_a"), is(nullValue()));
  }

  @Test
  void ofTwoPropertiesThatWouldHaveOneColumnNoneIsExpected() {
    for (List<String> names :
        List.of(List.of("größe", "gräe"), List.of("gr_e", "größe"), List.of("größe", "gr_e"))) {
      ExpectedRow row =
          ExpectedRow.of(
              Expected.clicked("a").with(names.get(0), "7").with(names.get(1), "8").event());
      assertThat(row.get("gr_e"), is(nullValue()));
    }
  }

  @Test
  void whatNoColumnCanHoldIsNeitherComputedNorCompared() {
    String json =
        "{\"properties\":{\"a\":1e999999999,\"b\":-1e-999999999,\"c\":1e99999999999,\"d\":"
            + "7".repeat(2_000)
            + ",\"e\":[1e999999999],\""
            + "x".repeat(64)
            + "\":1,\"deep\":"
            + "{\"a\":".repeat(5_000)
            + "1"
            + "}".repeat(5_000)
            + "}}";
    ExpectedRow row =
        ExpectedRow.of(
            new TrackEvent("a", "Email Sent", EventJson.of(json), RowSamples.json("{}")));
    assertThat(row.get("a"), is("1E+999999999"));
    assertThat(row.get("b"), is("-1E-999999999"));
    assertThat(row.get("c"), is("1e99999999999"));
    assertThat(row.get("d"), is("7".repeat(512)));
    assertThat(row.get("e"), is("[1e999999999]"));
    assertThat(row.get("x".repeat(64)), is(nullValue()));
  }

  @Test
  void anAnonymousIdIsAColumnOfItsOwn() {
    String json = "{\"anonymousId\":\"anon\",\"timestamp\":\"2026-11-20T03:04:05.678Z\"}";
    ExpectedRow row =
        ExpectedRow.of(
            new TrackEvent("a", "Email Sent", EventJson.of(json), RowSamples.json("{}")));
    assertThat(row.get("anonymous_id"), is("anon"));
    assertThat(row.get("user_id"), is(nullValue()));
  }
}
