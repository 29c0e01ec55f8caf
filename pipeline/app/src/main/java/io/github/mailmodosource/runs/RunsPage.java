package io.github.mailmodosource.runs;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** {@code index.html}: all runs of a folder, and how they went night after night. No scripts. */
final class RunsPage {
  /** As wide as a narrow screen; older runs are in the table. */
  private static final int BARS = 60;

  private static final int BAR_WIDTH = 6;
  private static final int HEIGHT = 60;

  private RunsPage() {}

  /**
   * The page's text.
   *
   * @param folder where it will lie: links are relative to it
   */
  static String of(Path folder, List<PastRun> runs) {
    StringBuilder trends = new StringBuilder();
    byCommand(runs).forEach((command, its) -> trends.append(trend(command, its)));
    StringBuilder rows = new StringBuilder();
    runs.forEach(run -> rows.append(row(folder, run)));
    return frame().replace("<!--TRENDS-->", trends).replace("<!--ROWS-->", rows);
  }

  /** Those of which there are several, the oldest run first. */
  private static Map<String, List<PastRun>> byCommand(List<PastRun> runs) {
    Map<String, List<PastRun>> byCommand = new TreeMap<>();
    for (PastRun run : runs) {
      byCommand.computeIfAbsent(run.job(), job -> new ArrayList<>()).add(0, run);
    }
    byCommand.values().removeIf(its -> its.size() < 2);
    return byCommand;
  }

  private static String trend(String command, List<PastRun> all) {
    List<PastRun> runs = all.subList(Math.max(0, all.size() - BARS), all.size());
    long most =
        Math.max(1, runs.stream().mapToLong(run -> run.events() + run.lost()).max().orElse(1));
    StringBuilder bars = new StringBuilder();
    for (int i = 0; i < runs.size(); i++) {
      PastRun run = runs.get(i);
      int x = i * BAR_WIDTH;
      // At least a line: a night on which nothing was sent is seen too.
      int events = height(run.events(), most);
      int lost = run.isGood() ? 0 : Math.max(3, height(run.lost(), most));
      bars.append("<g><title>")
          .append(escaped(run.when() + ": " + run.inShort() + ", exit " + run.exit()))
          .append("</title>")
          .append(bar(x, HEIGHT - events, events, "events"))
          .append(bar(x, Math.max(0, HEIGHT - events - lost), lost, "lost"))
          .append("</g>");
    }
    return text(
        """
        <figure><figcaption><b>%s</b> <span class="soft">%s, the last %d runs; the most: %,d</span></figcaption>
        <svg viewBox="0 0 %d %d" role="img" aria-label="%s: %d runs, %d of them with exit code 0">%s</svg></figure>
        """,
        escaped(command),
        runs.get(0).compares() ? "events expected, and missing" : "events sent, and dead letters",
        runs.size(),
        most,
        BARS * BAR_WIDTH,
        HEIGHT,
        escaped(command),
        runs.size(),
        runs.stream().filter(PastRun::isGood).count(),
        bars);
  }

  private static int height(long events, long most) {
    return Math.max(1, (int) (events * (HEIGHT - 4) / most));
  }

  private static String bar(int x, int y, int height, String kind) {
    return height == 0
        ? ""
        : text(
            "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" class=\"%s\"/>",
            x, y, BAR_WIDTH - 1, height, kind);
  }

  private static String row(Path folder, PastRun run) {
    String next = NextStep.of(run);
    return text(
        """
        <tr class="%s"><td data-name="started"><a href="%s">%s</a></td><td data-name="command">%s</td>\
        <td data-name="exit code">%s</td><td data-name="came to">%s%s</td><td data-name="next">%s%s</td></tr>
        """,
        run.isGood() ? "good" : "bad",
        escaped(link(folder, run)),
        escaped(run.when()),
        escaped(run.job()),
        run.exit(),
        escaped(run.inShort()),
        run.stopped() ? "<small>" + escaped(run.whyStopped()) + "</small>" : "",
        escaped(next),
        commandLine(run.nextCommand()));
  }

  /** A line may end behind a word, not at a hyphen within one. */
  private static String commandLine(String command) {
    return command.isEmpty()
        ? ""
        : Arrays.stream(command.split(" ", -1))
            .map(word -> "<span>" + escaped(word) + "</span>")
            .collect(Collectors.joining(" ", "<code>", "</code>"));
  }

  private static String link(Path folder, PastRun run) {
    Path page =
        folder
            .toAbsolutePath()
            .normalize()
            .relativize(Path.of(run.folder()).toAbsolutePath().normalize().resolve("report.html"));
    List<String> names = new ArrayList<>();
    page.forEach(name -> names.add(encoded(name.toString())));
    return String.join("/", names);
  }

  private static String encoded(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  private static String frame() {
    try (InputStream in = RunsPage.class.getResourceAsStream("index.html")) {
      if (in == null) {
        throw new IllegalStateException("index.html is not in the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("index.html cannot be read", e);
    }
  }
}
