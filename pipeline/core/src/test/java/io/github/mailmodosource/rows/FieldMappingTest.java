package io.github.mailmodosource.rows;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FieldMappingTest {
  private static final FieldMapping USUAL = FieldMapping.of(usualNames());

  private static Map<String, List<String>> usualNames() {
    Map<String, List<String>> names = new LinkedHashMap<>();
    names.put("event", List.of("event"));
    names.put("email", List.of("email", "traits.email"));
    names.put("occurred_at", List.of("occurred_at"));
    return names;
  }

  @Test
  void withoutAnOptionEachFieldHasItsUsualNames() {
    assertThat(USUAL.fields(), is(List.of("event", "email", "occurred_at")));
    assertThat(USUAL.namesOf("email"), is(List.of("email", "traits.email")));
    assertThat(USUAL.constants(), is(Map.of()));
  }

  /** Each row: the option, the field, the names under which it is then found. */
  static Stream<Arguments> names() {
    return Stream.of(
        arguments("occurred_at=event_time", "occurred_at", List.of("event_time")),
        arguments("occurred_at=event_time", "email", List.of("email", "traits.email")),
        arguments("email=recipient.email", "email", List.of("recipient.email")),
        arguments("email=a.b.c.d", "email", List.of("a.b.c.d")),
        arguments("email=mail,event=type", "email", List.of("mail")),
        arguments("email=mail,event=type", "event", List.of("type")),
        arguments(" email = mail , event = type ", "email", List.of("mail")),
        arguments(" email = mail , event = type ", "event", List.of("type")),
        arguments("email=their name", "email", List.of("their name")),
        arguments("email=a=b", "email", List.of("a=b")),
        arguments("email=one,email=two", "email", List.of("two")),
        arguments("event='x',event=type", "event", List.of("type")),
        arguments("event='Email Opened'", "event", List.of()),
        arguments("email=mail,", "email", List.of("mail")),
        arguments("{\"email\":\"mail\",\"event\":\"type\"}", "email", List.of("mail")),
        arguments("{\"email\":\"mail\",\"event\":\"type\"}", "event", List.of("type")),
        arguments("{\"email\":\"recipient.email\"}", "email", List.of("recipient.email")),
        arguments("{\"event\":\"'Opened, once'\"}", "event", List.of()),
        arguments("{}", "email", List.of("email", "traits.email")),
        arguments("", "event", List.of("event")));
  }

  @ParameterizedTest(name = "{0}: {1} under {2}")
  @MethodSource("names")
  void anOptionReplacesTheNamesOfSingleFields(String option, String field, List<String> names) {
    assertThat(USUAL.with(option).namesOf(field), is(names));
  }

  /** Each row: the option, the constants that it sets. */
  static Stream<Arguments> constants() {
    return Stream.of(
        arguments("event='Email Opened'", Map.of("event", "Email Opened")),
        arguments("event='a,b=c',email=mail", Map.of("event", "a,b=c")),
        arguments("event='it''s'", Map.of("event", "it's")),
        arguments("event=''''", Map.of("event", "'")),
        arguments("event=' spaces stay '", Map.of("event", " spaces stay ")),
        arguments("event=''", Map.of("event", "")),
        arguments("event='a',email='b'", Map.of("event", "a", "email", "b")),
        arguments("event='a',event='b'", Map.of("event", "b")),
        arguments("event='a',event=type", Map.of()),
        arguments("event=it's", Map.of()));
  }

  @ParameterizedTest(name = "{0} sets {1}")
  @MethodSource("constants")
  void aValueInQuotesIsAConstant(String option, Map<String, String> constants) {
    assertThat(USUAL.with(option).constants(), is(constants));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "event | 'event' is not a mapping; use our_name=their_name",
        "event=type,email | 'email' is not a mapping; use our_name=their_name",
        "evnt=type | 'evnt' is not a known field; the fields are event, email, occurred_at",
        "Event=type | 'Event' is not a known field; the fields are event, email, occurred_at",
        "=type | '' is not a known field; the fields are event, email, occurred_at",
        "event= | 'event=' does not name a field of the rows",
        "event=,email=mail | 'event=' does not name a field of the rows",
        "event='Opened | the quote in ''Opened' is never closed",
        "event=' | the quote in ''' is never closed",
        "event='it''s | the quote in ''it''s' is never closed",
        "event='Opened'x | a comma is missing before 'x'",
        "{\"evnt\":\"type\"} | 'evnt' is not a known field; the fields are event, email, occurred_at",
        "{\"event\": | '{\"event\":' is not a JSON object",
        "{\"event\":1} | 'event' is not mapped to the name of a field, or to a text in quotes",
        "{\"event\":\"a,b\"} | 'event' is not mapped to the name of a field, or to a text in quotes",
        "{\"event=x\":\"a\"} | 'event=x' is not mapped to the name of a field, or to a text in quotes",
      })
  void aWrongMappingIsOneClearLine(String option, String message) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> USUAL.with(option));
    assertThat(e.getMessage(), is(message));
    assertThat(e.getMessage(), not(containsString("\n")));
  }

  @Test
  void theOriginalStaysAsItIs() {
    USUAL.with("event='x',email=mail");
    assertThat(USUAL.namesOf("event"), is(List.of("event")));
    assertThat(USUAL.constants(), is(Map.of()));
  }
}
