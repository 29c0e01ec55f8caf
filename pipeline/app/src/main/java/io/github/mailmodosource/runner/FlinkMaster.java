package io.github.mailmodosource.runner;

import io.github.mailmodosource.commandline.UsageException;
import io.github.mailmodosource.failure.JobStoppedException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.runners.flink.FlinkRunner;
import org.apache.beam.sdk.options.PipelineOptions;

/** Looks at {@code --flinkMaster} first: Flink's client itself tries a wrong one for minutes. */
public final class FlinkMaster {
  private static final List<String> NAMES = List.of("[auto]", "[local]", "[collection]");

  /** As Beam reads it: with or without a scheme, and with Flink's usual port if there is none. */
  private static final Pattern ADDRESS =
      Pattern.compile("(?:https?://)?([^\\s:/\\[\\]]+|\\[[0-9a-fA-F:.]+])(?::(\\d{1,5}))?");

  private static final String USUAL_PORT = "8081";
  private static final int LARGEST_PORT = 65_535;
  private static final int CONNECT_MILLIS = 10_000;

  private FlinkMaster() {}

  /**
   * Checks that the cluster can be reached, if the job is to run on one.
   *
   * @throws UsageException with one clear line if it is not an address
   * @throws JobStoppedException with one clear line if nothing listens there
   */
  public static void check(PipelineOptions options) {
    if (options.getRunner() != FlinkRunner.class) {
      return;
    }
    FlinkPipelineOptions flink = options.as(FlinkPipelineOptions.class);
    String master = flink.getFlinkMaster();
    if (NAMES.contains(master)) {
      if (master.equals("[collection]") && flink.getUseDataStreamForBatch()) {
        throw new UsageException(
            "--flinkMaster=[collection] does not work with --useDataStreamForBatch; use [local]");
      }
      return;
    }
    Matcher address = ADDRESS.matcher(master);
    if (address.matches()) {
      int port = Integer.parseInt(address.group(2) == null ? USUAL_PORT : address.group(2));
      if (port <= LARGEST_PORT) {
        connect(master, address.group(1), port);
        return;
      }
    }
    throw new UsageException(
        "--flinkMaster="
            + master
            + " is not a valid address; use host:port of the cluster's REST interface, or [local]");
  }

  /**
   * The address of the cluster's REST interface, for a value that {@link #check} has seen.
   *
   * @param master such as {@code host:port}
   */
  public static String restAddress(String master) {
    Matcher address = ADDRESS.matcher(master);
    if (!address.matches()) {
      throw new IllegalArgumentException(master + " is not an address");
    }
    return (master.startsWith("https:") ? "https://" : "http://")
        + address.group(1)
        + ":"
        + (address.group(2) == null ? USUAL_PORT : address.group(2));
  }

  private static void connect(String master, String host, int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
    } catch (IOException e) {
      String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      throw JobStoppedException.of(
          "the Flink cluster at "
              + master
              + " cannot be reached ("
              + reason
              + "); is it running, and is this its REST address (--flinkMaster)?",
          e);
    }
  }
}
