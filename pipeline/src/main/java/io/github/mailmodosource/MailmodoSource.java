package io.github.mailmodosource;

import io.github.mailmodosource.commandline.CommandLine;
import io.github.mailmodosource.commandline.ExitCode;
import io.github.mailmodosource.commandline.Failures;
import io.github.mailmodosource.commandline.Help;
import io.github.mailmodosource.commandline.LogOptions;
import io.github.mailmodosource.commandline.Logging;
import io.github.mailmodosource.commandline.UsageException;
import io.github.mailmodosource.sandbox.SandboxCommand;
import io.github.mailmodosource.sandbox.SandboxOptions;
import java.util.Arrays;

/** Command name to job. */
public final class MailmodoSource {
  private static final String SANDBOX = "sandbox";
  private static final String SANDBOX_PURPOSE =
      "a local stand-in for Segment's Tracking API, for demos and tests";

  private static final String COMMANDS =
      """
      mailmodo-source COMMAND [--option=value ...]

        send      %s
        replay    %s
        sandbox   %s

      COMMAND --help lists the options of a command.
      """
          .formatted(SendJob.PURPOSE, ReplayJob.PURPOSE, SANDBOX_PURPOSE);

  private MailmodoSource() {}

  public static void main(String[] args) {
    System.exit(run(args));
  }

  /** Runs a command and returns its exit code; never throws for what a user can cause. */
  static int run(String... args) {
    try {
      return dispatch(args);
    } catch (UsageException e) {
      System.err.println("mailmodo-source: " + e.getMessage());
      return ExitCode.USAGE;
    } catch (RuntimeException | Error e) {
      String line = Failures.userLine(e);
      if (line == null) {
        throw e;
      }
      System.err.println("mailmodo-source: " + line);
      return ExitCode.FAILED;
    }
  }

  private static int dispatch(String... args) {
    if (args.length == 0 || args[0].equals("--help") || args[0].equals("help")) {
      (args.length == 0 ? System.err : System.out).print(COMMANDS);
      return args.length == 0 ? ExitCode.USAGE : ExitCode.DONE;
    }
    CommandLine commandLine = new CommandLine(args[0], Arrays.copyOfRange(args, 1, args.length));
    Logging.start(commandLine);
    return switch (commandLine.command()) {
      case SendJob.NAME -> send(commandLine);
      case ReplayJob.NAME -> replay(commandLine);
      case SANDBOX -> sandbox(commandLine);
      default ->
          throw new UsageException(
              "there is no command '" + args[0] + "': give one of send, replay, sandbox");
    };
  }

  private static int send(CommandLine commandLine) {
    if (commandLine.asksForHelp()) {
      Help.print(SendJob.NAME, SendJob.PURPOSE, SendOptions.class, System.out);
      return ExitCode.DONE;
    }
    return SendJob.run(commandLine);
  }

  private static int replay(CommandLine commandLine) {
    if (commandLine.asksForHelp()) {
      Help.print(ReplayJob.NAME, ReplayJob.PURPOSE, ReplayJobOptions.class, System.out);
      return ExitCode.DONE;
    }
    return ReplayJob.run(commandLine);
  }

  private static int sandbox(CommandLine commandLine) {
    if (commandLine.asksForHelp()) {
      Help.print(SANDBOX, SANDBOX_PURPOSE, SandboxJobOptions.class, System.out);
      return ExitCode.DONE;
    }
    return SandboxCommand.run(commandLine.parse(SandboxJobOptions.class));
  }

  /** The sandbox imports nothing of ours, so what every command has is added here. */
  public interface SandboxJobOptions extends SandboxOptions, LogOptions {}
}
