package io.github.mailmodosource.runner;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.flink.client.program.StreamContextEnvironment;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.DefaultExecutorServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which runners keep a job within this process. */
class WorkersTest {

  @ParameterizedTest
  @CsvSource({
    "DirectRunner, [auto], false",
    "FlinkRunner, [local], false",
    "FlinkRunner, [collection], false",
    "FlinkRunner, [auto], false",
    "FlinkRunner, jobmanager:8081, true",
  })
  void onlyAClusterHasSeveralProcesses(String runner, String master, boolean several) {
    assertEquals(several, Workers.mayBeInSeveralProcesses(options(runner, master)));
  }

  @Test
  void withinFlinkRunAutoIsTheCluster() {
    // What flink run does around a program's main.
    StreamContextEnvironment.setAsContext(
        new DefaultExecutorServiceLoader(),
        new Configuration(),
        WorkersTest.class.getClassLoader(),
        false,
        false);
    try {
      assertEquals(true, Workers.mayBeInSeveralProcesses(options("FlinkRunner", "[auto]")));
    } finally {
      StreamContextEnvironment.unsetAsContext();
    }
  }

  private static PipelineOptions options(String runner, String master) {
    return PipelineOptionsFactory.fromArgs("--runner=" + runner, "--flinkMaster=" + master)
        .create();
  }
}
