package io.github.mailmodosource.log;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.in;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;

/** Standard error that must be a JSON object a line, each with the fields that are promised. */
public final class LoggedLines {
  private static final JsonMapper STRICT =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private LoggedLines() {}

  /** All lines of a text; fails at the first that is anything else. */
  public static List<JsonNode> of(String text) {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : text.split("\n", -1)) {
      if (!line.isEmpty()) {
        lines.add(of(line, text));
      }
    }
    assertThat("the last line has an end", text.isEmpty() || text.endsWith("\n"), is(true));
    return lines;
  }

  private static JsonNode of(String line, String text) {
    JsonNode node;
    try {
      node = STRICT.readTree(line);
    } catch (JsonProcessingException e) {
      throw new AssertionError("not JSON: " + line + "\nin\n" + text, e);
    }
    List<String> names = new ArrayList<>();
    node.properties().forEach(field -> names.add(field.getKey()));
    assertThat(
        line,
        names,
        anyOf(
            contains("time", "level", "logger", "thread", "message"),
            contains("time", "level", "logger", "thread", "message", "throwable")));
    node.properties().forEach(field -> assertThat(line, field.getValue().isTextual(), is(true)));
    assertThat(
        node.get("time").asText(),
        matchesPattern("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z"));
    assertThat(
        node.get("level").asText(), is(in(List.of("TRACE", "DEBUG", "INFO", "WARN", "ERROR"))));
    return node;
  }
}
