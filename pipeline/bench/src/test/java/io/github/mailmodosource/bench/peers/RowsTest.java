package io.github.mailmodosource.bench.peers;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same gate and the same properties as ours, for well-formed rows. */
class RowsTest {
  private static final String CONTACTS =
      """
      {"type":"identify","userId":"u1","traits":{"email":"a@example.com"},"receivedAt":"2026-10-02T00:00:00.000Z"}
      {"type":"identify","userId":"u2","traits":{"email":"A@example.com"},"receivedAt":"2026-10-04T00:00:00.000Z"}
      {"type":"identify","userId":null,"anonymousId":"x","traits":{"email":"b@example.com"},"receivedAt":"2026-10-02T00:00:00.000Z"}
      {"type":"track","userId":"u3","traits":{"email":"c@example.com"},"receivedAt":"2026-10-02T00:00:00.000Z"}
      """;

  @TempDir Path folder;

  private Rows rows;

  @BeforeEach
  void contacts() throws IOException {
    rows = new Rows(Files.writeString(folder.resolve("contacts.jsonl"), CONTACTS));
  }

  @Test
  void aRowBeforeTheFirstIdentifyCallIsNotSent() throws IOException {
    assertThat(rows.event(sent("a@example.com", "2026-10-01T23:59:59.999Z")), is(nullValue()));
  }

  @Test
  void aRowBelongsToWhomItsContactWasThen() throws IOException {
    assertThat(who("a@example.com", "2026-10-02T00:00:00.000Z"), is("u1"));
    assertThat(who("a@example.com", "2026-10-03T23:59:59.999Z"), is("u1"));
    assertThat(who("A@EXAMPLE.COM", "2026-10-04T00:00:00.000Z"), is("u2"));
    assertThat(who("b@example.com", "2026-10-04T00:00:00.000Z"), is("x"));
  }

  @Test
  void whoeverIsNotIdentifiedIsNotSent() throws IOException {
    assertThat(rows.event(sent("c@example.com", "2026-10-05T00:00:00.000Z")), is(nullValue()));
  }

  @Test
  void anEventHasItsOwnProperties() throws IOException {
    Rows.Event event =
        Objects.requireNonNull(
            rows.event(
                """
                {"id":"7","event":"email_bounced","email":"a@example.com","occurred_at":1790985600000,
                 "email_subject":"Hi","campaign_type":"CONTACT_LIST","campaign_trigger_source":"Journey",
                 "reason":"full","is_hard_bounce":false,"link_id":"l"}
                """));
    assertThat(event.name(), is("Email Bounced"));
    assertThat(event.time(), is(Instant.parse("2026-10-03T00:00:00Z")));
    assertThat(
        event.properties(),
        is(
            Map.of(
                "email_subject",
                "Hi",
                "campaign_type",
                "CONTACT_LIST",
                "reason",
                "full",
                "is_hard_bounce",
                false)));
  }

  private String who(String email, String time) throws IOException {
    return Objects.requireNonNull(rows.event(sent(email, time))).who().id();
  }

  private static String sent(String email, String time) {
    return "{\"event\":\"Email Sent\",\"email\":\""
        + email
        + "\",\"occurred_at\":\""
        + time
        + "\"}";
  }
}
