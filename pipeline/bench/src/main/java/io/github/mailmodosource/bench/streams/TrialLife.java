package io.github.mailmodosource.bench.streams;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One process of {@code send --streaming}, from its start to its end. */
final class TrialLife implements AutoCloseable {
  private static final int SECONDS_TO_END = 120;

  private final Process process;
  private final Path log;

  private TrialLife(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  static TrialLife start(List<String> command, Path log) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("SEGMENT_WRITE_KEY", "trial");
    return new TrialLife(
        builder
            .redirectInput(new java.io.File("/dev/null"))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start(),
        log);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  String log() throws IOException {
    return Files.readString(log);
  }

  /** SIGKILL. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /**
   * SIGTERM.
   *
   * @return the exit code
   * @throws TrialFailure if it does not end
   */
  int stop() throws InterruptedException, TrialFailure {
    process.destroy();
    if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
      throw new TrialFailure("it had not ended " + SECONDS_TO_END + " s after SIGTERM; see " + log);
    }
    return process.exitValue();
  }

  int exitCode() {
    return process.exitValue();
  }

  /** Whatever became of the trial, the process ends. */
  @Override
  public void close() {
    process.destroyForcibly();
  }
}
