package io.github.mailmodosource.papers;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.mailmodosource.ChildJvm;
import io.github.mailmodosource.sandbox.Sandbox;
import io.github.mailmodosource.sandbox.SandboxSettings;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the {@code sh} blocks of the papers that are marked {@code run}, as they stand, by bash, in
 * a folder of their own that has {@code testdata/} and {@code scripts/mailmodo-source}. Two things
 * are put in place of others: the script starts the classes of this build in place of the jar,
 * which is made behind the tests; and the sandbox's port 8787 is one that is free. A block that
 * does not start a sandbox finds one running, as its paper says.
 */
class PaperCommandsTest {
  /** Why a block is not run here, by its mark. */
  private static final Map<String, String> NEEDS =
      Map.of(
          "needs=build", "Maven, and minutes; scripts/test is what runs this test",
          "needs=segment", "Segment itself",
          "needs=database", "a database that is somebody's own; SendFromDatabaseTest has one",
          "needs=driver", "a driver's jar and Parquet files",
          "needs=warehouse", "a warehouse; ReconcileJobTest has one",
          "needs=cluster", "a Flink cluster, or a Kubernetes",
          "needs=systemd", "root, and systemd; NightlyFilesTest looks at the units");

  private static final String DOCUMENTED_PORT = "127.0.0.1:8787";
  private static final long MOST_SECONDS = 120;

  @TempDir Path folder;

  @Test
  void everyBlockIsRunOrSaysWhyNot() throws IOException {
    for (Paper.Block block : shell()) {
      assertThat(
          block.toString(),
          block.mark().equals("run") || NEEDS.containsKey(block.mark()),
          is(true));
    }
  }

  @TestFactory
  Stream<DynamicTest> blocksThatAreMarkedDoWhatTheySay() throws IOException {
    List<Paper.Block> marked =
        shell().stream().filter(block -> block.mark().equals("run")).toList();
    assertThat(marked.size(), is(greaterThan(3)));
    return marked.stream().map(block -> dynamicTest(block.toString(), () -> run(block)));
  }

  private static List<Paper.Block> shell() throws IOException {
    List<Paper.Block> blocks = new ArrayList<>();
    for (Paper paper : Paper.all()) {
      paper.blocks().stream().filter(b -> b.language().equals("sh")).forEach(blocks::add);
    }
    return blocks;
  }

  private void run(Paper.Block block) throws Exception {
    Path work = Files.createDirectory(folder.resolve("line-" + block.line()));
    copyTestdata(Files.createDirectory(work.resolve("testdata")));
    writeScript(work.resolve("scripts/mailmodo-source"));
    if (block.text().contains("mailmodo-source sandbox &")) {
      assumeTrue(isOnPath("curl"), "this machine has no curl");
      int port = freePort();
      String output =
          bash(
              work,
              block
                  .text()
                  .replace(DOCUMENTED_PORT, "127.0.0.1:" + port)
                  .replace("sandbox &", "sandbox --port=" + port + " &"));
      assertThat(output, containsString("\"events\":41"));
    } else {
      try (Sandbox sandbox = Sandbox.start(SandboxSettings.onAnyPort())) {
        bash(work, block.text().replace("http://" + DOCUMENTED_PORT, sandbox.endpoint()));
        if (block.text().contains("--endpoint=")) {
          assertThat(sandbox.events().size(), is(greaterThan(0)));
        }
      }
    }
  }

  private static void copyTestdata(Path to) throws IOException {
    try (Stream<Path> files = Files.list(Path.of("testdata"))) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }

  private static String bash(Path work, String script) throws Exception {
    assertThat("the sandbox's port is replaced", script, not(containsString(DOCUMENTED_PORT)));
    Path output = work.resolve("output");
    Process bash =
        new ProcessBuilder("bash", "-euo", "pipefail", "-c", script)
            .directory(work.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      boolean ended = bash.waitFor(MOST_SECONDS, TimeUnit.SECONDS);
      String said = Files.readString(output);
      assertThat(said, ended, is(true));
      assertThat(said, bash.exitValue(), is(0));
      return said;
    } finally {
      bash.descendants().forEach(ProcessHandle::destroyForcibly);
      bash.destroyForcibly();
    }
  }

  /** The classes of this build, in a JVM that starts soon rather than runs fast. */
  private static void writeScript(Path script) throws IOException {
    List<String> java = ChildJvm.words(List.of());
    Files.createDirectories(script.getParent());
    Files.writeString(
        script, "#!/usr/bin/env bash\nexec '" + String.join("' '", java) + "' \"$@\"\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
  }

  private static boolean isOnPath(String program) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
        .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
