package io.github.mailmodosource.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.mailmodosource.coding.MaskedText;
import io.github.mailmodosource.metrics.Outcome;
import io.github.mailmodosource.protocols.PlanFindings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One run in figures, as {@code report.json} has them.
 *
 * @param job the command
 * @param runner the runner's simple name
 * @param stop why the run stopped; null if it came to its end. In the JSON as {@code "stopped"},
 *     the reason, and {@code "countsLost": true} if the counts were
 * @param ignoredContacts rows of contacts that identify nobody, by reason
 * @param notes what a reader must know before all figures, each in a sentence; {@code "notes"} in
 *     the JSON, if there are any
 * @param examples one of each warning that has some to show, addresses masked; {@code "examples"}
 *     in the JSON, beside what the contract lists
 * @param days the events that passed the gate, by the day of their activity; {@code "days"} in the
 *     JSON, beside what the contract lists
 * @param trackingPlan what a Tracking Plan says of the events; null if they were not compared with
 *     one. {@code "trackingPlan"} in the JSON, beside what the contract lists
 * @param stream of a run without end alone; else null
 * @param next what goes on from where it ended; null if nothing is left to be done. In the JSON as
 *     {@code "next"}, with {@code why} and {@code command}, if there is anything
 */
public record RunReport(
    String job,
    String version,
    String runner,
    Instant started,
    Instant finished,
    int exitCode,
    @Nullable Stop stop,
    Funnel funnel,
    DayCounts days,
    Map<String, Long> contacts,
    Map<String, Long> ignoredContacts,
    Map<String, Long> delivery,
    Map<String, Long> warnings,
    Map<String, String> examples,
    Map<String, Long> deadLetters,
    @Nullable PlanFindings trackingPlan,
    List<String> notes,
    @Nullable StreamPart stream,
    @Nullable NextStep next) {
  public RunReport {
    notes = notes.stream().map(MaskedText::of).toList();
  }

  /** Dead letters of all reasons. */
  public long deadLetterCount() {
    return deadLetters.values().stream().mapToLong(Long::longValue).sum();
  }

  /** How many of the sent Segment had accepted before this run, or before its last attempt. */
  public long resumed() {
    return delivery.getOrDefault("resumed", 0L);
  }

  /** Whether nothing was sent, and what stands as sent only would be. */
  public boolean isPreview() {
    return job.equals("preview");
  }

  /** Events that Segment accepted, for each second of the run. */
  public double eventsPerSecond() {
    if (isPreview()) {
      return 0;
    }
    double seconds = Duration.between(started, finished).toMillis() / 1000.0;
    double rate = seconds > 0 ? (funnel.get(Outcome.SENT) - resumed()) / seconds : 0;
    return Math.round(rate * 10) / 10.0;
  }

  /** The report with the exit code that the run came to; so it has ended. */
  public RunReport withExitCode(int code) {
    return with(code, stop, notes);
  }

  /** The report with sentences that stand before all figures. */
  public RunReport withNotes(List<String> sentences) {
    return with(exitCode, stop, sentences, stream);
  }

  /** The report of a run that ended before it was reported. */
  public RunReport withFinished(Instant when) {
    return with(when, exitCode, stop, notes, stream);
  }

  /** The report of a run that stopped. */
  public RunReport withStop(Stop reason) {
    return with(exitCode, reason, notes);
  }

  /** The report of a run without end. */
  RunReport withStream(StreamPart part) {
    return with(exitCode, stop, notes, part);
  }

  /** So it has ended. */
  private RunReport with(int code, @Nullable Stop reason, List<String> sentences) {
    return with(code, reason, sentences, stream == null ? null : stream.ended());
  }

  private RunReport with(
      int code, @Nullable Stop reason, List<String> sentences, @Nullable StreamPart part) {
    return with(finished, code, reason, sentences, part);
  }

  /** The report with what goes on from where the run ended; null for nothing. */
  public RunReport withNext(@Nullable NextStep step) {
    return with(finished, exitCode, stop, notes, stream, step);
  }

  private RunReport with(
      Instant end,
      int code,
      @Nullable Stop reason,
      List<String> sentences,
      @Nullable StreamPart part) {
    return with(end, code, reason, sentences, part, next);
  }

  private RunReport with(
      Instant end,
      int code,
      @Nullable Stop reason,
      List<String> sentences,
      @Nullable StreamPart part,
      @Nullable NextStep goesOn) {
    return new RunReport(
        job,
        version,
        runner,
        started,
        end,
        code,
        reason,
        funnel,
        days,
        contacts,
        ignoredContacts,
        delivery,
        warnings,
        examples,
        deadLetters,
        trackingPlan,
        sentences,
        part,
        goesOn);
  }

  /** The text of {@code report.json}. */
  public String json() {
    ObjectNode root = ReportJson.head(this, funnel.left());
    ObjectNode total = root.putObject("funnel");
    putRows(total, funnel.total());
    ObjectNode events = root.putObject("events");
    funnel
        .byEvent()
        .forEach(
            (event, rows) -> {
              ObjectNode node = events.putObject(event);
              putRows(node, rows);
              if (stream != null) {
                putUnderWay(
                    node,
                    stream.waiting().getOrDefault(event, 0L),
                    stream.inFlight().getOrDefault(event, 0L));
              }
            });
    if (stream != null) {
      putUnderWay(total, stream.allWaiting(), stream.allInFlight());
    }
    ReportJson.putContacts(root, this);
    ObjectNode deliveryNode = root.putObject("delivery");
    ReportJson.putAll(deliveryNode, delivery);
    deliveryNode.put("eventsPerSecond", eventsPerSecond());
    ReportJson.putWarnings(root, this);
    ReportJson.putAll(root.putObject("deadLetters"), deadLetters);
    if (trackingPlan != null) {
      trackingPlan.put(root.putObject("trackingPlan").putObject("events"));
    }
    ObjectNode daysNode = root.putObject("days");
    days.byDay().forEach((day, rows) -> ReportJson.putAll(daysNode.putObject(day), rows));
    if (stream != null) {
      ObjectNode figures = root.putObject("stream");
      stream.figures().forEach(figures::put);
    }
    ReportJson.putNotes(root, this);
    return ReportJson.file(root);
  }

  private static void putUnderWay(ObjectNode node, long waiting, long inFlight) {
    node.put(StreamPart.WAITING, waiting);
    node.put(StreamPart.IN_FLIGHT, inFlight);
  }

  private static void putRows(ObjectNode node, Map<Outcome, Long> rows) {
    rows.forEach((outcome, count) -> node.put(outcome.key(), count));
  }
}
