package io.github.mailmodosource.runner;

import io.github.mailmodosource.commandline.UsageException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.runners.flink.FlinkRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.fs.FileSystem;
import org.jspecify.annotations.Nullable;

/**
 * Flink within this process, for one run: it listens on loopback alone, its REST interface answers
 * nobody, and its memory is large enough for the pipeline on that many workers. All of it is said
 * in a folder of its own that Beam is given as {@code --flinkConfDir}; what the user's folder says
 * stands.
 */
public final class EmbeddedFlink {
  static final String COLLECTIONS = "[collection]";

  private EmbeddedFlink() {}

  /**
   * Prepares what the pipeline needs, if it is to run on Flink within this process.
   *
   * @return what is to be done when the run has ended
   * @throws UsageException with one clear line if the user's folder cannot be read, if there is not
   *     enough memory for that many workers, or if the machine's own name leads nowhere
   */
  public static Runnable prepare(Pipeline pipeline) {
    return prepare(pipeline, null);
  }

  /**
   * The same, for a run without end.
   *
   * @param streaming what Flink is told of it; null for a bounded run
   */
  public static Runnable prepare(Pipeline pipeline, @Nullable FlinkStreaming streaming) {
    PipelineOptions options = pipeline.getOptions();
    if (!isMeant(options)) {
      return () -> {};
    }
    checkThatThisMachineHasAName();
    FlinkPipelineOptions flink = options.as(FlinkPipelineOptions.class);
    String given = flink.getFlinkConfDir();
    Configuration users = FlinkConf.read(given);
    Configuration ours = FlinkPorts.onLoopback(users);
    if (FlinkMemory.mayBeSet(users)) {
      memory(flink, pipeline, streaming != null).addTo(ours);
    }
    if (streaming == null) {
      FlinkParallelism.asAskedFor(ours);
      ours.addAll(users);
    } else {
      String backend = flink.getStateBackend();
      streaming.applyTo(flink);
      ours.addAll(streaming.defaults());
      ours.addAll(users);
      ours.addAll(streaming.fixed(users, backend, flink.getAllowNonRestoredState()));
      RunningJob.expect();
    }
    FlinkConf conf = FlinkConf.write(ours);
    flink.setFlinkConfDir(conf.folder());
    return () -> {
      flink.setFlinkConfDir(given);
      conf.delete();
    };
  }

  /** Makes Flink's file systems known, with what the user's folder says of them. */
  public static void findFileSystems(PipelineOptions options) {
    Configuration users = FlinkConf.read(options.as(FlinkPipelineOptions.class).getFlinkConfDir());
    // Without plugins: what is not on the class path would have a folder of its own.
    FileSystem.initialize(users, null);
  }

  private static FlinkMemory memory(
      FlinkPipelineOptions flink, Pipeline pipeline, boolean streaming) {
    long heap = Runtime.getRuntime().maxMemory();
    return streaming
        ? FlinkMemory.ofStreaming(flink.getParallelism(), PipelineSize.ofStreaming(pipeline), heap)
        : FlinkMemory.of(flink.getParallelism(), PipelineSize.of(pipeline), heap);
  }

  /** Whether these options ask for Flink, and for no cluster. */
  static boolean isMeant(PipelineOptions options) {
    return options.getRunner() == FlinkRunner.class
        && !options.as(FlinkPipelineOptions.class).getFlinkMaster().equals(COLLECTIONS)
        && !Workers.mayBeInSeveralProcesses(options);
  }

  /** Flink asks for it, whatever it listens on, and does not end without an answer. */
  private static void checkThatThisMachineHasAName() {
    try {
      InetAddress unused = InetAddress.getLocalHost();
    } catch (UnknownHostException e) {
      throw new UsageException(
          "Flink needs an address for this machine's own name, and there is none ("
              + e.getMessage()
              + "); add the name to /etc/hosts behind 127.0.0.1, or use --runner=DirectRunner",
          e);
    }
  }
}
