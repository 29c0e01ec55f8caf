package io.github.mailmodosource.lean;

import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the tests of runs on a cluster have in common. */
final class ClusterRuns {
  private static final Pattern JOB = Pattern.compile(": job ([0-9a-f]{32}),");

  private ClusterRuns() {}

  /** The command, the cluster, and everything else. */
  static List<String> on(FlinkProcesses cluster, String command, List<String> options)
      throws Exception {
    List<String> words =
        new ArrayList<>(
            List.of(command, "--runner=FlinkRunner", "--flinkMaster=" + cluster.rest()));
    words.addAll(options);
    return words;
  }

  /** Some lists as one. */
  @SafeVarargs
  static List<String> words(List<String>... parts) {
    List<String> all = new ArrayList<>();
    for (List<String> part : parts) {
      all.addAll(part);
    }
    return all;
  }

  /** Flink's name for the job, as the run has told it. */
  static String job(String said) {
    Matcher job = JOB.matcher(said);
    if (!job.find()) {
      throw new AssertionError("no job is named in:\n" + said);
    }
    return job.group(1);
  }

  static String state(FlinkProcesses cluster, String job) throws Exception {
    return cluster.get("/jobs/" + job).path("state").asText();
  }

  /** Waits until a job has ended, and returns Flink's word for how. */
  static String end(FlinkProcesses cluster, String job) throws Exception {
    while (true) {
      String state = state(cluster, job);
      if (List.of("FINISHED", "FAILED", "CANCELED").contains(state)) {
        return state;
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  /** The funnel of a report. */
  static Map<String, Integer> funnel(JsonNode report) {
    Map<String, Integer> funnel = new TreeMap<>();
    for (Map.Entry<String, JsonNode> row : report.path("funnel").properties()) {
      funnel.put(row.getKey(), row.getValue().asInt());
    }
    return funnel;
  }

  /** A text that shows nothing of how the program is made. */
  static org.hamcrest.Matcher<String> withoutAStackTrace() {
    return allOf(not(containsString("\tat ")), not(containsString("Exception")));
  }
}
