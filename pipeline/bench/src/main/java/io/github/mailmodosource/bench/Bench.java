package io.github.mailmodosource.bench;

import io.github.mailmodosource.bench.servers.Warehouse;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** {@code scripts/bench}: our job in turns with what it is compared with. */
public final class Bench {
  private final BenchOptions options;
  private final BenchFolders folders;
  private final Children children;

  private Bench(BenchOptions options, BenchFolders folders, Children children) {
    this.options = options;
    this.folders = folders;
    this.children = children;
  }

  public static void main(String[] args) {
    System.exit(run(List.of(args)));
  }

  /** Returns the exit code. */
  private static int run(List<String> args) {
    if (args.contains("--help")) {
      System.out.print(Help.TEXT);
      return 0;
    }
    BenchOptions options;
    try {
      options = BenchOptions.parse(args, System.getenv().getOrDefault("JAVA_OPTS", ""));
    } catch (IllegalArgumentException e) {
      System.err.println("bench: " + e.getMessage() + " (--help lists the options)");
      return 2;
    }
    try {
      BenchFolders folders = BenchFolders.make();
      Children children =
          new Children(Map.of("SEGMENT_WRITE_KEY", "bench", "JAVA_OPTS", options.javaOpts()));
      Runtime.getRuntime().addShutdownHook(new Thread(() -> end(children, folders)));
      return switch (options.suite()) {
        case JOBS -> new Bench(options, folders, children).run();
        case JMH -> MicroBenchmarks.run(options, folders, children);
        case PACE -> PaceBench.run(options, folders, children);
        case SCALE -> ScaleBench.run(options, folders, children);
      };
    } catch (BenchFailure | IOException | SQLException e) {
      System.err.println("bench: " + e.getMessage());
      return 1;
    } catch (InterruptedException e) {
      // Somebody ended this JVM, which says so by its exit code.
      return 1;
    }
  }

  private static void end(Children children, BenchFolders folders) {
    children.close();
    try {
      folders.close();
    } catch (IOException e) {
      System.err.println("bench: cannot remove " + folders.temporary() + ": " + e);
    }
  }

  private int run() throws IOException, SQLException, InterruptedException {
    System.err.println("bench: building ours, if need be");
    children.runQuietly(
        List.of("scripts/mailmodo-source", "--help"), folders.logs().resolve("build.log"));
    boolean haveNode = NodeClient.isPossible();
    NodeClient node = new NodeClient(folders.work().resolve("node"));
    List<Job> jobs = possible(haveNode);
    if (jobs.contains(Job.ANALYTICS_NODE)) {
      node.install(children, folders.logs().resolve("npm-install.log"));
    }
    Map<Job, InputData> inputs = new EnumMap<>(Job.class);
    for (Job job : jobs) {
      inputs.put(job, InputData.make(job.size(options.size()), folders.data()));
    }
    Machine machine = Machine.here();
    try (Servers servers = new Servers()) {
      BareStart bare = new BareStart(folders.work());
      if (jobs.stream().anyMatch(Job::isBare)) {
        bare.prepare(children, folders.logs());
      }
      JobCommands commands = new JobCommands(options, servers, node, bare, folders.report());
      fill(servers, commands, inputs);
      Turns turns =
          new Turns(
              options,
              folders,
              servers.light(),
              commands,
              new TimedCommand(children, folders.temporary().resolve("figures")),
              new ResultsFile(folders.results(), machine, options.parallelism()),
              inputs);
      String description = machine.describe(options.javaOpts(), Instant.now()) + peers(haveNode);
      List<Measurement> runs = turns.run(jobs);
      System.out.println();
      System.out.println(description);
      System.out.println(new Report(jobs, options.size(), runs).table());
      System.out.println();
      System.out.println(
          "Seconds are of the whole process, its start included; CPU is user and system of the job"
              + " alone, not\nof the server. x loop: median seconds over the loop's, on the same"
              + " rows. Each run: "
              + folders.results());
      return turns.allRight() ? 0 : 1;
    }
  }

  /** The jobs that can be run here. */
  private List<Job> possible(boolean haveNode) {
    List<Job> jobs = new ArrayList<>(options.jobs());
    if (!haveNode && jobs.remove(Job.ANALYTICS_NODE)) {
      System.err.println("bench: no node or no npm here, so analytics-node is left out");
      if (jobs.isEmpty()) {
        throw new BenchFailure("no job is left");
      }
    }
    return jobs;
  }

  private void fill(Servers servers, JobCommands commands, Map<Job, InputData> inputs)
      throws IOException, SQLException, InterruptedException {
    for (Map.Entry<Job, InputData> entry : inputs.entrySet()) {
      Job job = entry.getKey();
      InputData input = entry.getValue();
      if (job == Job.POSTGRESQL || job == Job.MARIADB) {
        System.err.println("bench: filling " + job.title);
        servers.fillDatabase(job, input.activity());
      } else if (job == Job.RECONCILE) {
        System.err.println("bench: filling a warehouse");
        Warehouse warehouse = servers.startWarehouse();
        children.runQuietly(
            commands.fill(input, warehouse), folders.logs().resolve("warehouse-fill.log"));
        long filled = warehouse.finish();
        long due = input.expectedEvents(job);
        if (filled != due) {
          throw new BenchFailure(filled + " rows came into the warehouse, " + due + " are right");
        }
      }
    }
  }

  private static String peers(boolean haveNode) throws IOException, InterruptedException {
    String peers = "peers     analytics-java " + Machine.version("analytics-java") + "\n";
    if (haveNode) {
      peers +=
          "          analytics-node "
              + NodeClient.clientVersion()
              + " on Node "
              + NodeClient.nodeVersion()
              + "\n";
    }
    return peers;
  }
}
