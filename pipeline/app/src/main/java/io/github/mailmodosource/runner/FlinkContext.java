package io.github.mailmodosource.runner;

import java.util.Set;
import java.util.stream.Collectors;

/** Who called {@code main}: the user's shell, or Flink, and then in whose process. */
public enum FlinkContext {
  /** A process of our own. */
  NONE,
  /** {@code flink run}: the process is there for this command, as one of our own is. */
  COMMAND_LINE,
  /** Flink's web page, its REST interface or application mode: the process is the job manager. */
  JOB_MANAGER;

  private static final String PROGRAM = "org.apache.flink.client.program.PackagedProgram";
  private static final String CLI = "org.apache.flink.client.cli.CliFrontend";

  /** The one that this thread is in, by names alone: most runs load nothing of Flink. */
  public static FlinkContext ofThisThread() {
    Set<String> callers =
        StackWalker.getInstance()
            .walk(
                frames ->
                    frames.map(StackWalker.StackFrame::getClassName).collect(Collectors.toSet()));
    if (!callers.contains(PROGRAM)) {
      return NONE;
    }
    return callers.contains(CLI) ? COMMAND_LINE : JOB_MANAGER;
  }
}
