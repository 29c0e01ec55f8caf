package io.github.mailmodosource.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.mailmodosource.bench.peers.Loop;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Segment's client for Node: its program comes from our resources, the client itself from npm. */
record NodeClient(Path folder) {
  private static final String PROGRAM = "analytics-node.mjs";
  private static final String PACKAGE = "package.json";

  /** Whether Node and npm are here. */
  static boolean isPossible() throws IOException, InterruptedException {
    return !nodeVersion().isEmpty() && !Machine.said("npm", "--version").isEmpty();
  }

  static String nodeVersion() throws IOException, InterruptedException {
    return Machine.said("node", "--version");
  }

  static String clientVersion() throws IOException {
    return new ObjectMapper()
        .readTree(resource(PACKAGE))
        .path("dependencies")
        .path("@segment/analytics-node")
        .asText();
  }

  /** Brings the client from npm if it is not here yet. */
  void install(Children children, Path log) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    Path wanted = folder.resolve(PACKAGE);
    Path modules = folder.resolve("node_modules");
    boolean installed =
        Files.exists(modules)
            && Files.exists(wanted)
            && Files.readString(wanted).equals(resource(PACKAGE));
    if (!installed) {
      Files.writeString(wanted, resource(PACKAGE));
      // A failed installation must not look like one that is done.
      BenchFolders.delete(modules);
      children.runQuietly(
          List.of(
              "npm",
              "install",
              "--prefix",
              folder.toString(),
              "--no-package-lock",
              "--no-audit",
              "--no-fund",
              "--ignore-scripts"),
          log);
    }
    Files.writeString(folder.resolve(PROGRAM), resource(PROGRAM));
  }

  List<String> command(Path activity, Path contacts, String address) {
    return List.of(
        "node",
        folder.resolve(PROGRAM).toString(),
        activity.toString(),
        contacts.toString(),
        address);
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = Loop.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("the resource " + name + " is missing");
      }
      return new String(in.readAllBytes(), UTF_8);
    }
  }
}
