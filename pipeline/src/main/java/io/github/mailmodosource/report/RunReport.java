package io.github.mailmodosource.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/**
 * One run in figures, as {@code report.json} has them.
 *
 * @param job the command
 * @param runner the runner's simple name
 */
public record RunReport(
    String job,
    String version,
    String runner,
    Instant started,
    Instant finished,
    int exitCode,
    Funnel funnel,
    Map<String, Long> contacts,
    Map<String, Long> delivery,
    Map<String, Long> warnings,
    Map<String, Long> deadLetters) {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /** Dead letters of all reasons. */
  public long deadLetterCount() {
    return deadLetters.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Events that Segment accepted, for each second of the run. */
  public double eventsPerSecond() {
    double seconds = Duration.between(started, finished).toMillis() / 1000.0;
    double rate = seconds > 0 ? funnel.get(Outcome.SENT) / seconds : 0;
    return Math.round(rate * 10) / 10.0;
  }

  /** The report with the exit code that the run came to. */
  public RunReport withExitCode(int code) {
    return new RunReport(
        job,
        version,
        runner,
        started,
        finished,
        code,
        funnel,
        contacts,
        delivery,
        warnings,
        deadLetters);
  }

  /** The text of {@code report.json}. */
  public String json() {
    ObjectNode root = JSON.createObjectNode();
    root.put("job", job);
    root.put("version", version);
    root.put("runner", runner);
    root.put("started", started.truncatedTo(ChronoUnit.MILLIS).toString());
    root.put("finished", finished.truncatedTo(ChronoUnit.MILLIS).toString());
    root.put("exitCode", exitCode);
    putRows(root.putObject("funnel"), funnel.total());
    ObjectNode events = root.putObject("events");
    funnel.byEvent().forEach((event, rows) -> putRows(events.putObject(event), rows));
    putAll(root.putObject("contacts"), contacts);
    ObjectNode deliveryNode = root.putObject("delivery");
    putAll(deliveryNode, delivery);
    deliveryNode.put("eventsPerSecond", eventsPerSecond());
    putAll(root.putObject("warnings"), warnings);
    putAll(root.putObject("deadLetters"), deadLetters);
    try {
      return JSON.writeValueAsString(root) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of numbers can be written", e);
    }
  }

  private static void putRows(ObjectNode node, Map<Outcome, Long> rows) {
    rows.forEach((outcome, count) -> node.put(outcome.key(), count));
  }

  private static void putAll(ObjectNode node, Map<String, Long> counts) {
    counts.forEach(node::put);
  }
}
