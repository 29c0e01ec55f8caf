package io.github.mailmodosource.lean;

import static io.github.mailmodosource.lean.FlinkProcesses.JOB_MANAGER;
import static io.github.mailmodosource.lean.FlinkProcesses.TASK_MANAGER;
import static io.github.mailmodosource.lean.FlinkProcesses.ZOOKEEPER;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.mailmodosource.lean.FlinkProcesses.Said;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code scripts/flink-cluster}: "a local cluster of real processes". The tests share one, with
 * ZooKeeper, and leave it as they find it: one job manager and one task manager that run.
 */
class FlinkClusterScriptTest {
  /** How a script of anybody's finds the process of a task manager. */
  private static final String TASK_MANAGER_LINE = "task.?manager[^0-9]*[0-9]* .*pid[ =:]*[0-9]+$";

  @TempDir static Path clusters;
  private static FlinkProcesses cluster;
  private static Said started;

  @TempDir Path folder;

  @BeforeAll
  static void start() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/env")), "this machine has no bash");
    cluster = FlinkProcesses.in(clusters.resolve("a cluster")).with("SHOP_PASSWORD", "hush");
    started = cluster.start("--taskManagers=1", "--ha");
  }

  @AfterAll
  static void stop() {
    if (cluster != null) {
      cluster.close();
    }
  }

  @Test
  void aLineForEachProcessTellsItsRoleFirstAndItsNumberLast() throws Exception {
    Said status = cluster.status();
    assertThat(status.exitCode(), is(0));
    assertThat(
        status.lines().stream().filter(line -> line.contains(" up ")).toList(),
        contains(
            matchesPattern("zookeeper +up +127\\.0\\.0\\.1:\\d+ +pid \\d+"),
            matchesPattern("job manager.* +up +http://127\\.0\\.0\\.1:\\d+ +pid \\d+"),
            matchesPattern("task manager \\d+ +up +1 slot, 1 free +pid \\d+")));
    assertThat(
        status.lines().stream().filter(line -> line.matches(TASK_MANAGER_LINE)).toList(),
        hasSize(1));
  }

  @Test
  void itIsReadyWhenStartHasEnded() throws Exception {
    assertThat(started.text(), containsString("dashboard        http://127.0.0.1:"));
    assertThat(cluster.get("/overview").path("taskmanagers").asInt(), is(1));
    assertThat(cluster.get("/overview").path("slots-available").asInt(), is(1));
    assertThat(cluster.get("/jars").path("files").isArray(), is(true));
  }

  @Test
  void theNamesOfSecretsAreToldAndTaskManagersAloneHaveThem() throws Exception {
    assertThat(started.text(), containsString("SEGMENT_WRITE_KEY, SHOP_PASSWORD"));
    assertThat(started.text(), not(containsString("hush")));
    assertThat(started.text(), not(containsString(FlinkProcesses.WRITE_KEY)));
    assertThat(environment(TASK_MANAGER), containsString("SHOP_PASSWORD=hush"));
    assertThat(environment(JOB_MANAGER), not(containsString("hush")));
    assertThat(environment(ZOOKEEPER), not(containsString(FlinkProcesses.WRITE_KEY)));
  }

  private static String environment(String role) throws Exception {
    Path file = Path.of("/proc/" + cluster.pids(role).get(0) + "/environ");
    assumeTrue(Files.isReadable(file), "this system does not tell a process's environment");
    return Files.readString(file);
  }

  @Test
  void itListensOnLoopbackAlone() throws Exception {
    assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")), "this system has no /proc");
    for (String role : List.of(JOB_MANAGER, TASK_MANAGER, ZOOKEEPER)) {
      for (String socket : OpenPorts.of(cluster.pids(role).get(0))) {
        assertThat(role + " " + socket, OpenPorts.isLoopback(socket), is(true));
      }
    }
  }

  @Test
  void startAddsNothingToOneThatRuns() throws Exception {
    Said again = cluster.start();
    assertThat(again.lines().get(0), is("A cluster runs already; nothing was added."));
    assertThat(again.text(), containsString(cluster.status().text()));
    assertThat(cluster.pids(TASK_MANAGER), hasSize(1));
  }

  @Test
  void oneThatWasKilledIsDownUntilStartWithANumberAddsAnother() throws Exception {
    long lost = cluster.pids(TASK_MANAGER).get(0);
    cluster.kill(lost);
    List<String> down = cluster.status().lines();
    assertThat(
        down, hasItem(matchesPattern("task manager \\d+ +down +\\(was pid " + lost + "\\)")));
    assertThat(down, everyItem(not(matchesPattern(TASK_MANAGER_LINE))));

    cluster.start("--taskManagers=1");
    assertThat(cluster.pids(TASK_MANAGER), hasSize(1));
    assertThat(
        cluster.status().lines(), everyItem(not(matchesPattern("task manager \\d+ +down.*"))));
  }

  @Test
  void aJobManagerOnStandbyTakesOver() throws Exception {
    Said added = cluster.add("--jobManager");
    List<Long> both = cluster.pids(JOB_MANAGER);
    assertThat(added.text(), both, hasSize(2));
    cluster.kill(both.get(0));
    cluster.kill(cluster.pids(TASK_MANAGER).get(0));

    cluster.add();
    assertThat(cluster.pids(JOB_MANAGER), contains(both.get(1)));
    assertThat(cluster.get("/overview").path("slots-available").asInt(), is(1));
  }

  @Test
  void stopLeavesNoProcess() throws Exception {
    try (FlinkProcesses other = FlinkProcesses.in(folder.resolve("other"))) {
      other.start("--taskManagers=0", "--flink=1.19.3");
      assertThat(other.get("/overview").path("flink-version").asText(), is("1.19.3"));
      long jobManager = other.pids(JOB_MANAGER).get(0);

      assertThat(other.say("stop").exitCode(), is(0));
      assertThat(runs(jobManager), is(false));
      assertThat(other.status(), is(new Said(3, "Nothing runs here.\n")));
      assertThat(other.say("stop"), is(new Said(0, "Nothing runs here.\n")));
    }
  }

  /** One that has ended, and that nobody has asked for how, is in the table still. */
  private static boolean runs(long pid) throws Exception {
    Process ps = new ProcessBuilder("ps", "-o", "stat=", "-p", String.valueOf(pid)).start();
    return ps.inputReader().lines().anyMatch(state -> !state.startsWith("Z"));
  }

  @Test
  void aStartThatIsInterruptedLeavesNoProcess() throws Exception {
    try (FlinkProcesses other = FlinkProcesses.in(folder.resolve("other"))) {
      List<String> command = other.command("start");
      command.add("--port=0");
      Process start = other.begin(command);
      Path noted = other.folder().resolve("job-manager-1/pid");
      while (start.isAlive() && !(Files.exists(noted) && Files.size(noted) > 0)) {
        TimeUnit.MILLISECONDS.sleep(20);
      }
      long jobManager = Long.parseLong(Files.readString(noted).split(" ", 2)[0]);
      start.destroy();
      assertThat(start.waitFor(), is(143));
      assertThat(runs(jobManager), is(false));
      assertThat(other.status().exitCode(), is(3));
    }
  }

  /** After the machine was started anew, say, its number may be anybody's. */
  @Test
  void aProcessThatHasTheNumberOfOneThatEndedIsLeftAlone() throws Exception {
    Process bystander = new ProcessBuilder("sleep", "600").start();
    try (FlinkProcesses other = FlinkProcesses.in(Files.createDirectory(folder.resolve("other")))) {
      Path noted = Files.createDirectory(other.folder().resolve("task-manager-1")).resolve("pid");
      Files.createFile(other.folder().resolve(".lock"));
      Files.writeString(noted, bystander.pid() + " 1\n");
      assertThat(other.status().exitCode(), is(3));
      assertThat(other.say("stop"), is(new Said(0, "Nothing runs here.\n")));
      assertThat(bystander.isAlive(), is(true));
    } finally {
      bystander.destroyForcibly();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "begin",
        "start now",
        "start --slots",
        "start --slots=none",
        "start --taskManagers=-1",
        "start --memory=1",
        "start --flink=1.20",
        "start --jobManager",
        "start -Dx",
        "add --taskManagers=0",
        "add --jobManager --slots=2",
        "status --ha",
      })
  void aWrongOptionIsOneLine(String words) throws Exception {
    List<String> command = new ArrayList<>(List.of("scripts/flink-cluster"));
    if (!words.isEmpty()) {
      command.addAll(List.of(words.split(" ", -1)));
    }
    Process process = cluster.begin(command);
    List<String> said = process.inputReader().lines().toList();
    assertThat(said, contains(matchesPattern("flink-cluster: .+")));
    assertThat(process.waitFor(), is(2));
  }

  @Test
  void whatDoesNotFitTheClusterThatRunsIsOneLine() throws Exception {
    assertThat(
        cluster.say("start", "--flink=1.19.3"),
        is(
            new Said(
                2,
                "flink-cluster: a cluster of Flink %s runs here; stop it first, or use another --folder\n"
                    .formatted(cluster.get("/overview").path("flink-version").asText()))));
  }

  @Test
  void aFolderOfSomethingElseIsNotTaken() throws Exception {
    Files.createFile(folder.resolve("precious"));
    try (FlinkProcesses other = FlinkProcesses.in(folder)) {
      Said said = other.say("start", "--port=0");
      assertThat(said.exitCode(), is(2));
      assertThat(
          said.lines(),
          contains(
              "flink-cluster: "
                  + folder
                  + " is not empty, and no cluster was started in it; name another one by"
                  + " --folder"));
    }
  }

  @Test
  void flinksOwnCommandLineFindsTheCluster() throws Exception {
    Process list = cluster.begin(cluster.flink("list"));
    assertThat(list.inputReader().lines().toList(), hasItem("No running jobs."));
    assertThat(list.waitFor(), is(0));
  }

  @Test
  void toAddToNothingIsOneLine() throws Exception {
    try (FlinkProcesses other = FlinkProcesses.in(folder.resolve("other"))) {
      assertThat(
          other.say("add"),
          is(
              new Said(
                  3,
                  "flink-cluster: no cluster runs here; scripts/flink-cluster start starts"
                      + " one\n")));
      assertThat(Files.exists(other.folder()), is(false));
    }
  }
}
