package io.github.mailmodosource;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;

/** A Flink cluster with its REST API, that jobs are submitted to from outside. */
public final class FlinkCluster implements AutoCloseable {
  private final MiniCluster cluster;
  private final URI rest;
  private final Path jar;

  private FlinkCluster(MiniCluster cluster, URI rest, Path jar) {
    this.cluster = cluster;
    this.rest = rest;
    this.jar = jar;
  }

  public static FlinkCluster start(Path folder) throws Exception {
    Configuration configuration = new Configuration();
    configuration.set(RestOptions.ADDRESS, "127.0.0.1");
    configuration.set(RestOptions.BIND_PORT, "0");
    MiniCluster cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(2)
                .setNumSlotsPerTaskManager(2)
                .build());
    cluster.start();
    return new FlinkCluster(cluster, cluster.getRestAddress().get(), emptyJar(folder));
  }

  /** The options that send a job here; the workers have our classes already. */
  public String[] options() {
    return new String[] {
      "--runner=FlinkRunner",
      "--flinkMaster=" + rest.getHost() + ":" + rest.getPort(),
      "--parallelism=2",
      "--filesToStage=" + jar
    };
  }

  /** Everything that the REST API says about the jobs it had. */
  public List<String> answers() throws Exception {
    List<String> answers = new ArrayList<>();
    String jobs = get("/jobs");
    answers.add(jobs);
    answers.add(get("/jobs/overview"));
    answers.add(get("/jobmanager/config"));
    answers.add(get("/jobmanager/environment"));
    for (JsonNode job : JobProbe.parse(jobs).path("jobs")) {
      String path = "/jobs/" + job.path("id").asText();
      for (String part :
          List.of("", "/plan", "/config", "/exceptions", "/accumulators", "/checkpoints")) {
        answers.add(get(path + part));
      }
    }
    return answers;
  }

  private String get(String path) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(rest.resolve(path)).build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }

  private static Path emptyJar(Path folder) throws IOException {
    Path jar = folder.resolve("empty.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new JarEntry("empty"));
    }
    return jar;
  }

  @Override
  public void close() {
    cluster.closeAsync().join();
  }
}
