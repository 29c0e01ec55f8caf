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

  /** The fields that all reports share. */
  public static ObjectNode head(RunReport run) {
    ObjectNode root = JSON.createObjectNode();
    root.put("job", run.job());
    root.put("version", run.version());
    root.put("runner", run.runner());
    root.put("started", millis(run.started()));
    root.put("finished", millis(run.finished()));
    root.put("exitCode", run.exitCode());
    Stop stop = run.stop();
    root.put("stopped", stop == null ? null : stop.reason());
    if (stop != null && stop.countsLost()) {
      root.put("countsLost", true);
    }
    return root;
  }

  public static String millis(Instant time) {
    return time.truncatedTo(ChronoUnit.MILLIS).toString();
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
