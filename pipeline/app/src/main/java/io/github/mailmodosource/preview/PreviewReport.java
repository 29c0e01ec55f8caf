package io.github.mailmodosource.preview;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.mailmodosource.metrics.Outcome;
import io.github.mailmodosource.report.ReportJson;
import io.github.mailmodosource.report.RunReport;
import io.github.mailmodosource.report.RunSummary;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A preview in figures: as every run, but what it would send was not sent.
 *
 * @param forecast null if nobody asked for it
 */
record PreviewReport(RunReport run, @Nullable Forecast forecast) {

  /** The text of {@code report.json}. */
  String json() {
    ObjectNode root = whole();
    root.replace("funnel", renamed(root.path("funnel")));
    ObjectNode events = (ObjectNode) root.path("events");
    for (Map.Entry<String, JsonNode> event : events.properties()) {
      event.setValue(renamed(event.getValue()));
    }
    return ReportJson.file(root);
  }

  /** What the page shows. It knows a preview by its job, and outcomes by the names of all runs. */
  String pageJson() {
    return ReportJson.compact(whole());
  }

  private ObjectNode whole() {
    ObjectNode root = (ObjectNode) ReportJson.tree(run.json());
    if (forecast != null) {
      ForecastJson.put(root.putObject("forecast"), forecast);
    }
    return root;
  }

  /** With the same outcomes in the same order. */
  private static ObjectNode renamed(JsonNode rows) {
    ObjectNode renamed = ((ObjectNode) rows).objectNode();
    for (Map.Entry<String, JsonNode> row : rows.properties()) {
      boolean sent = row.getKey().equals(Outcome.SENT.key());
      renamed.set(sent ? RunSummary.WOULD_SEND : row.getKey(), row.getValue());
    }
    return renamed;
  }
}
