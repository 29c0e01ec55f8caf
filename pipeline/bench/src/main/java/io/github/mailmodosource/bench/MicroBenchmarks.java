package io.github.mailmodosource.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** {@code scripts/bench --jmh}: JMH with short settings, on rows that are made for it. */
final class MicroBenchmarks {
  private static final DataSize SIZE = new DataSize(20_000, 200_000);

  private MicroBenchmarks() {}

  /** Returns JMH's exit code. */
  static int run(BenchOptions options, BenchFolders folders, Children children)
      throws IOException, InterruptedException {
    Path data = folders.data().resolve("jmh");
    InputData.generate(SIZE, data);
    System.out.println(Machine.here().describe(options.javaOpts(), Instant.now()));
    return children.run(
        List.of(
            JobCommands.javaProgram(),
            // JMH hands this on to the JVMs that it starts.
            "-Dbench.data=" + data,
            "-cp",
            System.getProperty("java.class.path", ""),
            "org.openjdk.jmh.Main",
            "-f",
            "1",
            "-wi",
            "3",
            "-w",
            "1",
            "-i",
            "5",
            "-r",
            "1",
            "-foe",
            "true",
            "-rf",
            "json",
            "-rff",
            folders.work().resolve("jmh.json").toString()));
  }
}
