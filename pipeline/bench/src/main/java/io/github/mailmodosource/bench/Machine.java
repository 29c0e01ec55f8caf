package io.github.mailmodosource.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where figures come from.
 *
 * @param commit with {@code , changed} behind it if files differ from it
 * @param java the version of this JVM, which the jobs have too
 */
record Machine(String commit, int cores, String java) {
  private static final double KILOBYTES_OF_GIBIBYTE = 1 << 20;

  static Machine here() throws IOException, InterruptedException {
    String commit = said("git", "rev-parse", "--short", "HEAD");
    if (!said("git", "status", "--porcelain").isEmpty()) {
      commit += ", changed";
    }
    return new Machine(
        commit.isEmpty() ? "unknown" : commit,
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("java.runtime.version", "unknown"));
  }

  /** Lines that say all of it. */
  String describe(String javaOpts, Instant now) {
    String processor = found("/proc/cpuinfo", "(?m)^model name\\s*: (.*)$", "processor unknown");
    String kilobytes = found("/proc/meminfo", "(?m)^MemTotal:\\s*(\\d+)", "");
    String memory =
        kilobytes.isEmpty()
            ? "memory unknown"
            : String.format(
                Locale.ROOT, "%.1f GiB", Long.parseLong(kilobytes) / KILOBYTES_OF_GIBIBYTE);
    String system = System.getProperty("os.name") + " " + System.getProperty("os.version");
    String minute = now.truncatedTo(ChronoUnit.MINUTES).toString().substring(0, 16) + "Z";
    return "date      "
        + minute
        + ", commit "
        + commit
        + "\n"
        + "machine   "
        + cores
        + " cores, "
        + processor
        + ", "
        + memory
        + ", "
        + system
        + "\n"
        // A machine that others use gives figures that mean little.
        + "load      "
        + load()
        + " (1, 5, 15 minutes)\n"
        + "java      "
        + java
        + (javaOpts.isEmpty() ? "" : ", JAVA_OPTS=" + javaOpts)
        + "\n"
        + "versions  Beam "
        + version("beam")
        + ", Flink "
        + version("flink")
        + "\n";
  }

  /** A version that pom.xml has as a property. */
  static String version(String name) {
    String quoted = Pattern.quote(name);
    return found("pom.xml", "<" + quoted + "\\.version>(.*)</", "unknown");
  }

  private static String load() {
    return found("/proc/loadavg", "^(\\S+ \\S+ \\S+)", loadOfOneMinute()).replace(" ", ", ");
  }

  private static String loadOfOneMinute() {
    return String.format(
        Locale.ROOT, "%.2f", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }

  /** The first group of the first match in a file. */
  private static String found(String file, String pattern, String otherwise) {
    Path path = Path.of(file);
    try {
      Matcher matcher =
          Pattern.compile(pattern).matcher(Files.exists(path) ? Files.readString(path) : "");
      return matcher.find() ? matcher.group(1) : otherwise;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a command said; nothing if it failed or does not exist. */
  static String said(String... command) throws IOException, InterruptedException {
    Process process;
    try {
      process =
          new ProcessBuilder(List.of(command))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
    } catch (IOException e) {
      return "";
    }
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    return process.waitFor() == 0 ? said.strip() : "";
  }
}
