package io.github.mailmodosource.runner;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.mailmodosource.commandline.UsageException;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlinkMemoryTest {
  private static final long MB = 1L << 20;

  /** About that of {@code send}. */
  private static final PipelineSize SEND = new PipelineSize(6, 1, 40);

  @ParameterizedTest
  @CsvSource({
    "1, 4096, 1",
    "2, 512, 2",
    "8, 4096, 8",
    "16, 512, 8",
    "32, 512, 8",
    "32, 4096, 16",
    "128, 32768, 16",
    "4, 16, 1"
  })
  void aWorkerForEachCoreThatTheHeapIsGoodFor(int cores, long heapMegabytes, int workers) {
    assertThat(FlinkMemory.defaultParallelism(cores, heapMegabytes * MB), is(workers));
  }

  /** Buffers: workers * (7 * (workers + 2) + 3 * 40). */
  @ParameterizedTest
  @CsvSource({
    // 2 * 148 = 296 buffers
    "2, 32768, 64",
    // 8 * 190 = 1,520: 47.5 MB
    "8, 32768, 64",
    // 16 * 246 = 3,936: 61.5 MB of 16 KB
    "16, 16384, 64",
    // 64 * 582 = 37,248: 145.5 MB of 4 KB
    "64, 4096, 145.5",
    // 128 * 1,030 = 131,840
    "128, 4096, 515",
  })
  void theMoreWorkersTheSmallerTheBuffersThenTheMoreMemory(
      int workers, int segmentBytes, double networkMegabytes) {
    FlinkMemory memory = FlinkMemory.of(workers, SEND, 8192 * MB);
    assertThat(memory.segmentBytes(), is(segmentBytes));
    assertThat(memory.networkBytes(), is((long) (networkMegabytes * MB)));
  }

  /** Sorters: 13 a worker, a megabyte each; 30 % of the heap is there anyway. */
  @ParameterizedTest
  @CsvSource({"2, 512, 0", "11, 512, 0", "12, 512, 156", "64, 1024, 832", "64, 8192, 0"})
  void whatSortsHasAMegabyteEachAtLeast(int workers, long heapMegabytes, long managedMegabytes) {
    assertThat(
        FlinkMemory.of(workers, SEND, heapMegabytes * MB).managedBytes(),
        is(managedMegabytes * MB));
  }

  /** A checkpoint waits for what is in them, so they are as small as can be. */
  @ParameterizedTest
  @CsvSource({"2, 16", "16, 16", "64, 145.5"})
  void withoutEndBuffersAreSmallAndNothingIsSorted(int workers, double networkMegabytes) {
    FlinkMemory memory = FlinkMemory.ofStreaming(workers, SEND, 8192 * MB);
    assertThat(memory.segmentBytes(), is(4096));
    assertThat(memory.networkBytes(), is((long) (networkMegabytes * MB)));
    assertThat(memory.managedBytes(), is(0L));
  }

  @Test
  void whatCannotWorkIsToldInOneLine() {
    assertThat(
        assertThrows(UsageException.class, () -> FlinkMemory.of(1_000, SEND, 512 * MB))
            .getMessage(),
        is(
            "--parallelism=1000 does not fit into this heap of 512 MB; use --parallelism=64 or"
                + " less, or allow more with JAVA_OPTS=-Xmx37g"));
    FlinkMemory.of(64, SEND, 512 * MB);
  }

  @Test
  void whatTheUsersConfigurationSaysOfMemoryIsAllThatIsSaid() {
    Configuration users = new Configuration();
    users.setString("rest.bind-address", "0.0.0.0");
    assertThat(FlinkMemory.mayBeSet(users), is(true));
    users.setString("taskmanager.memory.network.max", "1gb");
    assertThat(FlinkMemory.mayBeSet(users), is(false));
  }
}
