package io.github.mailmodosource.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.github.mailmodosource.sandbox.EventLog.Entry;
import io.github.mailmodosource.sandbox.EventLog.Outcome;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventLogTest {
  private static final Instant NOW = Instant.parse("2026-11-20T03:04:05.678Z");

  private final EventLog log = new EventLog(3);

  @Test
  void numbersWhatComesAndTellsWhatIsNew() {
    accept("a");
    log.duplicate(stored("a"), NOW);
    accept("b");

    assertThat(log.last(), is(3L));
    assertThat(numbers(log.after(0, 10)), contains(1L, 2L, 3L));
    assertThat(numbers(log.after(1, 1)), contains(2L));
    assertThat(log.after(3, 10), is(empty()));
    assertThat(
        log.after(0, 10).stream().map(Entry::outcome).toList(),
        contains(Outcome.ACCEPTED, Outcome.DUPLICATE, Outcome.ACCEPTED));
  }

  @Test
  void keepsTheNewest() {
    List.of("a", "b", "c", "d").forEach(this::accept);

    assertThat(numbers(log.after(0, 10)), contains(2L, 3L, 4L));
    assertThat(log.get(1), is(nullValue()));
    assertThat(log.accepted().stream().map(Entry::messageId).toList(), contains("b", "c", "d"));
  }

  @Test
  void whatIsNotNewNeverPushesOutAnEvent() {
    accept("a");
    for (int i = 0; i < 10; i++) {
      log.duplicate(stored("a"), NOW);
      log.refused(Refusal.badRequest("no"), NOW);
    }

    assertThat(log.get(1), is(notNullValue()));
    assertThat(
        "the newest three of the others", numbers(log.after(1, 10)), contains(19L, 20L, 21L));
  }

  @Test
  void keepsAboutThirtyMegabytesOfWhatIsWrong() {
    byte[] payload = new byte[15_000_000];
    for (int i = 0; i < 3; i++) {
      log.refused(new Refusal(400, "1 of 1 events are wrong", List.of(wrong(payload))), NOW);
    }
    assertThat(numbers(log.after(0, 10)), contains(2L, 3L));
  }

  @Test
  void aRefusedRequestIsEachOfItsWrongEvents() {
    log.refused(
        new Refusal(
            400, "2 of 9 events are wrong", List.of(wrong(new byte[1]), wrong(new byte[2]))),
        NOW);

    Entry second = log.after(1, 1).get(0);
    assertThat(second.outcome(), is(Outcome.REFUSED));
    assertThat(second.message(), is("2 of 9 events are wrong"));
    assertThat(second.reasons(), contains("properties.link_id is null"));
    assertThat(second.payload().length, is(2));
    assertThat(log.last(), is(2L));
  }

  @Test
  void aRefusedRequestWithoutWrongEventsIsOneEntry() {
    log.refused(new Refusal(401, "Basic authorization is missing", List.of()), NOW);

    Entry request = log.after(0, 10).get(0);
    assertThat(request.status(), is(401));
    assertThat(request.message(), is("Basic authorization is missing"));
    assertThat(request.payload().length, is(0));
  }

  @Test
  void beginsAgainWhenItIsEmptied() {
    accept("a");
    log.clear();
    assertThat(log.after(0, 10), is(empty()));
    accept("b");
    assertThat(log.last(), is(1L));
  }

  private void accept(String messageId) {
    log.accepted(stored(messageId), NOW);
  }

  private static EventStore.Stored stored(String messageId) {
    return new EventStore.Stored(messageId, "Email Sent", "{}".getBytes(UTF_8));
  }

  private static Refusal.WrongEvent wrong(byte[] payload) {
    return new Refusal.WrongEvent(
        0, "id", "Link Clicked", payload, List.of("properties.link_id is null"));
  }

  private static List<Long> numbers(List<Entry> entries) {
    return entries.stream().map(Entry::number).toList();
  }
}
