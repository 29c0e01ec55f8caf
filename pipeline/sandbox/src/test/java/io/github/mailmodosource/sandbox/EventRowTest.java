package io.github.mailmodosource.sandbox;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Segment's page on warehouse schemas, line by line. */
class EventRowTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant RECEIVED = Instant.parse("2026-11-21T00:00:00.500Z");
  private static final Instant SENT = Instant.parse("2026-11-21T00:00:00Z");
  private static final Instant LOADED = Instant.parse("2026-11-21T00:10:00Z");

  @Test
  void anEventIsARowOfItsTableAndACommonPartOfTracks() throws Exception {
    EventRow row = row(Examples.LINK_CLICKED);

    assertThat(row.table(), is("link_clicked"));
    assertThat(
        new TreeMap<>(row.common()),
        is(
            new TreeMap<String, Object>(
                Map.ofEntries(
                    Map.entry("id", "mailmodo-5f0c"),
                    Map.entry("user_id", "97980cfea0067"),
                    Map.entry("event", "link_clicked"),
                    Map.entry("event_text", "Link Clicked"),
                    Map.entry("received_at", RECEIVED),
                    Map.entry("sent_at", SENT),
                    Map.entry("timestamp", Instant.parse("2026-11-20T03:04:06.178Z")),
                    Map.entry("original_timestamp", Instant.parse("2026-11-20T03:04:05.678Z")),
                    Map.entry("uuid_ts", LOADED),
                    Map.entry("context_traits_email", "reader@example.com"),
                    Map.entry("context_integration_name", "mailmodo"),
                    Map.entry("context_integration_version", "1.0.0"),
                    Map.entry("context_library_name", "mailmodo-source"),
                    Map.entry("context_library_version", "0.1.0")))));
    assertThat(
        row.own(),
        is(
            Map.<String, Object>of(
                "campaign_id", "C-1", "link_id", "L-1", "link_url", "https://example.com/")));
  }

  @Test
  void objectsAreFlattenedArraysAreTextAndNullsHaveNoColumn() throws Exception {
    assertThat(
        own(
            "{\"aB\":{\"c d\":1,\"e\":{\"f\":true}},\"list\":[1,\"x\"],\"none\":null,\"half\":0.5}"),
        is(
            Map.<String, Object>of(
                "a_b_c_d", 1L, "a_b_e_f", true, "list", "[1,\"x\"]", "half", 0.5)));
  }

  @Test
  void aPropertyThatIsNamedLikeAColumnOfSegmentsIsDiscarded() throws Exception {
    assertThat(
        own("{\"user_id\":\"x\",\"id\":\"x\",\"receivedAt\":\"x\",\"context_library_name\":\"x\"}"),
        is(anEmptyMap()));
  }

  @Test
  void textIsCutAt512CharactersAndNeverInsideOne() {
    assertThat(EventRow.text("a".repeat(512)), is("a".repeat(512)));
    assertThat(EventRow.text("a".repeat(513)), is("a".repeat(512)));
    assertThat(EventRow.text("😀".repeat(513)), is("😀".repeat(512)));
  }

  @Test
  void whatNoDatabaseStoresIsTakenOut() {
    assertThat(EventRow.text("a\0b\ud83dc"), is("ab\ufffdc"));
  }

  @Test
  void anotherCallIsNoRow() throws Exception {
    assertThat(
        EventRow.of(
            JSON.readTree("{\"type\":\"identify\",\"userId\":\"u\",\"messageId\":\"m\"}"),
            RECEIVED,
            SENT,
            LOADED),
        is(nullValue()));
  }

  @ParameterizedTest
  @CsvSource({
    "sampleText, sample_text",
    "inviteYourCustomersAddInvites, invite_your_customers_add_invites",
    "samPLE text, sam_ple_text",
    "CStringRef, cstring_ref",
    "2FA Enabled, 2fa_enabled",
    "sample___text, sample_text",
    "p_z9Rg, p_z9_rg",
    "THE5r, the5r",
    "something.com, something_com",
    "Email Marked as Spam, email_marked_as_spam",
    "_already_, already"
  })
  void namesAreWrittenAsSegmentsOwnLibraryWritesThem(String name, String column) {
    assertThat(SnakeCase.of(name), is(column));
  }

  private static Map<String, Object> own(String properties) throws JsonProcessingException {
    return row(Examples.LINK_CLICKED.replaceFirst(
            "\"properties\":\\{[^}]*}", "\"properties\":" + properties.replace("\\", "\\\\")))
        .own();
  }

  private static EventRow row(String json) throws JsonProcessingException {
    EventRow row = EventRow.of(JSON.readTree(json), RECEIVED, SENT, LOADED);
    assertNotNull(row);
    return row;
  }
}
