package io.github.mailmodosource.preview;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.mailmodosource.report.ReportJson;
import org.jspecify.annotations.Nullable;

/** The forecast in {@code report.json}. */
final class ForecastJson {
  private ForecastJson() {}

  static void put(ObjectNode node, Forecast forecast) {
    node.put("users", forecast.users());
    node.put("calls", forecast.calls());
    node.put("requests", forecast.requests());
    node.put("bytes", forecast.bytes());
    node.put("bytesSent", forecast.bytesSent());
    node.put("seconds", forecast.pace().duration().toMillis() / 1000.0);
    node.put("pace", forecast.pace().setting());
    node.put("ends", ReportJson.millis(forecast.ends()));
    ReportJson.putAll(node.putObject("events"), forecast.events());
    ObjectNode months = node.putObject("months");
    for (Forecast.Month month : forecast.months()) {
      ObjectNode its = months.putObject(month.name());
      its.put("users", month.users());
      its.put("calls", month.calls());
      ReportJson.putAll(its.putObject("events"), month.events());
    }
    InWarehouse warehouse = forecast.warehouse();
    if (warehouse != null) {
      ObjectNode its = node.putObject("warehouse");
      its.put("schema", warehouse.schema());
      its.put("same", warehouse.same());
      its.put("different", warehouse.different());
      its.put("new", warehouse.missing());
    }
    ObjectNode plan = node.putObject("plan");
    putPlan(plan, "users", forecast.users(), forecast.plan().users());
    putPlan(plan, "calls", forecast.calls(), forecast.plan().calls());
  }

  private static void putPlan(ObjectNode plan, String what, long count, @Nullable Long has) {
    if (has != null) {
      ObjectNode its = plan.putObject(what);
      its.put("plan", has);
      its.put("over", Math.max(0, count - has));
    }
  }
}
