package io.github.mailmodosource.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** How every {@code report.json} begins and is written. */
public final class ReportJson {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ObjectWriter INDENTED = JSON.writerWithDefaultPrettyPrinter();

  private ReportJson() {}

  /**
   * The fields that all reports share.
   *
   * @param left rows that were read and have no outcome, if the run stopped
   */
  public static ObjectNode head(RunReport run, long left) {
    ObjectNode root = JSON.createObjectNode();
    root.put("job", run.job());
    root.put("version", run.version());
    root.put("runner", run.runner());
    root.put("started", millis(run.started()));
    root.put("finished", millis(run.finished()));
    StreamPart stream = run.stream();
    if (stream != null && stream.running()) {
      root.putNull("exitCode");
      root.put("running", true);
    } else {
      root.put("exitCode", run.exitCode());
    }
    Stop stop = run.stop();
    root.put("stopped", stop == null ? null : stop.reason());
    if (stop != null) {
      if (stream == null) {
        root.put("left", left);
      }
      if (stop.countsLost()) {
        root.put("countsLost", true);
      }
    }
    NextStep next = run.next();
    if (next != null) {
      ObjectNode node = root.putObject("next");
      node.put("why", next.why());
      node.put("command", next.command());
    }
    return root;
  }

  public static String millis(Instant time) {
    return time.truncatedTo(ChronoUnit.MILLIS).toString();
  }

  /** What the contacts were, and why some were ignored. */
  public static void putContacts(ObjectNode root, RunReport run) {
    ObjectNode contacts = root.putObject("contacts");
    putAll(contacts, run.contacts());
    putAll(contacts.putObject("ignoredFor"), run.ignoredContacts());
  }

  /** What was counted as odd, and an example of each kind that has one. */
  public static void putWarnings(ObjectNode root, RunReport run) {
    putAll(root.putObject("warnings"), run.warnings());
    if (!run.examples().isEmpty()) {
      run.examples().forEach(root.putObject("examples")::put);
    }
  }

  /** JSON that we wrote. */
  public static JsonNode tree(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what we wrote can be read", e);
    }
  }

  /** What a reader must know before all figures, if there is anything. */
  public static void putNotes(ObjectNode root, RunReport run) {
    if (!run.notes().isEmpty()) {
      run.notes().forEach(root.putArray("notes")::add);
    }
  }

  public static void putAll(ObjectNode node, Map<String, Long> counts) {
    counts.forEach(node::put);
  }

  /** For people and programs: indented, with a line end. */
  public static String file(JsonNode tree) {
    return text(INDENTED, tree) + "\n";
  }

  /** For the page: as short as it gets. */
  public static String compact(JsonNode tree) {
    return text(JSON.writer(), tree);
  }

  private static String text(ObjectWriter writer, JsonNode tree) {
    try {
      return writer.writeValueAsString(tree);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of texts and numbers can be written", e);
    }
  }
}
