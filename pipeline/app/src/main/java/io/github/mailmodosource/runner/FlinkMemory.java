package io.github.mailmodosource.runner;

import io.github.mailmodosource.commandline.UsageException;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.NettyShuffleEnvironmentOptions;
import org.apache.flink.configuration.TaskManagerOptions;

/**
 * The memory that Flink within this process needs besides the heap, by the number of its workers
 * and by the pipeline. Its own defaults are for few cores: a stream from each worker to every other
 * one takes a buffer each, 64 times 64 for one grouping, and what sorts has a share of one sum.
 *
 * @param segmentBytes the size of a buffer and of a page that is sorted
 * @param networkBytes all buffers; taken at once, and from the memory that Java's heap option
 *     allows besides the heap
 * @param managedBytes all pages; taken as they fill. 0 leaves it to Beam, which takes 40 % of the
 *     heap's free part
 */
record FlinkMemory(int segmentBytes, long networkBytes, long managedBytes) {
  private static final long MIB = 1L << 20;

  /** What Flink takes for its buffers within a process; it may as well be used. */
  private static final long USUAL_NETWORK_BYTES = 64 * MIB;

  /** Of which a run without end has few in use. */
  private static final long STREAMING_NETWORK_BYTES = 16 * MIB;

  /** Flink's own. */
  private static final int LARGEST_SEGMENT = 32_768;

  /** A stream needs one buffer, however small; Flink takes none below this. */
  private static final int SMALLEST_SEGMENT = 4_096;

  /** What a worker gathers before it writes to disk, where streams go by way of it. */
  private static final int SORT_SHUFFLE_BUFFERS = 64;

  /** A block is up to 256 KiB, and one must fit in whole; some more make fewer runs to merge. */
  private static final long SORTER_BYTES = MIB;

  /** A grouping sorts before the rows move, and behind it. */
  private static final int SORTERS_OF_A_GROUP = 2;

  /** What Beam leaves to them on any machine, a full heap aside. */
  private static final double USUAL_MANAGED_SHARE = 0.3;

  /** Of the memory besides the heap, which is as large; what else is there is small. */
  private static final double MOST_NETWORK_SHARE = 0.75;

  /** Below this a worker's blocks and batches do not fit beside those of the others. */
  private static final long LEAST_HEAP_OF_A_WORKER = 8 * MIB;

  /** With this much, workers do not wait for the collector. */
  private static final long GOOD_HEAP_OF_A_WORKER = 64 * MIB;

  /** More make the start of a run longer than they make the rest of it shorter. */
  static final int MANY_WORKERS = 16;

  /**
   * How many workers there should be where the user does not say it: one for each core, as far as
   * the heap is good for so many.
   */
  static int defaultParallelism(int cores, long heapBytes) {
    long good = Math.max(1, heapBytes / GOOD_HEAP_OF_A_WORKER);
    return (int) Math.min(Math.min(cores, MANY_WORKERS), good);
  }

  /** Not if the user's configuration says anything of it: half of two plans is none. */
  static boolean mayBeSet(Configuration users) {
    return users.keySet().stream().noneMatch(key -> key.startsWith("taskmanager.memory."));
  }

  /**
   * What this pipeline needs.
   *
   * @throws UsageException if there are too many workers for the heap
   */
  static FlinkMemory of(int parallelism, PipelineSize pipeline, long heapBytes) {
    checkFits(parallelism, pipeline, heapBytes);
    long managed = parallelism * sorters(pipeline) * SORTER_BYTES;
    long managedBytes = managed > heapBytes * USUAL_MANAGED_SHARE ? managed : 0;
    long buffers = buffers(parallelism, pipeline);
    int segment = LARGEST_SEGMENT;
    while (segment > SMALLEST_SEGMENT && buffers * segment > USUAL_NETWORK_BYTES) {
      segment /= 2;
    }
    return new FlinkMemory(segment, Math.max(USUAL_NETWORK_BYTES, buffers * segment), managedBytes);
  }

  /**
   * What it needs without end, where nothing is sorted, and buffers are to be small: a checkpoint
   * waits for what is in them.
   *
   * @throws UsageException if there are too many workers for the heap
   */
  static FlinkMemory ofStreaming(int parallelism, PipelineSize pipeline, long heapBytes) {
    checkFits(parallelism, pipeline, heapBytes);
    long needed = buffers(parallelism, pipeline) * SMALLEST_SEGMENT;
    return new FlinkMemory(SMALLEST_SEGMENT, Math.max(STREAMING_NETWORK_BYTES, needed), 0);
  }

  private static void checkFits(int parallelism, PipelineSize pipeline, long heapBytes) {
    long most = mostWorkers(pipeline, heapBytes);
    if (parallelism > most) {
      throw new UsageException(
          "--parallelism="
              + parallelism
              + " does not fit into this heap of "
              + heapBytes / MIB
              + " MB; use --parallelism="
              + most
              + " or less, or allow more with JAVA_OPTS=-Xmx"
              + neededGigabytes(parallelism, pipeline)
              + "g");
    }
  }

  private static long mostWorkers(PipelineSize pipeline, long heapBytes) {
    long most = Math.max(1, heapBytes / LEAST_HEAP_OF_A_WORKER);
    while (most > 1
        && buffers(most, pipeline) * SMALLEST_SEGMENT > heapBytes * MOST_NETWORK_SHARE) {
      most--;
    }
    return most;
  }

  private static long neededGigabytes(long parallelism, PipelineSize pipeline) {
    long gigabytes = 1;
    while (mostWorkers(pipeline, gigabytes * 1024 * MIB) < parallelism) {
      gigabytes++;
    }
    return gigabytes;
  }

  /**
   * The least that Flink deploys the pipeline with: for each stream from all workers to all, each
   * of them has a buffer for every other one, one more, and one to read with; for each stream from
   * a worker to itself it has three.
   */
  private static long buffers(long parallelism, PipelineSize pipeline) {
    long fromAllToAll = (long) pipeline.groups() + pipeline.broadcasts();
    return parallelism * (fromAllToAll * (parallelism + 2) + 3L * pipeline.forwards());
  }

  private static long sorters(PipelineSize pipeline) {
    return (long) SORTERS_OF_A_GROUP * pipeline.groups() + pipeline.broadcasts();
  }

  void addTo(Configuration configuration) {
    configuration.set(TaskManagerOptions.MEMORY_SEGMENT_SIZE, new MemorySize(segmentBytes));
    configuration.set(TaskManagerOptions.NETWORK_MEMORY_MIN, new MemorySize(networkBytes));
    configuration.set(TaskManagerOptions.NETWORK_MEMORY_MAX, new MemorySize(networkBytes));
    // On disk, a stream needs as many as between two workers; Flink's 512 are for fewer.
    configuration.set(
        NettyShuffleEnvironmentOptions.NETWORK_SORT_SHUFFLE_MIN_BUFFERS, SORT_SHUFFLE_BUFFERS);
    if (managedBytes > 0) {
      configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, new MemorySize(managedBytes));
    }
  }
}
