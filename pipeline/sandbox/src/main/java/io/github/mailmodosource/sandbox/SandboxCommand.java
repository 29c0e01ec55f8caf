package io.github.mailmodosource.sandbox;

import java.io.IOException;
import java.io.PrintStream;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** The {@code sandbox} command: a server until it is stopped. */
public final class SandboxCommand {
  private static final int DONE = 0;
  private static final int WRONG_USAGE = 2;

  private SandboxCommand() {}

  /**
   * Runs until the process gets SIGINT or SIGTERM, or the thread is interrupted. A signal ends the
   * JVM with its own exit code (130, 143); the sandbox is stopped and reported before.
   *
   * @return 0 after an interrupt; 2 after one line on standard error if it cannot be started with
   *     these options
   */
  public static int run(SandboxOptions options) {
    return run(options, System.getenv(), System.out, System.err);
  }

  static int run(
      SandboxOptions options, Map<String, String> environment, PrintStream out, PrintStream err) {
    Sandbox sandbox;
    Path portFile;
    try {
      portFile = portFile(options.getPortFile());
      sandbox = Sandbox.start(settings(options, environment));
    } catch (IllegalArgumentException | BindException e) {
      err.println("sandbox: " + oneLine(String.valueOf(e.getMessage())));
      return WRONG_USAGE;
    }
    out.println(
        "Sandbox listens on "
            + sandbox.endpoint()
            + " (stop it with Ctrl-C); open this address in a browser to watch events arrive");
    Runnable stop = () -> stop(sandbox, portFile, out);
    // On a signal this thread ends where it stands; only the hook still runs.
    Thread hook = new Thread(stop, "sandbox-stop");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      writePort(portFile, sandbox.port());
      new CountDownLatch(1).await();
      return DONE;
    } catch (IOException e) {
      err.println("sandbox: --portFile " + portFile + " cannot be written");
      return stopNow(hook, stop, WRONG_USAGE);
    } catch (InterruptedException e) {
      return stopNow(hook, stop, DONE);
    }
  }

  private static int stopNow(Thread hook, Runnable stop, int exitCode) {
    Runtime.getRuntime().removeShutdownHook(hook);
    stop.run();
    return exitCode;
  }

  private static void stop(Sandbox sandbox, @Nullable Path portFile, PrintStream out) {
    sandbox.close();
    deletePort(portFile);
    SandboxStats stats = sandbox.stats();
    out.printf(
        "Sandbox stopped: %s in %s, %s, %s refused%n",
        counted(stats.events(), "event"),
        counted(stats.requests(), "request"),
        counted(stats.duplicates(), "duplicate"),
        counted(stats.refused(), "request"));
    WarehouseStats warehouse = sandbox.warehouse();
    if (warehouse != null) {
      out.printf(
          "Warehouse: %s loaded, %d lost on purpose, %d known, %d ignored, %d failed%n",
          counted(warehouse.loaded(), "event"),
          warehouse.lost(),
          warehouse.known(),
          warehouse.ignored(),
          warehouse.failed());
    }
  }

  static String counted(long number, String thing) {
    return number + " " + thing + (number == 1 ? "" : "s");
  }

  static SandboxSettings settings(SandboxOptions options, Map<String, String> environment) {
    return new SandboxSettings(
        options.getPort(),
        new NamedSecret("acceptWriteKey", "key").resolve(options.getAcceptWriteKey(), environment),
        options.getMaxBatchBytes(),
        options.getMaxEventBytes(),
        options.getMaxBatchEvents(),
        options.getMaxRequestsPerSecond(),
        options.getKeepEvents(),
        options.isLenient(),
        warehouse(options, environment));
  }

  private static @Nullable WarehouseSettings warehouse(
      SandboxOptions options, Map<String, String> environment) {
    String url = options.getWarehouse();
    String lose = options.getLose();
    if (url == null) {
      if (options.getLoseEvery() != 0 || lose != null) {
        throw new IllegalArgumentException(
            "--loseEvery and --lose need a warehouse; name one with --warehouse");
      }
      return null;
    }
    return new WarehouseSettings(
        url,
        options.getWarehouseUser(),
        new NamedSecret("warehousePassword", "password")
            .resolve(options.getWarehousePassword(), environment),
        options.getWarehouseSchema(),
        options.getLoseEvery(),
        lose == null ? List.of() : List.of(lose.split(",", -1)));
  }

  /** Whatever it quotes: line ends, and what a terminal takes for a command, are left out. */
  private static String oneLine(String message) {
    return message.replaceAll("\\p{Cntrl}+", " ");
  }

  private static @Nullable Path portFile(@Nullable String path) {
    if (path != null && path.isBlank()) {
      throw new IllegalArgumentException("--portFile is empty; name a file");
    }
    try {
      return path == null ? null : Path.of(path).toAbsolutePath();
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("--portFile is not a valid path", e);
    }
  }

  /** By way of a second file: a script that waits for this one must never read half of it. */
  private static void writePort(@Nullable Path file, int port) throws IOException {
    if (file == null) {
      return;
    }
    Path written = file.resolveSibling(file.getFileName() + ".tmp");
    try {
      Files.writeString(written, port + "\n");
      Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(written);
    }
  }

  private static void deletePort(@Nullable Path file) {
    try {
      if (file != null) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      // The sandbox has stopped all the same; a stale file is found out by whoever connects.
    }
  }
}
