package io.github.mailmodosource.runs;

import io.github.mailmodosource.commandline.CommandLine;
import io.github.mailmodosource.commandline.ExitCode;
import io.github.mailmodosource.commandline.UsageException;
import io.github.mailmodosource.lines.WholeFile;
import io.github.mailmodosource.log.Notice;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** {@code runs}: what the runs came to whose reports are in a folder, and what to do next. */
public final class RunsCommand {
  public static final String NAME = "runs";
  public static final String PURPOSE =
      "lists the reports of a folder: when, command, exit code, what it came to, what to do next";
  public static final List<String> EXAMPLES =
      List.of(
          "mailmodo-source runs", "mailmodo-source runs --reports=/var/lib/mailmodo --newest=0");

  private static final String LINE = "%-20s  %-9s  %4s  %s%n";
  private static final String BELOW = " ".repeat(39);

  private RunsCommand() {}

  public static int run(CommandLine commandLine) {
    RunsOptions options = commandLine.parse(RunsOptions.class);
    if (options.getNewest() < 0) {
      throw new UsageException(
          "--newest=" + options.getNewest() + " is out of range; use 0 or more");
    }
    String folder = options.getReports();
    PastRuns found = PastRuns.in(folder);
    print(found.runs(), options.getNewest(), System.out);
    found.unreadable().forEach(file -> Notice.warn(file + " is not a report"));
    if (found.runs().isEmpty()) {
      Notice.warn("there are no reports in " + folder);
    } else {
      writePage(Path.of(folder), found.runs());
    }
    return ExitCode.DONE;
  }

  private static void print(List<PastRun> runs, int limit, PrintStream out) {
    if (runs.isEmpty()) {
      return;
    }
    out.printf(Locale.ROOT, LINE, "started", "command", "exit", "came to");
    List<PastRun> listed =
        limit == 0 || runs.size() <= limit ? runs : List.copyOf(runs.subList(0, limit));
    for (PastRun run : listed) {
      out.printf(Locale.ROOT, LINE, run.when(), run.job(), run.exit(), run.inShort());
      if (run.stopped()) {
        out.println(BELOW + run.whyStopped());
      }
      String next = NextStep.of(run);
      if (!next.isEmpty()) {
        out.println(BELOW + "> " + next);
        if (!run.nextCommand().isEmpty()) {
          out.println(BELOW + "  " + run.nextCommand());
        }
      }
      out.println(BELOW + run.folder() + "/report.html");
    }
    if (listed.size() < runs.size()) {
      out.printf(
          Locale.ROOT, "and %,d before; --newest=0 lists all%n", runs.size() - listed.size());
    }
  }

  /** A list is worth having where the folder cannot be written. */
  private static void writePage(Path folder, List<PastRun> runs) {
    Path page = folder.resolve("index.html");
    try (WholeFile file = WholeFile.beside(page.toString(), "text/html", WholeFile.Access.UMASK)) {
      file.out().write(RunsPage.of(folder, runs).getBytes(StandardCharsets.UTF_8));
      file.putInPlace();
      System.out.println("as a page: " + page);
    } catch (IOException e) {
      Notice.warn("the page " + page + " cannot be written: " + WholeFile.why(e));
    }
  }
}
