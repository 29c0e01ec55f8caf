package io.github.mailmodosource.runner;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.mailmodosource.commandline.UsageException;
import io.github.mailmodosource.failure.JobStoppedException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlinkMasterTest {
  private static PipelineOptions options(String... words) {
    return PipelineOptionsFactory.fromArgs(words).create();
  }

  private static void check(String master, String... more) {
    String[] words = new String[more.length + 2];
    System.arraycopy(more, 0, words, 2, more.length);
    words[0] = "--runner=FlinkRunner";
    words[1] = "--flinkMaster=" + master;
    FlinkMaster.check(options(words));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[auto]", "[local]", "[collection]"})
  void whatFlinkHasANameForNeedsNoCluster(String name) {
    assertDoesNotThrow(() -> check(name));
  }

  @Test
  void anotherRunnerNeedsNoCluster() {
    assertDoesNotThrow(
        () -> FlinkMaster.check(options("--runner=DirectRunner", "--flinkMaster=127.0.0.1:1")));
  }

  @Test
  void aClusterThatListensMayHaveTheJob() throws Exception {
    try (ServerSocket cluster = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertDoesNotThrow(() -> check("127.0.0.1:" + cluster.getLocalPort()));
      assertDoesNotThrow(() -> check("http://127.0.0.1:" + cluster.getLocalPort()));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1:1", "nobody.invalid:8081", "nobody.invalid"})
  void aClusterThatIsNotThereIsOneLine(String master) {
    JobStoppedException stopped = assertThrows(JobStoppedException.class, () -> check(master));
    assertThat(
        stopped.getMessage(), startsWith("the Flink cluster at " + master + " cannot be reached"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"[lokal]", "host:port", "a:b:1", "host:99999", "two words", "ftp://x:1", ":8081"})
  void whatIsNoAddressIsWrongUsage(String master) {
    UsageException wrong = assertThrows(UsageException.class, () -> check(master));
    assertThat(
        wrong.getMessage(), startsWith("--flinkMaster=" + master + " is not a valid address; "));
  }

  @Test
  void theNewerEngineHasNoCollections() {
    UsageException wrong =
        assertThrows(
            UsageException.class, () -> check("[collection]", "--useDataStreamForBatch=true"));
    assertThat(wrong.getMessage(), startsWith("--flinkMaster=[collection] does not work with "));
  }
}
