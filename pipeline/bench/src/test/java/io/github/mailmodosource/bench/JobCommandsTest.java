package io.github.mailmodosource.bench;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JobCommandsTest {
  private final InputData input = new InputData(Path.of("/data"));
  private Servers servers;
  private JobCommands commands;

  @BeforeEach
  void start() throws Exception {
    servers = new Servers();
    commands =
        new JobCommands(
            BenchOptions.parse(List.of("--parallelism=3", "--contactsJoin=keyed"), ""),
            servers,
            new NodeClient(Path.of("/node")),
            new BareStart(Path.of("/kept")),
            Path.of("/report"));
  }

  @AfterEach
  void stop() throws Exception {
    servers.close();
  }

  @Test
  void oursIsRunAsUsersRunItWithoutPaceAndGzip() {
    assertThat(
        commands.of(Job.FLINK, input),
        is(
            List.of(
                "scripts/mailmodo-source",
                "send",
                "--activity=/data/activity.jsonl",
                "--contacts=/data/contacts.jsonl",
                "--endpoint=" + servers.light().address(),
                "--requestsPerSecond=0",
                "--eventsPerSecond=0",
                "--contactsJoin=keyed",
                "--report=/report",
                "--compression=none",
                "--runner=FlinkRunner",
                "--parallelism=3",
                "--deduplicate=false",
                "--resume=none")));
  }

  @Test
  void duplicatesAreRemovedWhereTheNameSaysSo() {
    assertThat(commands.of(Job.FLINK_DEDUP, input), not(hasItem("--deduplicate=false")));
    assertThat(commands.of(Job.DIRECT, input), hasItem("--deduplicate=false"));
  }

  @Test
  void asShippedThereAreGzipAndNoDuplicates() {
    List<String> command = commands.of(Job.SHIPPED, input);
    assertThat(command, not(hasItem("--deduplicate=false")));
    assertThat(command, not(hasItem("--compression=none")));
  }

  @Test
  void theDataStreamEngineDoesWhatTheOtherDoes() {
    List<String> other = new ArrayList<>(commands.of(Job.FLINK, input));
    other.add("--useDataStreamForBatch");
    assertThat(commands.of(Job.DATASTREAM, input), is(other));
    other = new ArrayList<>(commands.of(Job.FLINK_DEDUP, input));
    other.add("--useDataStreamForBatch");
    assertThat(commands.of(Job.DATASTREAM_DEDUP, input), is(other));
  }

  @Test
  void theBareJobHasFlagsAndAnArchiveOfItsOwn() {
    assertThat(
        commands.of(Job.BARE_DIRECT, input),
        hasItems("-XX:+UseParallelGC", "-XX:SharedArchiveFile=/kept/bare-direct.jsa"));
    assertThat(
        commands.of(Job.BARE_FLINK, input),
        hasItems("-XX:SharedArchiveFile=/kept/bare-flink.jsa", "--runner=FlinkRunner"));
  }

  @Test
  void theDirectRunnerIsOurDefault() {
    assertThat(commands.of(Job.START_DIRECT, input), not(hasItem("--runner=FlinkRunner")));
  }

  @Test
  void theLoopsHaveAsManyThreadsAsFlinkHasTasks() {
    assertThat(
        commands.of(Job.TUNED, input),
        hasItems("-cp", "io.github.mailmodosource.bench.peers.TunedLoop", "3"));
    List<String> command = commands.of(Job.LOOP, input);
    assertThat(command, hasItems("-cp", "io.github.mailmodosource.bench.peers.Loop"));
    assertThat(
        command.subList(command.size() - 4, command.size()),
        is(
            List.of(
                "/data/activity.jsonl", "/data/contacts.jsonl", servers.light().address(), "3")));
  }

  @Test
  void segmentsClientsGetFilesAndAddress() {
    assertThat(
        commands.of(Job.ANALYTICS_NODE, input),
        is(
            List.of(
                "node",
                "/node/analytics-node.mjs",
                "/data/activity.jsonl",
                "/data/contacts.jsonl",
                servers.light().address())));
    assertThat(
        commands.of(Job.ANALYTICS_JAVA, input),
        hasItems("io.github.mailmodosource.bench.peers.AnalyticsJava", servers.light().address()));
  }
}
