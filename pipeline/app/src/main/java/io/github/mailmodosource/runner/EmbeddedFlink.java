package io.github.mailmodosource.runner;

import io.github.mailmodosource.commandline.UsageException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.runners.flink.FlinkRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.flink.configuration.Configuration;

/**
 * Flink within this process, for one run: it listens on loopback alone, its REST interface answers
 * nobody, and its memory is large enough for the pipeline on that many workers. All of it is said
 * in a folder of its own that Beam is given as {@code --flinkConfDir}; what the user's folder says
 * stands.
 */
public final class EmbeddedFlink {
  private static final String COLLECTIONS = "[collection]";

  private EmbeddedFlink() {}

  /**
   * Prepares what the pipeline needs, if it is to run on Flink within this process.
   *
   * @return what is to be done when the run has ended
   * @throws UsageException with one clear line if the user's folder cannot be read, if there is not
   *     enough memory for that many workers, or if the machine's own name leads nowhere
   */
  public static Runnable prepare(Pipeline pipeline) {
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
      FlinkMemory.of(
              flink.getParallelism(), PipelineSize.of(pipeline), Runtime.getRuntime().maxMemory())
          .addTo(ours);
    }
    ours.addAll(users);
    FlinkConf conf = FlinkConf.write(ours);
    flink.setFlinkConfDir(conf.folder());
    return () -> {
      flink.setFlinkConfDir(given);
      conf.delete();
    };
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
