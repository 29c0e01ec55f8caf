package io.github.mailmodosource.reconcile;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.mailmodosource.coding.MaskedText;
import io.github.mailmodosource.match.Finding;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Mailmodo's own totals beside ours: a coarse second check, which changes no exit code. Mailmodo
 * counts contacts that Segment does not know too, and a bulk campaign's whole life whatever the
 * period, so that ours may well be less; more than Mailmodo counted is worth a look.
 *
 * <p>In {@code report.json} as {@code counts}: {@code totals} and {@code campaigns} (by id, else by
 * name), each an event to {@code mailmodo}, {@code expected}, {@code there} (matched or
 * mismatched). Totals are of the campaigns in the file. An event that Mailmodo did not count is
 * left out.
 */
public record MailmodoComparison(List<Line> campaigns) {
  private static final int CAMPAIGNS_PRINTED = 10;

  /**
   * One campaign.
   *
   * @param key its id, else its name
   * @param name what people call it
   */
  record Line(String key, String name, Map<String, Figures> events) {
    /** By how much both sides are apart, to show the worst first. */
    long apart() {
      return events.values().stream().mapToLong(f -> Math.abs(f.mailmodo - f.expected)).sum();
    }

    /** Without key and name, which may be a person's. */
    @Override
    public String toString() {
      return "Line[" + events.size() + " events]";
    }
  }

  /** An event of a campaign, as Mailmodo and as we count it. */
  record Figures(long mailmodo, long expected, long there) {
    Figures plus(Figures other) {
      return new Figures(mailmodo + other.mailmodo, expected + other.expected, there + other.there);
    }
  }

  /** Matches by id, else by name; several campaigns of ours with that name are added up. */
  public static MailmodoComparison of(MailmodoTotals totals, ReconcileCounts ours) {
    List<Line> lines = new ArrayList<>();
    for (MailmodoTotals.Campaign campaign : totals.campaigns()) {
      List<String> keys = ours.campaignKeys(campaign.id(), campaign.name());
      Map<String, Figures> events = new LinkedHashMap<>();
      campaign
          .counts()
          .forEach(
              (event, count) -> {
                long expected = 0;
                long missing = 0;
                for (String key : keys) {
                  expected += ours.ofCampaign(key, event, Finding.EXPECTED);
                  missing += ours.ofCampaign(key, event, Finding.MISSING);
                }
                events.put(event, new Figures(count, expected, expected - missing));
              });
      lines.add(
          new Line(
              campaign.id().isEmpty() ? campaign.name() : campaign.id(),
              campaign.name().isEmpty() ? campaign.id() : campaign.name(),
              events));
    }
    lines.sort(Comparator.comparing(line -> -line.apart()));
    return new MailmodoComparison(List.copyOf(lines));
  }

  Map<String, Figures> totals() {
    Map<String, Figures> totals = new LinkedHashMap<>();
    for (String event : MailmodoTotals.EVENT_OF_FIELD.values()) {
      for (Line campaign : campaigns) {
        Figures figures = campaign.events.get(event);
        if (figures != null) {
          totals.merge(event, figures, Figures::plus);
        }
      }
    }
    return totals;
  }

  /** For the summary: a line for each event, then the campaigns that are furthest apart. */
  public void print(PrintStream out) {
    out.println();
    out.println(
        "  Mailmodo's own totals beside ours (coarse: Mailmodo counts contacts that Segment");
    out.println("  does not know too, and a bulk campaign's whole life)");
    out.println();
    out.println(row("", "Mailmodo", "expected", "there"));
    totals().forEach((event, figures) -> out.println(row(event, figures)));
    out.println();
    campaigns.stream()
        .limit(CAMPAIGNS_PRINTED)
        .forEach(line -> out.println(row(shortened(MaskedText.of(line.name)), sum(line))));
    if (campaigns.size() > CAMPAIGNS_PRINTED) {
      out.println(
          "  and " + (campaigns.size() - CAMPAIGNS_PRINTED) + " campaigns more in the report");
    }
    out.println();
  }

  private static Figures sum(Line line) {
    return line.events.values().stream().reduce(new Figures(0, 0, 0), Figures::plus);
  }

  private static String row(String name, Figures figures) {
    return row(
        name,
        String.format(Locale.ROOT, "%,d", figures.mailmodo),
        String.format(Locale.ROOT, "%,d", figures.expected),
        String.format(Locale.ROOT, "%,d", figures.there));
  }

  private static String row(String name, String mailmodo, String expected, String there) {
    return String.format(Locale.ROOT, "  %-32s %12s %12s %12s", name, mailmodo, expected, there);
  }

  private static String shortened(String name) {
    String line = name.strip().replaceAll("\\p{Cntrl}", " ");
    return line.codePointCount(0, line.length()) <= 32
        ? line
        : line.substring(0, line.offsetByCodePoints(0, 31)) + "…";
  }

  /** As {@code report.json} has it; of more campaigns, those that are furthest apart. */
  void put(ObjectNode counts, int most) {
    put(counts.putObject("totals"), totals());
    ObjectNode listed = counts.putObject("campaigns");
    campaigns.stream().limit(most).forEach(line -> put(listed.putObject(line.key), line.events));
    if (campaigns.size() > most) {
      counts.put("campaignsLeftOut", campaigns.size() - most);
    }
  }

  /** As the page has it: campaigns as a list, the furthest apart first. */
  void putOnPage(ObjectNode counts, int most) {
    put(counts.putObject("totals"), totals());
    var list = counts.putArray("campaigns");
    for (Line line : campaigns.subList(0, Math.min(most, campaigns.size()))) {
      ObjectNode node = list.addObject();
      node.put("name", MaskedText.of(line.name));
      node.put("id", MaskedText.of(line.key));
      put(node.putObject("events"), line.events);
    }
  }

  private static void put(ObjectNode to, Map<String, Figures> events) {
    events.forEach(
        (event, figures) ->
            to.putObject(event)
                .put("mailmodo", figures.mailmodo)
                .put("expected", figures.expected)
                .put("there", figures.there));
  }
}
