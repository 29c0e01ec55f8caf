package io.github.mailmodosource.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Runs commands one after the other, and ends the one that runs, and all that it started itself, by
 * their ids, however this JVM ends.
 */
final class Children implements AutoCloseable {
  private static final File NOWHERE = new File("/dev/null");
  private static final int SECONDS_TO_END = 10;

  private final Map<String, String> environment;
  private @Nullable Process running;
  private boolean closed;

  /** Commands get {@code environment} besides that of this JVM. */
  Children(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /** Runs a command without any input; what it says goes where this JVM's words go. */
  int run(List<String> command) throws IOException, InterruptedException {
    return await(start(new ProcessBuilder(command).inheritIO()));
  }

  /**
   * Runs a command without any input, and returns its exit code.
   *
   * @param log takes all that it says
   */
  int run(List<String> command, Path log) throws IOException, InterruptedException {
    return await(
        start(new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile())));
  }

  /**
   * Runs a command of which only a failure is worth a word.
   *
   * @param log takes all that it says; it is shown if the command fails
   * @throws BenchFailure if it failed
   */
  void runQuietly(List<String> command, Path log) throws IOException, InterruptedException {
    if (run(command, log) != 0) {
      System.err.print(Files.readString(log));
      String name = String.valueOf(log.getFileName());
      throw new BenchFailure(name.replaceFirst("[.]log$", "") + " failed");
    }
  }

  private synchronized Process start(ProcessBuilder command)
      throws IOException, InterruptedException {
    checkOpen();
    command.environment().putAll(environment);
    running = command.redirectInput(NOWHERE).start();
    return running;
  }

  private int await(Process process) throws InterruptedException {
    int code = process.waitFor();
    synchronized (this) {
      running = null;
      checkOpen();
    }
    return code;
  }

  /** What was ended from outside is no failure that the command could explain. */
  private void checkOpen() throws InterruptedException {
    if (closed) {
      throw new InterruptedException("closed");
    }
  }

  /** Ends what runs; nothing can be started any more. */
  @Override
  public synchronized void close() {
    closed = true;
    Process process = running;
    if (process == null) {
      return;
    }
    // Asked for first: a child whose parent has ended is nobody's descendant any more.
    List<ProcessHandle> all =
        Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
    all.forEach(ProcessHandle::destroy);
    try {
      CompletableFuture.allOf(
              all.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
          .get(SECONDS_TO_END, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      all.forEach(ProcessHandle::destroyForcibly);
    }
  }
}
