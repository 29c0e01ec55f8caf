package io.github.mailmodosource.runner;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.mailmodosource.commandline.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.runners.flink.FlinkRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.flink.configuration.GlobalConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedFlinkTest {
  private static final Map<String, String> LOOPBACK =
      Map.of(
          "rest.bind-address", "127.0.0.1",
          "rest.address", "127.0.0.1",
          "jobmanager.bind-host", "127.0.0.1",
          "jobmanager.rpc.address", "127.0.0.1",
          "taskmanager.bind-host", "127.0.0.1",
          "taskmanager.host", "127.0.0.1",
          "mailmodo-source.rest.closed", "true");

  @TempDir Path folder;

  @Test
  void allPortsAreOnLoopbackAndTheMemoryIsSaid() {
    Map<String, String> said = said(options("[local]", null));
    LOOPBACK.forEach((key, value) -> assertThat(key, said.get(key), is(value)));
    assertThat(said.get("taskmanager.memory.network.min"), is("64 mb"));
    assertThat(said.get("taskmanager.memory.network.max"), is("64 mb"));
    assertThat(said.get("taskmanager.memory.segment-size"), is("32 kb"));
  }

  /** As Flink reads them: the older file by lines, the newer one as YAML. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "flink-conf.yaml | 'jobmanager.bind-host: 10.0.0.7\nstate.backend.type: rocksdb\n'",
        "config.yaml     | 'jobmanager:\n  bind-host: 10.0.0.7\nstate.backend.type: rocksdb\n'",
      })
  void whatTheUsersFolderSaysStandsAndOursFillsTheRest(String file, String text)
      throws IOException {
    Files.writeString(folder.resolve(file), text);
    Map<String, String> said = said(options("[local]", folder.toString()));
    assertThat(said.get("jobmanager.bind-host"), is("10.0.0.7"));
    assertThat(said.get("state.backend.type"), is("rocksdb"));
    assertThat(said.get("taskmanager.bind-host"), is("127.0.0.1"));
    assertThat(said.get("rest.bind-address"), is("127.0.0.1"));
    assertThat(said.get("mailmodo-source.rest.closed"), is("true"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rest.bind-address: 127.0.0.1", "rest.port: 8081", "rest.bind-port: 0"})
  void whoAsksForTheRestInterfaceHasIt(String line) throws IOException {
    Files.writeString(folder.resolve("config.yaml"), line + "\n");
    Map<String, String> said = said(options("[local]", folder.toString()));
    assertThat(said.get("mailmodo-source.rest.closed"), is("false"));
    assertThat(said.get("rest.bind-address"), is("127.0.0.1"));
  }

  /** Flink would take what it is sent for what there is to read, and that is names of files. */
  @Test
  void itDoesNotChooseHowManyWorkersAStepHasUnlessTheUserSaysSo() throws IOException {
    String key = "execution.batch.adaptive.auto-parallelism.enabled";
    assertThat(said(options("[local]", null)).get(key), is("false"));
    Files.writeString(folder.resolve("config.yaml"), key + ": true\n");
    assertThat(said(options("[local]", folder.toString())).get(key), is("true"));
  }

  @Test
  void theFolderIsTheOwnersAloneAndGoesWithTheRun() throws IOException {
    FlinkPipelineOptions options = options("[local]", null);
    Runnable cleanUp = EmbeddedFlink.prepare(Pipeline.create(options));
    Path made = Path.of(options.getFlinkConfDir());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)), is("rwx------"));
    cleanUp.run();
    assertThat(Files.exists(made), is(false));
    assertThat(options.getFlinkConfDir(), is(nullValue()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"jobmanager:8081", "[collection]"})
  void aClusterHasItsOwnConfiguration(String master) {
    FlinkPipelineOptions options = options(master, null);
    EmbeddedFlink.prepare(Pipeline.create(options)).run();
    assertThat(options.getFlinkConfDir(), is(nullValue()));
  }

  @Test
  void aFolderThatCannotBeReadIsToldInOneLine() {
    String missing = folder.resolve("missing").toString();
    assertThat(
        assertThrows(
                UsageException.class,
                () -> EmbeddedFlink.prepare(Pipeline.create(options("[local]", missing))))
            .getMessage(),
        startsWith(
            "--flinkConfDir=" + missing + " is not a usable configuration folder of Flink: "));
  }

  /** What Beam will read. */
  private static Map<String, String> said(FlinkPipelineOptions options) {
    Runnable cleanUp = EmbeddedFlink.prepare(Pipeline.create(options));
    try {
      return GlobalConfiguration.loadConfiguration(options.getFlinkConfDir()).toMap();
    } finally {
      cleanUp.run();
    }
  }

  private static FlinkPipelineOptions options(String master, @Nullable String confDir) {
    FlinkPipelineOptions options = PipelineOptionsFactory.as(FlinkPipelineOptions.class);
    options.setRunner(FlinkRunner.class);
    options.setFlinkMaster(master);
    options.setParallelism(2);
    if (confDir != null) {
      options.setFlinkConfDir(confDir);
    }
    return options;
  }
}
