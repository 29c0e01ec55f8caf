package io.github.mailmodosource.runs;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.mailmodosource.commandline.ShellWord;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A run, as its {@code report.json} has it.
 *
 * @param folder where the report is, as the user would write it
 * @param hasLetters whether dead letters lie beside the report
 */
record PastRun(String folder, boolean hasLetters, JsonNode report) {
  /** The folder of letters in a command line, quoted or not. */
  private static final Pattern LETTERS =
      Pattern.compile(" (?:--deadLetters=\\S*|'--deadLetters=(?:[^']|'\\\\'')*')");

  /**
   * Reads a report.
   *
   * @return null if this is not one of ours
   */
  static @Nullable PastRun of(String folder, boolean hasLetters, JsonNode report) {
    PastRun run = new PastRun(folder, hasLetters, report);
    try {
      return run.job().isEmpty() || run.started().equals(Instant.MIN) ? null : run;
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** The command. */
  String job() {
    return report.path("job").asText();
  }

  Instant started() {
    String text = report.path("started").asText();
    return text.isEmpty() ? Instant.MIN : Instant.parse(text);
  }

  /** Null while a run without end goes on, or if it was killed before it could say. */
  @Nullable Integer exitCode() {
    JsonNode code = report.path("exitCode");
    return code.isInt() ? code.asInt() : null;
  }

  /** When it began, to the second: {@code 2026-11-24 02:00:01Z}. */
  String when() {
    return started().truncatedTo(ChronoUnit.SECONDS).toString().replace('T', ' ');
  }

  /** The exit code as it is shown; a dash where there is none. */
  String exit() {
    Integer code = exitCode();
    return code == null ? "-" : code.toString();
  }

  /** Whether there is nothing to look after. */
  boolean isGood() {
    Integer code = exitCode();
    return code == null || code == 0;
  }

  boolean stopped() {
    return report.path("stopped").isTextual();
  }

  /** Why it stopped; empty if it came to its end. */
  String whyStopped() {
    return report.path("stopped").asText("");
  }

  boolean compares() {
    return report.has("totals");
  }

  /** What there was: events that Segment accepted, or that were expected in the warehouse. */
  long events() {
    return compares() ? total("expected") : funnel("sent");
  }

  /** What is not where it should be: events that did not arrive, rows that became dead letters. */
  long lost() {
    return compares() ? total("missing") : deadLetters();
  }

  long missing() {
    return total("missing");
  }

  long deadLetters() {
    long letters = 0;
    for (JsonNode count : report.path("deadLetters")) {
      letters += count.asLong();
    }
    return letters;
  }

  /** What the run said goes on from there; empty if it said nothing. */
  String next() {
    return report.path("next").path("why").asText("");
  }

  /**
   * The command that does it; empty if the run said none. The letters of a run that has moved into
   * {@code earlier/} moved with it.
   */
  String nextCommand() {
    String command = report.path("next").path("command").asText("");
    return hasLetters && folder.contains("/earlier/")
        ? LETTERS
            .matcher(command)
            .replaceFirst(Matcher.quoteReplacement(" " + ShellWord.of("--deadLetters=" + folder)))
        : command;
  }

  /** The funnel in short: {@code 1,204 read, 1,100 sent, 3 dead letters}. */
  String inShort() {
    List<String> parts = new ArrayList<>();
    if (compares()) {
      parts.add(text("%,d expected", total("expected")));
      for (String kind : List.of("missing", "mismatched", "unexpected")) {
        if (total(kind) > 0) {
          parts.add(text("%,d %s", total(kind), kind));
        }
      }
      if (parts.size() == 1 && total("expected") > 0) {
        parts.add("all matched");
      }
    } else {
      parts.add(text("%,d read", funnel("read")));
      parts.add(text("%,d sent", funnel("sent")));
    }
    if (deadLetters() > 0) {
      parts.add(text(deadLetters() == 1 ? "%,d dead letter" : "%,d dead letters", deadLetters()));
    }
    if (stopped() && report.path("left").asLong() > 0) {
      parts.add(text("%,d left", report.path("left").asLong()));
    }
    return String.join(", ", parts);
  }

  private long funnel(String outcome) {
    return report.path("funnel").path(outcome).asLong();
  }

  private long total(String kind) {
    return report.path("totals").path(kind).asLong();
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  /** Names the run, not what its report holds. */
  @Override
  public String toString() {
    return "PastRun[" + folder + "]";
  }
}
