package io.github.mailmodosource.runner;

import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;

/**
 * Where Flink listens within this process. By itself it opens its REST interface and its blob
 * server on every address of the machine, and asks nobody for a password: whoever reaches them may
 * have code run beside the write key.
 */
final class FlinkPorts {
  /** The same on a machine that speaks IPv6 alone: its loopback interface has this one too. */
  static final String LOOPBACK = "127.0.0.1";

  private static final List<ConfigOption<String>> ADDRESSES =
      List.of(
          RestOptions.BIND_ADDRESS,
          RestOptions.ADDRESS,
          JobManagerOptions.BIND_HOST,
          JobManagerOptions.ADDRESS,
          TaskManagerOptions.BIND_HOST,
          TaskManagerOptions.HOST);

  private static final List<ConfigOption<?>> ASKING_FOR_REST =
      List.of(
          RestOptions.BIND_ADDRESS, RestOptions.ADDRESS, RestOptions.BIND_PORT, RestOptions.PORT);

  private FlinkPorts() {}

  /**
   * Everything on loopback, and the REST interface closed, which no run needs, unless the user's
   * configuration says where it is to be.
   */
  static Configuration onLoopback(Configuration users) {
    Configuration ports = new Configuration();
    ADDRESSES.forEach(address -> ports.set(address, LOOPBACK));
    ports.set(ClosedRest.CLOSED, ASKING_FOR_REST.stream().noneMatch(users::contains));
    return ports;
  }
}
