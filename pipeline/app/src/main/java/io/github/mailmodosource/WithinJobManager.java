package io.github.mailmodosource;

import io.github.mailmodosource.commandline.ExitCode;
import io.github.mailmodosource.commandline.UsageException;
import io.github.mailmodosource.log.UserLine;
import io.github.mailmodosource.runner.Failures;
import java.util.function.IntSupplier;

/**
 * A command that Flink calls in the process of its job manager, which serves others too: it returns
 * or throws, and never ends the process. What it throws is what Flink's REST interface answers
 * with.
 */
final class WithinJobManager {
  private WithinJobManager() {}

  /** One line for the user of Flink's interface, without the way to it. */
  private static final class CommandFailedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private CommandFailedException(String line) {
      super(line, null, false, false);
    }
  }

  /**
   * Runs a command.
   *
   * <p>Dead letters, and differences that reconcile found, are no failure here: an application that
   * fails is begun again by whoever keeps it running, and would find the same.
   *
   * @throws RuntimeException with one clear line if it fails
   */
  static void run(String[] args, IntSupplier command) {
    if (args.length == 0) {
      throw failed("the program arguments are missing; begin with a command, such as send");
    }
    int exitCode;
    try {
      exitCode = command.getAsInt();
    } catch (UsageException e) {
      throw failed(String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      String line = Failures.userLine(e);
      throw line == null ? e : failed(line);
    }
    if (exitCode == ExitCode.FAILED) {
      throw failed("the run failed; its report, and the output of this job manager, say why");
    }
  }

  private static CommandFailedException failed(String line) {
    return new CommandFailedException("mailmodo-source: " + UserLine.of(line));
  }
}
