package io.github.mailmodosource.cluster;

import io.github.mailmodosource.commandline.UsageException;
import io.github.mailmodosource.runner.FlinkConf;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;

/** What Flink's client is told of a cluster that the command line names. */
final class RemoteConf {
  private static final String LEAN = "mailmodo-source-lean.jar";
  private static final String JAR = ".jar";

  /** With pauses of three seconds: longer than it takes to find a new leader. */
  private static final int ATTEMPTS = 60;

  private RemoteConf() {}

  /**
   * The configuration, on top of the user's.
   *
   * @param address of the REST interface
   * @throws UsageException with one clear line if there is no jar to ship
   */
  static Configuration of(FlinkPipelineOptions options, String address) {
    Configuration flink = client(options, address);
    flink.set(DeploymentOptions.TARGET, "remote");
    flink.set(DeploymentOptions.ATTACHED, true);
    flink.set(PipelineOptions.JARS, jars(options));
    return flink;
  }

  /** As much of it as finds the cluster. */
  static Configuration client(FlinkPipelineOptions options, String address) {
    URI rest = URI.create(address);
    Configuration flink = new Configuration(FlinkConf.read(options.getFlinkConfDir()));
    flink.set(RestOptions.ADDRESS, rest.getHost());
    flink.set(RestOptions.PORT, rest.getPort());
    flink.set(RestOptions.RETRY_MAX_ATTEMPTS, ATTEMPTS);
    return flink;
  }

  private static List<String> jars(FlinkPipelineOptions options) {
    List<String> given = options.getFilesToStage();
    return given == null || given.isEmpty()
        ? ofThisProcess()
        : given.stream().map(name -> uri(Path.of(name))).toList();
  }

  /** The lean jar beside ours, and what else is on the class path, such as drivers. */
  private static List<String> ofThisProcess() {
    Path own = ownJar();
    List<String> jars = new ArrayList<>();
    Path lean = own.resolveSibling(LEAN);
    jars.add(uri(Files.exists(lean) ? lean : own));
    for (String entry : System.getProperty("java.class.path", "").split(File.pathSeparator, -1)) {
      Path path = Path.of(entry).toAbsolutePath();
      if (entry.endsWith(JAR) && Files.exists(path) && !isSame(path, own)) {
        jars.add(uri(path));
      }
    }
    return jars;
  }

  /** Also by way of a link: Java tells where a class is from without links. */
  private static boolean isSame(Path one, Path other) {
    try {
      return Files.isSameFile(one, other);
    } catch (IOException e) {
      return false;
    }
  }

  private static Path ownJar() {
    CodeSource source = RemoteConf.class.getProtectionDomain().getCodeSource();
    try {
      Path own = Path.of(source.getLocation().toURI()).toAbsolutePath().normalize();
      if (own.toString().endsWith(JAR)) {
        return own;
      }
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
    throw new UsageException(
        "these classes are not in a jar that could be sent to the cluster; name one with"
            + " --filesToStage=pipeline/app/target/"
            + LEAN);
  }

  private static String uri(Path jar) {
    return jar.toAbsolutePath().toUri().toString();
  }
}
