package io.github.mailmodosource;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Where {@code scripts/mailmodo-source} may stand, who may run it, and what it says if that cannot
 * be. Java is a script here that says what it was called with.
 */
class LauncherTest {
  private static final long MOST_SECONDS = 60;
  private static final String HELP = "runs: send --help";

  /** What the script calls; not {@code mvn}. */
  private static final List<String> TOOLS =
      List.of(
          "bash",
          "cat",
          "chmod",
          "cksum",
          "dirname",
          "env",
          "find",
          "head",
          "id",
          "locale",
          "mktemp",
          "mv",
          "readlink",
          "rm",
          "sed",
          "sleep",
          "setpriv",
          "wc");

  @TempDir Path folder;
  private Path home;
  private Path script;
  private Path jdk;

  /** What a run gave: its lines, of both streams. */
  private record Run(int exitCode, List<String> lines) {}

  /** A checkout with a jar that is newer than its sources, and no archive of classes. */
  @BeforeEach
  void install() throws IOException {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/env")), "this machine has no bash");
    home = Files.createDirectories(folder.resolve("check out [1]"));
    script = Files.createDirectories(home.resolve("scripts")).resolve("mailmodo-source");
    Files.copy(Path.of("scripts/mailmodo-source"), script);
    Path target = Files.createDirectories(home.resolve("pipeline/app/target"));
    Files.createFile(home.resolve("pom.xml"));
    Files.createFile(target.resolve("mailmodo-source.jar"));
    Files.createFile(target.resolve("mailmodo-source.built"));
    Path bin = Files.createDirectories(folder.resolve("bin"));
    for (String tool : TOOLS) {
      // No links: whatever deletes the folder warns of those that lead out of it.
      Files.writeString(bin.resolve(tool), "#!/bin/sh\nexec /usr/bin/" + tool + " \"$@\"\n");
    }
    jdk = folder.resolve("jdk");
    Files.createDirectories(jdk.resolve("bin"));
    Files.writeString(
        jdk.resolve("bin/java"),
        """
        #!/usr/bin/env bash
        with=""
        compiler="both compilers"
        while [[ $# -gt 0 && "$1" != -jar ]]; do
          case "$1" in
            -XX:ArchiveClassesAtExit=*) echo classes > "${1#*=}" ;;
            -XX:SharedArchiveFile=*) with=" with ${1##*/}" ;;
            -XX:TieredStopAtLevel=1) compiler="the first compiler" ;;
            -XX:Tier4*) compiler="the second compiler late" ;;
          esac
          shift
        done
        [[ -z "${SAY_COMPILER:-}" ]] || with=" with $compiler"
        [[ -f "$2" ]] && echo "runs$with: ${*:3}"
        """);
    Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"17.0.1\"\n");
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.filter(path -> !Files.isSymbolicLink(path)).toList()) {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
      }
    }
  }

  @Test
  void itRunsWhereItsUserMayNotWrite() throws Exception {
    assertThat(run(asAnother(), "send", "--help"), is(new Run(0, List.of(HELP))));
    assertThat(
        "without an archive of classes, and without a word of it",
        run(asAnother(), "send", "--activity=x"),
        is(new Run(0, List.of("runs: send --activity=x"))));
  }

  @Test
  void aStaleJarThatItsUserMayNotBuildIsOneLine() throws Exception {
    Files.setLastModifiedTime(
        home.resolve("pom.xml"), FileTime.from(Instant.now().plusSeconds(60)));
    Run run = run(asAnother(), "send", "--help");
    assertThat(run.lines().size(), is(1));
    assertThat(
        run.lines().get(0),
        startsWith("mailmodo-source: the jar is missing or older than the sources, and "));
    assertThat(run.lines().get(0), containsString(" may not write to " + home.toRealPath() + "; "));
    assertThat(run.exitCode(), is(2));
  }

  @Test
  void withoutMavenThereIsOneLine() throws Exception {
    Files.delete(home.resolve("pipeline/app/target/mailmodo-source.jar"));
    Run run = run(List.of(), "send", "--help");
    assertThat(
        run.lines(),
        is(
            List.of(
                "mailmodo-source: the jar is missing or older than the sources, and there is no mvn"
                    + " on the PATH to build it; install Maven")));
    assertThat(run.exitCode(), is(2));
  }

  @ParameterizedTest
  @CsvSource({"11.0.2, Java 11", "1.8.0_292, Java 8", "9, Java 9"})
  void anOlderJavaIsOneLineThatSaysWhichIsNeeded(String release, String named) throws Exception {
    Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"" + release + "\"\n");
    assertThat(
        run(List.of(), "send", "--help"),
        is(
            new Run(
                2,
                List.of(
                    "mailmodo-source: %s/bin/java is %s; install a JDK 17 or newer, or set JAVA_HOME to its folder"
                        .formatted(jdk, named)))));
  }

  @Test
  void aWrongJavaHomeIsOneLine() throws Exception {
    Path nowhere = jdk.resolveSibling("nowhere");
    jdk = nowhere;
    Run run = run(List.of(), "send", "--help");
    assertThat(run.lines().size(), is(1));
    assertThat(run.lines().get(0), startsWith("mailmodo-source: JAVA_HOME is " + nowhere + ", "));
    assertThat(run.exitCode(), is(2));
  }

  @Test
  void withoutJavaThereIsOneLine() throws Exception {
    Process process = start(List.of(script.toString(), "send"), Map.of("JAVA_HOME", ""));
    assertThat(
        finished(process),
        is(
            new Run(
                2,
                List.of(
                    "mailmodo-source: there is no java on the PATH; install a JDK 17 or newer, or set"
                        + " JAVA_HOME to its folder"))));
  }

  /** Where nobody else may write, an image or root prepares it. */
  @Test
  void whatIsPreparedEveryUserRunsWith() throws Exception {
    Run prepared = run(List.of("bash", "-c", "umask 077; exec \"$@\"", "-"), "--prepare");
    assertThat(
        prepared,
        is(
            new Run(
                0,
                List.of(
                    "mailmodo-source: preparing for faster starts with the DirectRunner",
                    "mailmodo-source: preparing for faster starts with the FlinkRunner"))));
    assertThat(
        run(asAnother(), "send", "--activity=x"),
        is(new Run(0, List.of("runs with DirectRunner.jsa: send --activity=x"))));
    assertThat(
        run(asAnother(), "reconcile", "--runner=FlinkRunner"),
        is(new Run(0, List.of("runs with FlinkRunner.jsa: reconcile --runner=FlinkRunner"))));
  }

  /** It fits one jar and one Java only; others would ignore it without a word. */
  @Test
  void anotherJarAndAnotherJavaGetAnArchiveOfTheirOwn() throws Exception {
    String preparing =
        "mailmodo-source: preparing for faster starts with the DirectRunner (only once)";
    String runs = "runs with DirectRunner.jsa: send";
    assertThat(run(List.of(), "send"), is(new Run(0, List.of(preparing, runs))));
    assertThat(run(List.of(), "send"), is(new Run(0, List.of(runs))));
    Path archive = home.resolve("pipeline/app/target/DirectRunner.jsa");
    FileTime before = FileTime.from(Instant.now().minusSeconds(60));
    Files.setLastModifiedTime(archive, before);
    assertThat(
        "built by Maven since then",
        run(List.of(), "send"),
        is(new Run(0, List.of(preparing, runs))));
    assertThat(run(List.of(), "send"), is(new Run(0, List.of(runs))));
    Path server = Files.createDirectories(jdk.resolve("lib/server"));
    Files.writeString(server.resolve("classes.jsa"), "classes of an update");
    assertThat(run(List.of(), "send"), is(new Run(0, List.of(preparing, runs))));
    assertThat(run(List.of(), "send"), is(new Run(0, List.of(runs))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "check --activity=rows-*.csv",
        "runs",
        "send --help",
        "send --activity=rows.jsonl --contacts=contacts.csv",
        "preview --activity=rows.jsonl,rows.jsonl --contacts=contacts.csv",
        "reconcile --contacts=contacts.csv --activity=with,comma.jsonl"
      })
  void whatIsSoonDoneHasTheFirstCompilerAlone(String words) throws Exception {
    makeInputs();
    assertThat(runSayingTheCompiler(words), is("runs with the first compiler: " + words));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "replay --deadLetters=letters --contacts=contacts.csv",
        "send --activity=large.jsonl --contacts=contacts.csv",
        "send --activity=rows.jsonl --contacts=large.jsonl",
        "send --activity=packed.jsonl.gz --contacts=contacts.csv",
        "send --activity=rows.jsonl,missing.jsonl --contacts=contacts.csv",
        "send --activity=row*.jsonl --contacts=contacts.csv",
        "send --activity=- --contacts=contacts.csv",
        "send --activity=jdbc:postgresql://db/mailmodo --contacts=contacts.csv",
        "send --activity=rows.jsonl --contacts=contacts.csv --streaming",
        "send --activity=rows.jsonl --contacts=contacts.csv --options=send.properties",
        "send --contacts=contacts.csv"
      })
  void whatMayTakeLongHasTheSecondCompilerToo(String words) throws Exception {
    makeInputs();
    assertThat(runSayingTheCompiler(words), is("runs with the second compiler late: " + words));
  }

  /** Small ones, one of 385 MiB, and a packed one of 49 MiB that may hold as much. */
  private void makeInputs() throws IOException {
    for (String name : List.of("rows.jsonl", "contacts.csv", "with,comma.jsonl")) {
      Files.writeString(folder.resolve(name), "a row\n");
    }
    setLength("large.jsonl", 385L << 20);
    setLength("packed.jsonl.gz", 49L << 20);
  }

  /** Without a block of the disk. */
  private void setLength(String name, long bytes) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(folder.resolve(name).toFile(), "rw")) {
      file.setLength(bytes);
    }
  }

  private String runSayingTheCompiler(String words) throws Exception {
    List<String> command =
        List.of("bash", "-c", "cd '" + folder + "' && set -f && exec '" + script + "' " + words);
    Run run = finished(start(command, Map.of("SAY_COMPILER", "yes")));
    return run.lines().get(run.lines().size() - 1);
  }

  @Test
  void whoMayNotWriteMayNotPrepare() throws Exception {
    Run run = run(asAnother(), "--prepare");
    assertThat(run.lines().size(), is(1));
    assertThat(run.lines().get(0), startsWith("mailmodo-source: --prepare: "));
    assertThat(run.lines().get(0), containsString(" may not write to "));
    assertThat(run.exitCode(), is(2));
  }

  @Test
  void aDistributionNeedsNoMavenAndNoSources() throws Exception {
    unpackDistribution();
    assertThat(run(List.of(), "send", "--help"), is(new Run(0, List.of(HELP))));
    assertThat(run(asAnother(), "send", "--help"), is(new Run(0, List.of(HELP))));
  }

  /** Not even for who could: what root has run once is what everybody else runs. */
  @Test
  void noRunWritesBesideADistribution() throws Exception {
    unpackDistribution();
    List<Path> before = files();
    assertThat(
        run(List.of(), "send", "--activity=x"), is(new Run(0, List.of("runs: send --activity=x"))));
    assertThat(files(), is(before));
  }

  @Test
  void aDistributionIsPreparedByItsOwner() throws Exception {
    unpackDistribution();
    assertThat(run(List.of(), "--prepare").exitCode(), is(0));
    assertThat(
        run(asAnother(), "send", "--activity=x"),
        is(new Run(0, List.of("runs with DirectRunner.jsa: send --activity=x"))));
    assertThat(
        "beside its jar, and nothing else",
        files().stream().map(path -> home.relativize(path).toString()).toList(),
        is(
            List.of(
                "bin/mailmodo-source",
                "lib/DirectRunner.jsa",
                "lib/DirectRunner.jsa.java",
                "lib/FlinkRunner.jsa",
                "lib/FlinkRunner.jsa.java",
                "lib/mailmodo-source.jar")));
  }

  @Test
  void aDistributionWithoutItsJarIsOneLine() throws Exception {
    unpackDistribution();
    Path jar = home.toRealPath().resolve("lib/mailmodo-source.jar");
    Files.delete(jar);
    assertThat(
        run(List.of(), "send", "--help"),
        is(
            new Run(
                2,
                List.of(
                    "mailmodo-source: "
                        + jar
                        + " does not exist; unpack the whole archive again"))));
  }

  /** Makes a distribution of the checkout: as {@code scripts/dist} lays it out, without sources. */
  private void unpackDistribution() throws IOException {
    Path lib = Files.createDirectory(home.resolve("lib"));
    Path built = home.resolve("pipeline/app/target");
    Files.move(built.resolve("mailmodo-source.jar"), lib.resolve("mailmodo-source.jar"));
    Files.delete(built.resolve("mailmodo-source.built"));
    Files.delete(home.resolve("pom.xml"));
    Files.move(script.getParent(), home.resolve("bin"));
    script = home.resolve("bin/mailmodo-source");
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(home)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }

  /** A link to a link, the second relative, as package managers lay them. */
  @Test
  void itIsFoundThroughLinksOfThePath() throws Exception {
    Path bin = folder.resolve("bin");
    Files.createSymbolicLink(bin.resolve("mailmodo"), script);
    Files.createSymbolicLink(bin.resolve("mm"), Path.of("../bin/mailmodo"));
    Process process = start(List.of("bash", "-c", "mm send --help"), Map.of());
    assertThat(finished(process), is(new Run(0, List.of(HELP))));
  }

  /** The words in front of a command that make another user of root. */
  private List<String> asAnother() throws Exception {
    assumeTrue(
        Integer.valueOf(0).equals(Files.getAttribute(folder, "unix:uid")),
        "only root can become another user");
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/setpriv")), "this machine has no setpriv");
    return List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");
  }

  private Run run(List<String> before, String... words) throws Exception {
    List<String> command = new ArrayList<>(before);
    command.add(script.toString());
    command.addAll(List.of(words));
    return finished(start(command, Map.of()));
  }

  /** From another folder, with a PATH that has no Java, no Maven and no flock, as on macOS. */
  private Process start(List<String> command, Map<String, String> more) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("JAVA") || name.startsWith("MAILMODO"));
    environment.put("PATH", folder.resolve("bin").toString());
    environment.put("JAVA_HOME", jdk.toString());
    environment.putAll(more);
    return builder
        .directory(Path.of("/").toFile())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("log").toFile())
        .start();
  }

  private Run finished(Process process) throws Exception {
    try {
      assertThat(process.waitFor(MOST_SECONDS, TimeUnit.SECONDS), is(true));
      return new Run(process.exitValue(), Files.readAllLines(folder.resolve("log")));
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }
}
