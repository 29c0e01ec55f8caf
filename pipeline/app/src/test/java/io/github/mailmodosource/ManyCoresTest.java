package io.github.mailmodosource;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import io.github.mailmodosource.sandbox.Sandbox;
import io.github.mailmodosource.sandbox.SandboxSettings;
import io.github.mailmodosource.sandbox.WarehouseSettings;
import io.github.mailmodosource.servers.TestDatabases;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Embedded Flink where Java sees many cores; {@code scripts/faults} tries all commands so. */
class ManyCoresTest {
  private static final long MOST_SECONDS = 180;
  private static final String HEAP = "-Xmx1g";

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"1, ''", "32, ''", "128, ''", "2, --parallelism=64"})
  void sendNeedsNoOtherOption(int cores, String option) throws Exception {
    try (Sandbox segment = Sandbox.start(SandboxSettings.onAnyPort())) {
      List<String> options = new ArrayList<>(option.isEmpty() ? List.of() : List.of(option));
      options.add("--endpoint=" + segment.endpoint());
      run(cores, 0, "send", options);
      assertThat(segment.events(), hasSize(41));
    }
  }

  @Test
  void reconcileNeedsNoneEither() throws Exception {
    String schema = TestDatabases.newSchemaName();
    WarehouseSettings warehouse =
        WarehouseSettings.of(TestDatabases.POSTGRESQL.url(), TestDatabases.ADMIN, null, schema);
    try (Sandbox segment = Sandbox.start(SandboxSettings.onAnyPort().withWarehouse(warehouse))) {
      run(2, 0, "send", List.of("--endpoint=" + segment.endpoint()));
    }
    run(
        32,
        0,
        "reconcile",
        List.of(
            "--warehouse=" + TestDatabases.POSTGRESQL.url(),
            "--warehouseUser=" + TestDatabases.ADMIN,
            "--warehouseSchema=" + schema,
            "--settle=0s"));
    assertThat(ChildJvm.log(folder), containsString("reconcile: 41 events expected"));
  }

  @Test
  void whatDoesNotFitIsOneLine() throws Exception {
    run(2, 2, "send", List.of("--parallelism=5000", "--endpoint=http://127.0.0.1:9"));
    List<String> said = ChildJvm.log(folder).lines().toList();
    assertThat(said, hasSize(1));
    assertThat(
        said.get(0),
        startsWith("mailmodo-source: --parallelism=5000 does not fit into this heap of "));
    assertThat(said.get(0), containsString("; use --parallelism="));
  }

  private void run(int cores, int exitCode, String command, List<String> more) throws Exception {
    List<String> words = new ArrayList<>(List.of(command, "--runner=FlinkRunner"));
    words.add("--activity=testdata/activity.jsonl");
    words.add("--contacts=testdata/contacts.jsonl");
    words.add("--report=" + folder.resolve("report-" + command));
    words.addAll(more);
    Process process =
        ChildJvm.start(folder, List.of(HEAP, "-XX:ActiveProcessorCount=" + cores), words);
    try {
      assertThat(process.waitFor(MOST_SECONDS, TimeUnit.SECONDS), is(true));
      assertThat(ChildJvm.log(folder), process.exitValue(), is(exitCode));
    } finally {
      process.destroyForcibly();
    }
  }
}
