package io.github.mailmodosource;

import io.github.mailmodosource.check.CheckJob;
import io.github.mailmodosource.check.CheckOptions;
import io.github.mailmodosource.commandline.Command;
import io.github.mailmodosource.commandline.CommandLine;
import io.github.mailmodosource.commandline.Completion;
import io.github.mailmodosource.commandline.Completion.CompletionOptions;
import io.github.mailmodosource.commandline.ExitCode;
import io.github.mailmodosource.commandline.Help;
import io.github.mailmodosource.commandline.Logging;
import io.github.mailmodosource.commandline.OptionSources;
import io.github.mailmodosource.commandline.UsageException;
import io.github.mailmodosource.failure.JobStoppedException;
import io.github.mailmodosource.job.EarlySignals;
import io.github.mailmodosource.job.StoppedEarlyException;
import io.github.mailmodosource.jobreport.JobReport;
import io.github.mailmodosource.jobreport.JobReportOptions;
import io.github.mailmodosource.log.Notice;
import io.github.mailmodosource.log.StandardError;
import io.github.mailmodosource.plan.PlanCommand;
import io.github.mailmodosource.plan.PlanOptions;
import io.github.mailmodosource.preview.PreviewJob;
import io.github.mailmodosource.preview.PreviewOptions;
import io.github.mailmodosource.reconcile.ReconcileJob;
import io.github.mailmodosource.reconcile.ReconcileOptions;
import io.github.mailmodosource.replay.ReplayJob;
import io.github.mailmodosource.replay.ReplayOptions;
import io.github.mailmodosource.runner.Failures;
import io.github.mailmodosource.runner.FlinkContext;
import io.github.mailmodosource.runs.RunsCommand;
import io.github.mailmodosource.runs.RunsOptions;
import io.github.mailmodosource.send.SendJob;
import io.github.mailmodosource.send.SendOptions;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Command name to job. */
public final class MailmodoSource {
  private static final List<Command> COMMANDS =
      Stream.concat(
              Stream.of(
                  new Command(
                      SendJob.NAME,
                      SendJob.PURPOSE,
                      SendOptions.class,
                      SendJob.EXAMPLES,
                      SendJob::run),
                  new Command(
                      PreviewJob.NAME,
                      PreviewJob.PURPOSE,
                      PreviewOptions.class,
                      PreviewJob.EXAMPLES,
                      PreviewJob::run),
                  new Command(
                      ReconcileJob.NAME,
                      ReconcileJob.PURPOSE,
                      ReconcileOptions.class,
                      ReconcileJob.EXAMPLES,
                      ReconcileJob::run),
                  new Command(
                      ReplayJob.NAME,
                      ReplayJob.PURPOSE,
                      ReplayOptions.class,
                      ReplayJob.EXAMPLES,
                      ReplayJob::run),
                  new Command(
                      CheckJob.NAME,
                      CheckJob.PURPOSE,
                      CheckOptions.class,
                      CheckJob.EXAMPLES,
                      CheckJob::run),
                  new Command(
                      JobReport.NAME,
                      JobReport.PURPOSE,
                      JobReportOptions.class,
                      JobReport.EXAMPLES,
                      JobReport::run),
                  new Command(
                      RunsCommand.NAME,
                      RunsCommand.PURPOSE,
                      RunsOptions.class,
                      RunsCommand.EXAMPLES,
                      RunsCommand::run),
                  new Command(
                      PlanCommand.NAME,
                      PlanCommand.PURPOSE,
                      PlanOptions.class,
                      PlanCommand.EXAMPLES,
                      PlanCommand::run),
                  new Command(
                      Completion.NAME,
                      Completion.PURPOSE,
                      CompletionOptions.class,
                      Completion.EXAMPLES,
                      line -> Completion.run(line, commands(), System.out))),
              SandboxEntry.ifOnClassPath().stream())
          .toList();

  /** Those that run a pipeline, and say so when a signal ends them. */
  private static final Set<String> RUNS =
      Set.of(SendJob.NAME, PreviewJob.NAME, ReconcileJob.NAME, ReplayJob.NAME);

  private MailmodoSource() {}

  private static List<Command> commands() {
    return COMMANDS;
  }

  public static void main(String[] args) {
    if (FlinkContext.ofThisThread() == FlinkContext.JOB_MANAGER) {
      WithinJobManager.run(args, () -> dispatch(args));
      return;
    }
    int exitCode;
    try {
      exitCode = toItsEnd(args);
    } catch (RuntimeException | Error e) {
      if (Failures.isOfFlink(e)) {
        throw e;
      }
      Notice.bug(e);
      exitCode = ExitCode.FAILED;
    }
    System.exit(exitCode);
  }

  /** Runs a command as {@code main} does, and leaves standard error as it was. */
  static int run(String... args) {
    try {
      return toItsEnd(args);
    } finally {
      StandardError.asText();
    }
  }

  /** Runs a command and returns its exit code; never throws for what a user can cause. */
  private static int toItsEnd(String... args) {
    try {
      return dispatch(args);
    } catch (UsageException e) {
      Notice.error(String.valueOf(e.getMessage()));
      return ExitCode.USAGE;
    } catch (StoppedEarlyException e) {
      Notice.error(String.valueOf(e.getMessage()));
      return e.exitCode();
    } catch (RuntimeException | Error e) {
      String line = Failures.userLine(e);
      if (line == null) {
        throw e;
      }
      Notice.error(line);
      return ExitCode.FAILED;
    }
  }

  private static int dispatch(String... args) {
    if (args.length == 0) {
      printCommands(System.err);
      return ExitCode.USAGE;
    }
    if (args[0].equals("--help") || args[0].equals("help")) {
      printCommands(System.out);
      return ExitCode.DONE;
    }
    Command command = command(args[0]);
    CommandLine words =
        new CommandLine(args[0], Arrays.copyOfRange(args, 1, args.length)).among(COMMANDS);
    if (words.asksForHelp()) {
      Help.print(command, System.out);
      return ExitCode.DONE;
    }
    boolean ours = FlinkContext.ofThisThread() != FlinkContext.JOB_MANAGER;
    if (ours) {
      // What is wrong with a file of options is told in the format that stands here.
      Logging.setFormat(words);
    }
    CommandLine commandLine = OptionSources.of(command, COMMANDS, System.getenv()).complete(words);
    try {
      if (ours) {
        Logging.start(commandLine);
      }
      if (!ours || !RUNS.contains(command.name())) {
        return command.job().applyAsInt(commandLine);
      }
      EarlySignals signals = EarlySignals.watch();
      try {
        return command.job().applyAsInt(commandLine);
      } finally {
        signals.close();
      }
    } catch (UsageException e) {
      throw commandLine.located(e);
    } catch (JobStoppedException e) {
      String places = commandLine.placesIn(String.valueOf(e.getMessage()));
      throw places.isEmpty() ? e : JobStoppedException.of(e.getMessage() + places, e);
    }
  }

  private static Command command(String name) {
    return COMMANDS.stream()
        .filter(command -> command.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new UsageException(
                    "'"
                        + CommandLine.quoted(name)
                        + "' is not a command; use one of "
                        + COMMANDS.stream().map(Command::name).collect(Collectors.joining(", "))));
  }

  private static void printCommands(PrintStream out) {
    out.println("mailmodo-source COMMAND [--option=value ...]");
    out.println();
    COMMANDS.forEach(command -> out.printf("  %-10s  %s%n", command.name(), command.purpose()));
    out.println();
    out.println(
        "COMMAND --help shows examples, and lists the options of a command. An option may also");
    out.println(
        "stand in a file (--options=FILE) or in the environment: MAILMODO_SOURCE_LOG_LEVEL.");
    out.println();
    Help.printExitCodes(out);
  }
}
