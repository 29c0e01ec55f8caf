package io.github.mailmodosource.runner;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.apache.flink.client.cli.CliFrontend;
import org.apache.flink.client.cli.DefaultCLI;
import org.apache.flink.client.program.PackagedProgram;
import org.apache.flink.configuration.Configuration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** By what of Flink's own calls a program, as a job manager and {@code flink run} do. */
class FlinkContextTest {
  private static @Nullable FlinkContext seen;

  @TempDir Path folder;

  /** A program that Flink may call. */
  public static final class Program {
    private Program() {}

    public static void main(String[] args) {
      seen = FlinkContext.ofThisThread();
    }
  }

  @BeforeEach
  void forget() {
    seen = null;
  }

  @Test
  void aProcessOfOurOwnHasNone() {
    Program.main(new String[0]);
    assertThat(seen, is(FlinkContext.NONE));
  }

  @Test
  void whatCallsAProgramByItselfIsAJobManager() throws Exception {
    try (PackagedProgram program =
        PackagedProgram.newBuilder().setEntryPointClassName(Program.class.getName()).build()) {
      program.invokeInteractiveModeForExecution();
    }
    assertThat(seen, is(FlinkContext.JOB_MANAGER));
  }

  @Test
  void flinkRunIsTheCommandLine() throws Exception {
    Path jar = folder.resolve("empty.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new JarEntry("empty"));
    }
    int exitCode =
        new CliFrontend(new Configuration(), List.of(new DefaultCLI()))
            .parseAndRun(
                new String[] {
                  "run", "-m", "127.0.0.1:9", "-c", Program.class.getName(), jar.toString()
                });
    assertThat(exitCode, is(0));
    assertThat(seen, is(FlinkContext.COMMAND_LINE));
  }
}
