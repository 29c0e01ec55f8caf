package io.github.mailmodosource.lean;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A library, as a bill of materials names it. */
record Library(String group, String artifact, String version) {
  private static final String OURS = "io.github.mailmodosource";

  /** All that are in a jar, ours too. */
  static List<Library> in(Jar jar) throws IOException {
    List<Library> libraries = new ArrayList<>();
    for (JsonNode component : json(jar).path("components")) {
      libraries.add(
          new Library(
              component.path("group").asText(),
              component.path("name").asText(),
              component.path("version").asText()));
    }
    return libraries;
  }

  static JsonNode json(Jar jar) throws IOException {
    return new ObjectMapper().readTree(jar.billOfMaterials().toFile());
  }

  boolean isOurs() {
    return group.equals(OURS);
  }

  String name() {
    return group + ":" + artifact;
  }

  /** Where the build took it from. */
  Path path() {
    String file = artifact + "-" + version + ".jar";
    return isOurs()
        ? Path.of("pipeline", artifact.replace("mailmodo-source-", ""), "target", file)
        : Path.of(System.getProperty("maven.repository"))
            .resolve(group.replace('.', '/'))
            .resolve(artifact)
            .resolve(version)
            .resolve(file);
  }
}
