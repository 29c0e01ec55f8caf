package io.github.mailmodosource.bench;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Draws what runs took: seconds above memory, by rows on the left and by contacts on the right. All
 * axes begin at zero, so a line that is straight and meets the start of its axis near the time of a
 * start is a constant price for each row.
 */
final class ScaleChart {
  private static final int WIDTH = 760;
  private static final int HEIGHT = 420;
  private static final int LEFT = 70;
  private static final int PANEL_WIDTH = 280;
  private static final int PANEL_HEIGHT = 140;
  private static final double MILLION = 1e6;

  private final StringBuilder svg = new StringBuilder();

  private ScaleChart() {}

  /**
   * The picture as SVG.
   *
   * @param rows runs of the same contacts, one at least
   * @param contacts runs of the same rows, one at least
   */
  static String draw(List<Measurement> rows, List<Measurement> contacts) {
    ScaleChart chart = new ScaleChart();
    chart.add(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\""
            + " font-family=\"sans-serif\" font-size=\"12\">",
        WIDTH, HEIGHT);
    chart.add("<rect width=\"%d\" height=\"%d\" fill=\"white\"/>", WIDTH, HEIGHT);
    chart.column(LEFT, rows, "million rows", run -> run.size().rows() / MILLION);
    chart.column(
        LEFT + WIDTH / 2, contacts, "million contacts", run -> run.size().contacts() / MILLION);
    chart.add("</svg>");
    return chart.svg.toString();
  }

  private void column(
      int left, List<Measurement> runs, String unit, ToDoubleFunction<Measurement> size) {
    panel(left, 30, runs, "seconds", "#1b6ca8", size, Measurement::seconds);
    panel(
        left,
        30 + PANEL_HEIGHT + 50,
        runs,
        "resident MiB",
        "#2e8540",
        size,
        run -> run.usage().maxKilobytes() / 1024.0);
    add(
        "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>",
        left + PANEL_WIDTH, HEIGHT - 12, unit);
  }

  private void panel(
      int left,
      int top,
      List<Measurement> runs,
      String name,
      String colour,
      ToDoubleFunction<Measurement> size,
      ToDoubleFunction<Measurement> value) {
    int bottom = top + PANEL_HEIGHT;
    double mostSize = runs.stream().mapToDouble(size).max().orElseThrow();
    double mostValue = 1.15 * runs.stream().mapToDouble(value).max().orElseThrow();
    add("<text x=\"%d\" y=\"%d\">%s</text>", left, top - 10, name);
    add(
        "<path d=\"M%d %d V%d H%d\" fill=\"none\" stroke=\"#888\"/>",
        left, top, bottom, left + PANEL_WIDTH);
    StringBuilder points = new StringBuilder();
    for (Measurement run : runs) {
      double x = left + PANEL_WIDTH * size.applyAsDouble(run) / mostSize;
      double y = bottom - PANEL_HEIGHT * value.applyAsDouble(run) / mostValue;
      points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x, y));
      add("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"/>", x, y, colour);
      add(
          "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\">%.0f</text>",
          x, y - 7, value.applyAsDouble(run));
      add(
          "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>",
          x,
          bottom + 16,
          String.format(Locale.ROOT, "%.1f", size.applyAsDouble(run)).replace(".0", ""));
    }
    add(
        "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>",
        points.toString().strip(), colour);
  }

  private void add(String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
