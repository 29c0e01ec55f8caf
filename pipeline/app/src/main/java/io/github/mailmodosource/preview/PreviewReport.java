package io.github.mailmodosource.preview;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.mailmodosource.metrics.Outcome;
import io.github.mailmodosource.report.ReportJson;
import io.github.mailmodosource.report.RunReport;
import io.github.mailmodosource.report.RunSummary;
import java.util.Map;

/** The text of {@code report.json}: that of every run, but what it would send was not sent. */
final class PreviewReport {
  private PreviewReport() {}

  static String json(RunReport report) {
    ObjectNode root = (ObjectNode) ReportJson.tree(report.json());
    root.replace("funnel", renamed(root.path("funnel")));
    ObjectNode events = (ObjectNode) root.path("events");
    for (Map.Entry<String, JsonNode> event : events.properties()) {
      event.setValue(renamed(event.getValue()));
    }
    return ReportJson.file(root);
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
