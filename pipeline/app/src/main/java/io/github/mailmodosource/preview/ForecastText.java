package io.github.mailmodosource.preview;

import io.github.mailmodosource.segment.PaceTime;
import io.github.mailmodosource.segment.SegmentSettings;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The forecast as a person reads it in a terminal. */
final class ForecastText {
  private static final DateTimeFormatter MINUTES =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Forecast forecast;
  private final PrintStream out;

  private ForecastText(Forecast forecast, PrintStream out) {
    this.forecast = forecast;
    this.out = out;
  }

  static void print(Forecast forecast, PrintStream out) {
    ForecastText text = new ForecastText(forecast, out);
    out.printf("What send would come to. Nothing was sent.%n%n");
    text.printEvents();
    text.printMonths();
    text.printWarehouse();
    text.printDelivery();
    text.printBill();
  }

  private void printEvents() {
    line("event", "events", "");
    forecast.events().forEach((event, count) -> line(event, number(count), ""));
    line("in all", number(forecast.calls()), "");
    out.println();
  }

  private void printMonths() {
    out.printf(Locale.ROOT, "  %-22s %14s %14s%n", "month of activity", "events", "users");
    for (Forecast.Month month : forecast.months()) {
      printMonth(month.name(), month.calls(), month.users());
    }
    printMonth("in all", forecast.calls(), forecast.users());
    out.println();
  }

  private void printMonth(String name, long events, long users) {
    out.printf(Locale.ROOT, "  %-22s %,14d %,14d%n", name, events, users);
  }

  private void printWarehouse() {
    InWarehouse warehouse = forecast.warehouse();
    if (warehouse != null) {
      line(
          "in the warehouse",
          number(warehouse.same()),
          "are in the schema " + warehouse.schema() + " as they would be sent");
      line("different there", number(warehouse.different()), "are there with another value");
      line("new", number(warehouse.missing()), "are not there");
      out.println();
    }
  }

  private void printDelivery() {
    SegmentSettings segment = forecast.segment();
    line("requests", number(forecast.requests()), "");
    line("bytes", number(forecast.bytes()), segment.gzip() ? "before compression" : "");
    if (segment.gzip()) {
      line("bytes sent", number(forecast.bytesSent()), "with gzip");
    }
    PaceTime pace = forecast.pace();
    String setting = pace.setting();
    if (setting == null) {
      line("time", "no bound", "neither --requestsPerSecond nor --eventsPerSecond is set");
    } else {
      line("time", text(pace.duration()), "at " + rate(setting) + ", the rate that binds");
      line("end", MINUTES.format(forecast.ends()), "UTC, if it were started now");
    }
    out.println();
  }

  private String rate(String setting) {
    SegmentSettings segment = forecast.segment();
    double rate =
        setting.equals("eventsPerSecond") ? segment.eventsPerSecond() : segment.requestsPerSecond();
    return "--" + setting + "=" + BigDecimal.valueOf(rate).stripTrailingZeros().toPlainString();
  }

  private void printBill() {
    YearMonth first = forecast.billed().get(0);
    YearMonth last = forecast.billed().get(1);
    out.printf(
        "Segment bills by the distinct users (MTUs) and the API calls of the month in which"
            + " they%narrive, whatever the month of the activity. Started now, all of this would"
            + " arrive%n");
    if (first.equals(last)) {
      out.printf("in %s:%n%n", first);
    } else {
      out.printf("from %s to %s, and a user of several months counts in each:%n%n", first, last);
    }
    Plan plan = forecast.plan();
    line("users", number(forecast.users()), against(forecast.users(), plan.users(), "planUsers"));
    line("calls", number(forecast.calls()), against(forecast.calls(), plan.calls(), "planCalls"));
    out.printf(
        "%nA call is an event, however many share a request. What other sources send in the same%n"
            + "month comes on top; a user whom they have brought already counts once. Users are%n"
            + "counted with a standard error of about 0.4 %%.%n");
  }

  /** How far over the plan; empty if nobody has told what it has. */
  private static String against(long count, @Nullable Long plan, String option) {
    if (plan == null) {
      return "";
    }
    long over = count - plan;
    String named = "--" + option + "=" + plan;
    return over > 0
        ? String.format(
            Locale.ROOT, "%,d more than %s (%,.0f %% over)", over, named, 100.0 * over / plan)
        : String.format(Locale.ROOT, "within %s; %,d left", named, -over);
  }

  private void line(String name, String value, String remark) {
    out.println(
        String.format(Locale.ROOT, "  %-20s %16s   %s", name, value, remark).stripTrailing());
  }

  private static String number(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /** {@code 45 s}, {@code 12 min}, {@code 52 h 10 min}. */
  private static String text(Duration duration) {
    long seconds = duration.plusMillis(999).toSeconds();
    if (seconds < 60) {
      return seconds + " s";
    }
    long minutes = (seconds + 59) / 60;
    return minutes < 60
        ? minutes + " min"
        : String.format(Locale.ROOT, "%,d h %d min", minutes / 60, minutes % 60);
  }
}
