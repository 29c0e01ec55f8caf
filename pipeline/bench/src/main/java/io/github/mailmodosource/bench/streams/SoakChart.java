package io.github.mailmodosource.bench.streams;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Draws the minutes of a soak: three strips, each from zero to a little above its largest value.
 */
final class SoakChart {
  private static final int WIDTH = 720;
  private static final int LEFT = 180;
  private static final int STRIP = 110;
  private static final int GAP = 30;
  private static final double HEADROOM = 1.15;

  private final StringBuilder svg = new StringBuilder();
  private final List<SoakSample> samples;

  private SoakChart(List<SoakSample> samples) {
    this.samples = samples;
  }

  /** The picture as SVG. */
  static String draw(List<SoakSample> samples) {
    return new SoakChart(samples).draw();
  }

  private String draw() {
    int height = 3 * (STRIP + GAP) + GAP;
    add(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"12\">",
        WIDTH, height);
    add("<rect width=\"%d\" height=\"%d\" fill=\"white\"/>", WIDTH, height);
    strip(0, "events a second", "%.0f", "#1b6ca8", SoakSample::eventsPerSecond);
    strip(1, "heap after collection, MB", "%.0f", "#2e8540", SoakSample::heapMb);
    strip(2, "checkpoint, KB", "%,.0f", "#b5540c", SoakSample::stateKb);
    add("</svg>");
    return svg.toString();
  }

  private void strip(
      int number, String name, String format, String colour, ToDoubleFunction<SoakSample> value) {
    int top = GAP + number * (STRIP + GAP);
    int bottom = top + STRIP;
    double most = samples.stream().mapToDouble(value).max().orElse(1) * HEADROOM;
    int minutes = Math.max(1, samples.get(samples.size() - 1).minute());
    StringBuilder points = new StringBuilder();
    for (SoakSample sample : samples) {
      points.append(
          String.format(
              Locale.ROOT,
              "%.1f,%.1f ",
              LEFT + (double) (WIDTH - LEFT - 20) * sample.minute() / minutes,
              bottom - STRIP * value.applyAsDouble(sample) / most));
    }
    add(
        "<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" stroke=\"#888\"/>",
        LEFT, bottom, WIDTH - 20, bottom);
    add("<text x=\"8\" y=\"%d\">%s</text>", top + STRIP / 2, name);
    add(
        "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>",
        LEFT - 6, top + 10, String.format(Locale.ROOT, format, most));
    add("<text x=\"%d\" y=\"%d\" text-anchor=\"end\">0</text>", LEFT - 6, bottom);
    add(
        "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>",
        points.toString().strip(), colour);
    if (number == 2) {
      add("<text x=\"%d\" y=\"%d\">0 min</text>", LEFT, bottom + 16);
      add(
          "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%d min</text>",
          WIDTH - 20, bottom + 16, minutes);
    }
  }

  private void add(String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
