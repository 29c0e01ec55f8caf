package io.github.mailmodosource.runner;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.github.mailmodosource.commandline.CommandLine;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.sdk.options.PipelineOptions;
import org.junit.jupiter.api.Test;

class RunnerDefaultsTest {
  private static final int CORES =
      FlinkMemory.defaultParallelism(
          Runtime.getRuntime().availableProcessors(), Runtime.getRuntime().maxMemory());

  private static final long LITTLE = 8L << 20;

  @Test
  void theDirectRunnersChecksAreOff() {
    DirectOptions options = options().as(DirectOptions.class);
    assertThat(options.isEnforceEncodability(), is(false));
    assertThat(options.isEnforceImmutability(), is(false));
  }

  @Test
  void theDirectRunnersChecksAreOnIfTheUserSaysSo() {
    DirectOptions options =
        options("--enforceEncodability=true", "--enforceImmutability=true").as(DirectOptions.class);
    assertThat(options.isEnforceEncodability(), is(true));
    assertThat(options.isEnforceImmutability(), is(true));
  }

  @Test
  void anEmbeddedFlinkUsesTheCoresThatItsMemoryIsGoodFor() {
    assertThat(flink("--flinkMaster=[local]").getParallelism(), is(CORES));
    assertThat(flink().getParallelism(), is(CORES));
    assertThat(flink("--parallelism=-1").getParallelism(), is(CORES));
  }

  @Test
  void veryManyWorkersInOneProcessExchangeByWayOfTheDisk() {
    assertThat(flink("--parallelism=16").getExecutionModeForBatch(), is("PIPELINED_FORCED"));
    assertThat(flink("--parallelism=17").getExecutionModeForBatch(), is("BATCH_FORCED"));
    assertThat(
        flink("--flinkMaster=jobmanager:8081", "--parallelism=64").getExecutionModeForBatch(),
        is("PIPELINED_FORCED"));
    assertThat(
        flink("--parallelism=64", "--executionModeForBatch=PIPELINED").getExecutionModeForBatch(),
        is("PIPELINED"));
  }

  @Test
  void aClusterDecidesItsParallelismItself() {
    assertThat(flink("--flinkMaster=jobmanager:8081").getParallelism(), is(-1));
    assertThat(flink("--flinkMaster=jobmanager:8081", "--parallelism=-1").getParallelism(), is(-1));
  }

  @Test
  void onFlinkBundlesAreLargeAndElementsAreHandedOn() {
    FlinkPipelineOptions options = flink();
    assertThat(options.getMaxBundleSize(), is(100_000L));
    assertThat(options.getFasterCopy(), is(true));
  }

  /** What they group is held in memory there. */
  @Test
  void onFlinksNewerEngineBundlesAreSmallAndShort() {
    FlinkPipelineOptions options = flink("--useDataStreamForBatch");
    assertThat(options.getMaxBundleSize(), is(1_000L));
    assertThat(options.getMaxBundleTimeMills(), is(500L));
    FlinkPipelineOptions given =
        flink("--useDataStreamForBatch", "--maxBundleSize=7", "--maxBundleTimeMills=8");
    assertThat(given.getMaxBundleSize(), is(7L));
    assertThat(given.getMaxBundleTimeMills(), is(8L));
  }

  @Test
  void onFlinkTheUsersOptionsStand() {
    FlinkPipelineOptions options =
        flink("--parallelism=3", "--maxBundleSize=7", "--fasterCopy=false");
    assertThat(options.getParallelism(), is(3));
    assertThat(options.getMaxBundleSize(), is(7L));
    assertThat(options.getFasterCopy(), is(false));
  }

  @Test
  void theDirectRunnerHasAWorkerForEachCore() {
    assertThat(
        options().as(DirectOptions.class).getTargetParallelism(),
        is(Runtime.getRuntime().availableProcessors()));
  }

  @Test
  void whatIsReadInOneStepHasOneWorker() {
    assertThat(directWorkers(LITTLE, LITTLE), is(1));
    assertThat(flinkWorkers(LITTLE, LITTLE), is(1));
  }

  @Test
  void muchOfOneInputHasAllWorkers() {
    int cores = Runtime.getRuntime().availableProcessors();
    assertThat(directWorkers(LITTLE, LITTLE + 1), is(cores));
    assertThat(directWorkers(LITTLE + 1, LITTLE), is(cores));
    assertThat(flinkWorkers(LITTLE + 1, LITTLE), is(CORES));
  }

  @Test
  void whereNobodyKnowsHowMuchThereIsAreAllWorkers() {
    assertThat(directWorkers(0, LITTLE), is(Runtime.getRuntime().availableProcessors()));
    assertThat(flinkWorkers(LITTLE, 0), is(CORES));
  }

  @Test
  void theUsersNumberOfWorkersStandsForLittleToo() {
    CommandLine direct = new CommandLine("send", "--targetParallelism=5");
    assertThat(sized(direct, LITTLE, LITTLE).as(DirectOptions.class).getTargetParallelism(), is(5));
    CommandLine flink = new CommandLine("send", "--runner=FlinkRunner", "--parallelism=4");
    assertThat(sized(flink, LITTLE, LITTLE).as(FlinkPipelineOptions.class).getParallelism(), is(4));
  }

  @Test
  void aClusterDecidesItForLittleToo() {
    CommandLine cluster =
        new CommandLine("send", "--runner=FlinkRunner", "--flinkMaster=jobmanager:8081");
    assertThat(
        sized(cluster, LITTLE, LITTLE).as(FlinkPipelineOptions.class).getParallelism(), is(-1));
  }

  private static int directWorkers(long... bytes) {
    return sized(new CommandLine("send"), bytes).as(DirectOptions.class).getTargetParallelism();
  }

  private static int flinkWorkers(long... bytes) {
    return sized(new CommandLine("send", "--runner=FlinkRunner"), bytes)
        .as(FlinkPipelineOptions.class)
        .getParallelism();
  }

  private static PipelineOptions sized(CommandLine commandLine, long... bytes) {
    PipelineOptions options = commandLine.parse(PipelineOptions.class);
    RunnerDefaults.apply(options, commandLine);
    RunnerDefaults.applyWorkers(options, commandLine, bytes);
    return options;
  }

  private static FlinkPipelineOptions flink(String... words) {
    String[] all = new String[words.length + 1];
    all[0] = "--runner=FlinkRunner";
    System.arraycopy(words, 0, all, 1, words.length);
    return options(all).as(FlinkPipelineOptions.class);
  }

  private static PipelineOptions options(String... words) {
    CommandLine commandLine = new CommandLine("send", words);
    PipelineOptions options = commandLine.parse(PipelineOptions.class);
    RunnerDefaults.apply(options, commandLine);
    return options;
  }
}
