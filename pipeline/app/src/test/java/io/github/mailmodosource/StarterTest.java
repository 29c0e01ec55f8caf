package io.github.mailmodosource;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.mailmodosource.sandbox.Sandbox;
import io.github.mailmodosource.sandbox.SandboxSettings;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code scripts/mailmodo-source} as it stands, with a jar that leads to the classes of this build.
 * "Names, paths and texts on the command line are UTF-8 whatever the locale."
 */
class StarterTest {
  private static final long MOST_SECONDS = 120;

  @TempDir Path folder;

  /**
   * The folders that the script expects, with a jar and a build that are newer than all sources.
   */
  @BeforeEach
  void install() throws IOException {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/env")), "this machine has no bash");
    Path target = Files.createDirectories(folder.resolve("pipeline/app/target"));
    Path scripts = Files.createDirectories(folder.resolve("scripts"));
    Files.copy(Path.of("scripts/mailmodo-source"), scripts.resolve("mailmodo-source"));
    scripts.resolve("mailmodo-source").toFile().setExecutable(true);
    Files.createFile(folder.resolve("pom.xml"));
    jar(target.resolve("mailmodo-source.jar"));
    // An empty archive of classes: none is made.
    Files.createFile(target.resolve("DirectRunner.jsa"));
    Files.createFile(target.resolve("mailmodo-source.built"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"LANG=C", "LC_ALL=POSIX", "LC_ALL=C.UTF-8"})
  void aConstantReachesSegmentAsItWasWritten(String locale) throws Exception {
    Files.writeString(
        folder.resolve("activity.jsonl"),
        """
        {"event":"opened","email":"a@b.co","occurred_at":"2026-11-20T10:00:00Z"}
        """);
    Files.writeString(
        folder.resolve("contacts.jsonl"),
        """
        {"email":"a@b.co","user_id":"u-1"}
        """);
    try (Sandbox segment = Sandbox.start(SandboxSettings.onAnyPort())) {
      run(
          locale,
          "scripts/mailmodo-source send --activity=activity.jsonl --contacts=contacts.jsonl"
              + " --activityFields=\"campaign_name='Été 夏'\" --writeKey=env:KEY --endpoint="
              + segment.endpoint());

      assertThat(segment.events(), hasSize(1));
      JsonNode event = JobProbe.parse(segment.events().iterator().next());
      assertThat(event.at("/properties/campaign_name").asText(), is("Été 夏"));
    }
  }

  /** "A run that ended badly prints the exact command that goes on from there." */
  @Test
  void whatARunPrintsAtACeilingSendsTheRest() throws Exception {
    Path testdata = Path.of("testdata").toAbsolutePath();
    try (Sandbox segment = Sandbox.start(SandboxSettings.onAnyPort())) {
      run(
          "LC_ALL=C.UTF-8",
          "scripts/mailmodo-source send --maxEvents=30 --writeKey=env:KEY --runner=DirectRunner"
              + (" --activity=" + testdata + "/activity.jsonl")
              + (" --contacts=" + testdata + "/contacts.jsonl")
              + (" --endpoint=" + segment.endpoint())
              + " > first || [ $? = 5 ]\n"
              + "tail -n 1 first | grep -q '^    scripts/mailmodo-source send ' || exit\n"
              + "sh -c \"$(tail -n 1 first)\"\n");

      assertThat(segment.events(), hasSize(41));
      assertThat("none is sent twice", segment.stats().duplicates(), is(0L));
    }
  }

  /** "Java 17 and newer run without a warning of theirs on the screen." */
  @ParameterizedTest
  @ValueSource(strings = {"DirectRunner", "FlinkRunner"})
  void aNewerJavaStartsWithoutAWarning(String runner) throws Exception {
    Optional<Path> newer = newerJava();
    assumeTrue(newer.isPresent(), "no JDK newer than 23 stands beside this one");
    Files.createFile(folder.resolve("pipeline/app/target/FlinkRunner.jsa"));
    Path testdata = Path.of("testdata").toAbsolutePath();
    try (Sandbox segment = Sandbox.start(SandboxSettings.onAnyPort())) {
      String said =
          run(
              "LC_ALL=C.UTF-8",
              newer.orElseThrow().toString(),
              "scripts/mailmodo-source send --runner="
                  + runner
                  + (" --activity=" + testdata + "/activity.jsonl")
                  + (" --contacts=" + testdata + "/contacts.jsonl")
                  + " --writeKey=env:KEY --endpoint="
                  + segment.endpoint());

      assertThat(segment.events(), hasSize(41));
      assertThat(said, not(containsString("WARNING")));
    }
  }

  /** Java 24 is the first that warns of everything. */
  private static Optional<Path> newerJava() throws IOException {
    Path home = Path.of(System.getProperty("java.home"));
    List<Path> homes = new ArrayList<>(List.of(home));
    try (Stream<Path> beside = Files.list(home.resolveSibling("."))) {
      beside.forEach(homes::add);
    }
    for (Path java : homes) {
      Path release = java.resolve("release");
      if (Files.isReadable(release)
          && Files.isExecutable(java.resolve("bin/java"))
          && Files.readString(release).matches("(?s).*JAVA_VERSION=\"(2[4-9]|[3-9]\\d).*")) {
        return Optional.of(java);
      }
    }
    return Optional.empty();
  }

  private void run(String locale, String command) throws Exception {
    run(locale, System.getProperty("java.home"), command);
  }

  private String run(String locale, String java, String command) throws Exception {
    // In a file, because the locale of this process decides what it can say in arguments.
    Files.writeString(folder.resolve("command"), command);
    Path log = folder.resolve("log");
    ProcessBuilder builder = new ProcessBuilder("bash", "command");
    Map<String, String> environment = builder.environment();
    List.of("LANG", "LC_ALL", "LC_CTYPE", "JAVA_OPTS").forEach(environment::remove);
    environment.put(locale.replaceFirst("=.*", ""), locale.replaceFirst(".*=", ""));
    environment.put("JAVA_HOME", java);
    environment.put("JAVA_OPTS", "-XX:TieredStopAtLevel=1");
    environment.put("KEY", JobProbe.WRITE_KEY);
    Process process =
        builder
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      assertThat(process.waitFor(MOST_SECONDS, TimeUnit.SECONDS), is(true));
      String said = Files.readString(log);
      assertThat(said, process.exitValue(), is(0));
      return said;
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private static void jar(Path file) throws IOException {
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.put(Attributes.Name.MAIN_CLASS, MailmodoSource.class.getName());
    attributes.putValue(
        "Add-Opens",
        "java.base/java.lang java.base/java.util java.base/java.nio java.base/java.time"
            + " java.base/sun.nio.ch");
    attributes.put(
        Attributes.Name.CLASS_PATH,
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .map(entry -> Path.of(entry).toUri().toString())
            .collect(Collectors.joining(" ")));
    try (OutputStream out = Files.newOutputStream(file)) {
      new JarOutputStream(out, manifest).close();
    }
  }
}
