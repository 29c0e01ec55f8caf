package io.github.mailmodosource.event;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** "Same messageId …; whatever id it is": events that others made. */
class TrackEventTest {
  @ParameterizedTest
  @ValueSource(strings = {"order-17", "mailmodo-", "mailmodo-zzzz", "17", "ü 😃", "-", "{}"})
  void anIdIsAnyText(String id) {
    TrackEvent event =
        TrackEvent.of("{\"messageId\":\"" + id + "\",\"type\":\"track\",\"event\":\"Order Done\"}");
    assertThat(event.messageId(), is(id));
    assertThat(event.eventName(), is("Order Done"));
  }

  @Test
  void anIdentifyCallIsCountedUnderItsType() {
    String call = "{\"type\":\"identify\",\"messageId\":\"a-1\",\"userId\":\"u\",\"traits\":{}}";
    assertThat(TrackEvent.of(call).eventName(), is("identify"));
    assertThat(TrackEvent.of(call).json().text(), is(call));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "null|the event is not a JSON object",
        "\"Email Sent\"|the event is not a JSON object",
        "[{\"messageId\":\"a\",\"event\":\"b\"}]|the event is not a JSON object",
        "7|the event is not a JSON object",
        "true|the event is not a JSON object",
        "{|the event is not JSON",
        "{\"messageId\":\"a\",\"event\":null}|the event has no name in its field 'event'",
        "{\"messageId\":\"a\",\"event\":{}}|the event has no name in its field 'event'",
        "{\"messageId\":\"a\",\"type\":\"track\"}|the event has no name in its field 'event'",
        "{\"messageId\":\"a\",\"event\":\" \"}|the event has no name in its field 'event'",
      })
  void whatIsNoEventIsRefusedWithTheCause(String json, String message) {
    assertThat(
        assertThrows(IllegalArgumentException.class, () -> TrackEvent.of(json)).getMessage(),
        is(message));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"event\":\"a\"}",
        "{\"messageId\":null,\"event\":\"a\"}",
        "{\"messageId\":\"\",\"event\":\"a\"}",
        "{\"messageId\":true,\"event\":\"a\"}",
        "{\"messageId\":{\"messageId\":\"b\"},\"event\":\"a\"}"
      })
  void withoutAnIdItCouldBeSentTwice(String json) {
    assertThat(
        assertThrows(IllegalArgumentException.class, () -> TrackEvent.of(json)).getMessage(),
        is(
            "the event has no messageId, without which Segment could not tell that it was sent"
                + " before"));
  }
}
