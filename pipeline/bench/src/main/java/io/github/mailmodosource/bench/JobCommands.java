package io.github.mailmodosource.bench;

import io.github.mailmodosource.bench.peers.AnalyticsJava;
import io.github.mailmodosource.bench.peers.Loop;
import io.github.mailmodosource.bench.peers.TunedLoop;
import io.github.mailmodosource.bench.servers.Warehouse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What is run for a job.
 *
 * @param report the folder for the report of our own job
 */
record JobCommands(
    BenchOptions options, Servers servers, NodeClient node, BareStart bare, Path report) {
  private static final String OURS = "scripts/mailmodo-source";
  private static final List<String> ON_FLINK = List.of("--runner=FlinkRunner");
  private static final List<String> PLAIN = List.of("--compression=none");

  /** The command of a job. */
  List<String> of(Job job, InputData input) {
    String address = servers.light().address();
    return switch (job) {
      case LOOP -> loop(Loop.class, input, address);
      case TUNED -> loop(TunedLoop.class, input, address);
      case ANALYTICS_JAVA ->
          java(
              AnalyticsJava.class,
              input.activity().toString(),
              input.contacts().toString(),
              address);
      case ANALYTICS_NODE -> node.command(input.activity(), input.contacts(), address);
      case FLINK ->
          send(input.activity().toString(), input, address, PLAIN, onFlink(), keepDuplicates());
      case START_FLINK ->
          // As users start it: how many workers it takes follows from the input.
          send(input.activity().toString(), input, address, PLAIN, ON_FLINK, keepDuplicates());
      case FLINK_DEDUP -> send(input.activity().toString(), input, address, PLAIN, onFlink());
      case SHIPPED -> send(input.activity().toString(), input, address, onFlink());
      case DATASTREAM -> onNewerEngine(of(Job.FLINK, input));
      case DATASTREAM_DEDUP -> onNewerEngine(of(Job.FLINK_DEDUP, input));
      case BARE_FLINK -> bare.command(onFlink());
      case BARE_DIRECT -> bare.command(List.of());
      case DIRECT, START_DIRECT ->
          send(input.activity().toString(), input, address, PLAIN, keepDuplicates());
      case POSTGRESQL, MARIADB ->
          send(
              servers.database(job),
              input,
              address,
              PLAIN,
              onFlink(),
              List.of("--activityTable=activity", "--activityPartitionColumn=n"));
      case RECONCILE -> reconcile(input);
    };
  }

  private List<String> loop(Class<?> main, InputData input, String address) {
    return java(
        main,
        input.activity().toString(),
        input.contacts().toString(),
        address,
        Integer.toString(options.parallelism()));
  }

  /** The command that fills a warehouse. */
  List<String> fill(InputData input, Warehouse warehouse) {
    return send(input.activity().toString(), input, warehouse.address(), PLAIN, onFlink());
  }

  @SafeVarargs
  private List<String> send(
      String activity, InputData input, String endpoint, List<String>... further) {
    List<String> command =
        new ArrayList<>(
            List.of(
                OURS,
                "send",
                "--activity=" + activity,
                "--contacts=" + input.contacts(),
                "--endpoint=" + endpoint,
                "--requestsPerSecond=0",
                "--eventsPerSecond=0",
                "--contactsJoin=" + options.contactsJoin(),
                "--report=" + report));
    for (List<String> some : further) {
      command.addAll(some);
    }
    return command;
  }

  private List<String> reconcile(InputData input) {
    List<String> command =
        new ArrayList<>(
            List.of(
                OURS,
                "reconcile",
                "--activity=" + input.activity(),
                "--contacts=" + input.contacts(),
                "--report=" + report,
                "--warehouse=" + servers.warehouse().jdbcUrl(),
                "--warehouseUser=" + servers.warehouse().user(),
                "--settle=0s"));
    command.addAll(onFlink());
    return command;
  }

  private List<String> onFlink() {
    return List.of("--runner=FlinkRunner", "--parallelism=" + options.parallelism());
  }

  private static List<String> onNewerEngine(List<String> command) {
    List<String> other = new ArrayList<>(command);
    other.add("--useDataStreamForBatch");
    return other;
  }

  private static List<String> keepDuplicates() {
    // A ledger could not tell a duplicate from what was accepted before.
    return List.of("--deduplicate=false", "--resume=none");
  }

  private static List<String> java(Class<?> main, String... args) {
    List<String> command =
        new ArrayList<>(
            List.of(
                javaProgram(), "-cp", System.getProperty("java.class.path", ""), main.getName()));
    command.addAll(List.of(args));
    return command;
  }

  /** The one that runs this JVM. */
  static String javaProgram() {
    return Path.of(System.getProperty("java.home", ""), "bin", "java").toString();
  }
}
