package io.github.mailmodosource.runner;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.mailmodosource.commandline.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.runners.flink.FlinkRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.flink.configuration.GlobalConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlinkStreamingTest {
  private static final String LISTENER = "io.github.mailmodosource.runner.RunningJob";

  /** Each was measured: see the Javadoc of the settings. */
  private static final Map<String, String> SAID =
      Map.ofEntries(
          Map.entry("execution.checkpointing.dir", "file:/data/state"),
          Map.entry("execution.state-recovery.path", "file:/data/state/savepoints/s-1"),
          Map.entry("execution.state-recovery.claim-mode", "CLAIM"),
          Map.entry("execution.job-listeners", "[" + LISTENER + "]"),
          Map.entry("state.backend.type", "hashmap"),
          Map.entry("restart-strategy.type", "failure-rate"),
          Map.entry("restart-strategy.failure-rate.max-failures-per-interval", "2"),
          Map.entry("restart-strategy.failure-rate.failure-rate-interval", "10 min"),
          Map.entry("restart-strategy.failure-rate.delay", "1 s"),
          Map.entry("taskmanager.memory.segment-size", "4 kb"),
          Map.entry("taskmanager.memory.network.max", "16 mb"),
          Map.entry("taskmanager.network.memory.buffers-per-channel", "1"),
          Map.entry("taskmanager.network.memory.floating-buffers-per-gate", "1"),
          Map.entry("taskmanager.network.memory.max-overdraft-buffers-per-gate", "0"),
          Map.entry("rest.bind-address", "127.0.0.1"));

  private static final Duration SECONDS = Duration.ofSeconds(10);

  @TempDir Path folder;
  private final FlinkPipelineOptions options = options();

  @Test
  void flinkIsToldWhatARunWithoutEndNeeds() {
    Map<String, String> said = said();
    SAID.forEach((key, value) -> assertThat(key, said.get(key), is(value)));
  }

  @Test
  void beamIsToldTheRest() {
    said();
    assertThat(options.isStreaming(), is(true));
    assertThat(options.getCheckpointingInterval(), is(10_000L));
    assertThat(options.getMinPauseBetweenCheckpoints(), is(5_000L));
    assertThat(options.getCheckpointTimeoutMillis(), is(3_600_000L));
    assertThat(options.getCheckpointingMode(), is("EXACTLY_ONCE"));
    assertThat(options.getFailOnCheckpointingErrors(), is(false));
    assertThat(options.isExternalizedCheckpointsEnabled(), is(true));
    assertThat(options.getRetainExternalizedCheckpointsOnCancellation(), is(true));
    assertThat(options.getFinishBundleBeforeCheckpointing(), is(true));
    // A bundle may take half of it longer.
    assertThat(options.getMaxBundleTimeMills(), is(8_000L));
    assertThat(options.getStateBackend(), is(nullValue()));
  }

  @Test
  void aNewStateIsGoneOnFromNowhere() {
    Map<String, String> said = said(new FlinkStreaming("file:/data/state", null, SECONDS, SECONDS));
    assertThat(said.get("execution.state-recovery.path"), is(nullValue()));
  }

  /** The state's folder is not Flink's to choose: the next run looks for it there. */
  @Test
  void theUsersFolderStandsButForTheState() throws IOException {
    Files.writeString(
        folder.resolve("config.yaml"),
        """
        state.checkpoints.dir: file:/elsewhere
        state.backend.type: rocksdb
        restart-strategy.type: none
        execution.job-listeners: org.example.Listener
        metrics.reporters: theirs
        """);
    options.setFlinkConfDir(folder.toString());
    Map<String, String> said = said();
    assertThat(said.get("execution.checkpointing.dir"), is("file:/data/state"));
    assertThat(said.get("state.backend.type"), is("rocksdb"));
    assertThat(said.get("restart-strategy.type"), is("none"));
    assertThat(said.get("execution.job-listeners"), containsString("org.example.Listener"));
    assertThat(said.get("execution.job-listeners"), containsString(LISTENER));
    assertThat(said.get("metrics.reporters"), is("theirs,mailmodo-source"));
  }

  @Test
  void stateIsOnTheHeapOrInRocksDb() {
    options.setStateBackend("disk");
    assertThat(refusal(), is("--stateBackend=disk is not a state backend; use heap or rocksdb"));

    // It is not on the class path of the tests either.
    options.setStateBackend("rocksdb");
    assertThat(
        refusal(),
        allOf(
            startsWith(
                "--stateBackend=rocksdb needs org.apache.flink:flink-statebackend-rocksdb:1.20"),
            containsString("MAILMODO_SOURCE_CLASSPATH")));

    options.setStateBackend("heap");
    FlinkStreaming.check(options);
    assertThat(said().get("state.backend.type"), is("hashmap"));
  }

  @Test
  void collectionsHaveNoEnd() {
    options.setFlinkMaster("[collection]");
    assertThat(refusal(), containsString("--flinkMaster=[collection] does not work"));
  }

  @Test
  void beamsOwnIntervalIsRefusedBecauseItWouldNotCount() {
    options.setCheckpointingInterval(1_000L);
    assertThat(refusal(), containsString("use --checkpointInterval"));
  }

  @Test
  void whatIsOfStepsThatAreGoneIsLeftOutIfTheUserSaysSo() {
    String ignored = "execution.state-recovery.ignore-unclaimed-state";
    assertThat(said().get(ignored), is(nullValue()));
    options.setAllowNonRestoredState(true);
    assertThat(said().get(ignored), is("true"));
  }

  private String refusal() {
    return String.valueOf(
        assertThrows(UsageException.class, () -> FlinkStreaming.check(options)).getMessage());
  }

  private Map<String, String> said() {
    return said(
        new FlinkStreaming(
            "file:/data/state",
            "file:/data/state/savepoints/s-1",
            Duration.ofSeconds(12),
            SECONDS));
  }

  private Map<String, String> said(FlinkStreaming streaming) {
    Runnable cleanUp = EmbeddedFlink.prepare(Pipeline.create(options), streaming);
    try {
      return GlobalConfiguration.loadConfiguration(options.getFlinkConfDir()).toMap();
    } finally {
      cleanUp.run();
    }
  }

  private static FlinkPipelineOptions options() {
    FlinkPipelineOptions options = PipelineOptionsFactory.as(FlinkPipelineOptions.class);
    options.setRunner(FlinkRunner.class);
    options.setFlinkMaster("[local]");
    options.setParallelism(2);
    return options;
  }
}
