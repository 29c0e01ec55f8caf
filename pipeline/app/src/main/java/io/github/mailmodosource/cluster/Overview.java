package io.github.mailmodosource.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a cluster says of itself.
 *
 * @param version of Flink
 * @param runningJobs how many jobs have begun, those that wait for slots among them
 * @param onThisMachine whether its task managers, and there are some, are all on this machine, so
 *     that they reach the files of this machine
 */
record Overview(
    String version,
    int taskManagers,
    int slots,
    int freeSlots,
    int runningJobs,
    boolean onThisMachine) {

  private static final int MOST_TRIES = 30;

  /** As in {@code pekko.tcp://flink@10.1.2.3:6122/user/rpc/taskmanager_0}. */
  private static final Pattern HOST = Pattern.compile("@\\[?([^]@/]+?)]?(?::\\d+)?/");

  private static final Pattern MINOR = Pattern.compile("(\\d+\\.\\d+)\\..*");

  /**
   * Asks a cluster, which may have begun just now.
   *
   * @throws IOException if it does not answer as Flink does
   */
  static Overview awaited(RestApi rest) throws IOException {
    for (int tries = 1; ; tries++) {
      try {
        return of(rest);
      } catch (RestApi.NotYetException e) {
        if (tries == MOST_TRIES) {
          throw e;
        }
      }
      try {
        TimeUnit.SECONDS.sleep(1);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted");
      }
    }
  }

  /**
   * Asks a cluster.
   *
   * @throws IOException if it does not answer as Flink does
   */
  static Overview of(RestApi rest) throws IOException {
    JsonNode overview = rest.get("/overview");
    String version = overview.path("flink-version").asText();
    if (version.isEmpty()) {
      throw new IOException("its answer is not Flink's");
    }
    JsonNode taskManagers = rest.get("/taskmanagers").path("taskmanagers");
    boolean here = !taskManagers.isEmpty();
    for (JsonNode taskManager : taskManagers) {
      here &= isThisMachine(taskManager.path("path").asText());
    }
    return new Overview(
        version,
        overview.path("taskmanagers").asInt(),
        overview.path("slots-total").asInt(),
        overview.path("slots-available").asInt(),
        overview.path("jobs-running").asInt(),
        here);
  }

  /** Its version without the patch, such as {@code 1.20}. */
  static String minor(String version) {
    Matcher minor = MINOR.matcher(version);
    return minor.matches() ? minor.group(1) : version;
  }

  /** {@code Flink 1.20.5, 2 task managers, 2 slots, 1 free}. */
  String words() {
    return String.format(
        Locale.ROOT,
        "Flink %s, %d task manager%s, %d slot%s, %d free",
        version,
        taskManagers,
        taskManagers == 1 ? "" : "s",
        slots,
        slots == 1 ? "" : "s",
        freeSlots);
  }

  private static boolean isThisMachine(String path) throws IOException {
    Matcher host = HOST.matcher(path);
    if (!host.find()) {
      return false;
    }
    try {
      InetAddress address = InetAddress.getByName(host.group(1));
      return address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null;
    } catch (UnknownHostException e) {
      // A name that holds within the cluster only.
      return false;
    }
  }
}
