package io.github.mailmodosource.bench.streams;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One process of {@code send --streaming}, from its start to its end. */
final class TrialLife implements AutoCloseable {
  private static final File NOWHERE = new File("/dev/null");
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
            .redirectInput(NOWHERE)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start(),
        log);
  }

  long pid() {
    return process.pid();
  }

  /** What it has used of all cores. */
  Duration cpu() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** Its memory, as the system has it; 0 where the system does not tell. */
  long residentKb() throws IOException {
    Path status = Path.of("/proc/" + pid() + "/status");
    if (!Files.exists(status)) {
      return 0;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
        .findFirst()
        .orElse(0);
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
