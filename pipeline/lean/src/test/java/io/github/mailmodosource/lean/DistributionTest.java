package io.github.mailmodosource.lean;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.mailmodosource.lean.Launcher.Run;
import io.github.mailmodosource.sandbox.Sandbox;
import io.github.mailmodosource.sandbox.SandboxSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code scripts/dist}: "the same commit gives the same bytes; unpacked anywhere, owned by root,
 * read-only, it runs as any user with Java alone".
 */
class DistributionTest {
  private static final String NAME = "mailmodo-source-0.1.0";

  /** 2026-11-20T03:04:05Z: the commit's time, in place of that of a checkout without git. */
  private static final String TIME = "1795143845";

  private static final String ANOTHER = "65534";

  /** The events that testdata/ has to send. */
  private static final int EVENTS = 41;

  /** Mode, owner, time and name, as tar lists an entry. */
  private static final Pattern ENTRY =
      Pattern.compile("(\\S+) (\\S+) +\\d+ (\\S+ \\S+) ([^ ]+)/?( -> .*)?");

  private static final Pattern LINK = Pattern.compile("\\[[^]]*]\\(([^)#\\s]+)[^)]*\\)");

  @TempDir static Path folder;
  private static Path archive = Path.of("");
  private static Path home = Path.of("");

  @BeforeAll
  static void packAndUnpack() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/env")), "this machine has no bash");
    // Others than its owner get to it.
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    Launcher user = Launcher.in(folder.resolve("logs")).with("SOURCE_DATE_EPOCH", TIME);
    assumeTrue(
        user.runWords(List.of("tar", "--version")).out().contains("GNU tar"), "no GNU tar here");
    // A umask that would lock all others out.
    Run packed =
        user.runWords(
            List.of(
                "bash",
                "-c",
                "umask 077; exec \"$0\" --built \"$1\"",
                Path.of("scripts/dist").toAbsolutePath().toString(),
                folder.toString()));
    assertThat(packed.said(), packed.exitCode(), is(0));
    archive = folder.resolve(NAME + ".tar.gz");
    assertThat(packed.out().strip(), is(archive.toString()));
    Path opt = Files.createDirectory(folder.resolve("opt"));
    Files.setPosixFilePermissions(opt, PosixFilePermissions.fromString("rwxr-xr-x"));
    Run unpacked = user.runWords(List.of("tar", "-xzf", archive.toString(), "-C", opt.toString()));
    assertThat(unpacked.said(), unpacked.exitCode(), is(0));
    home = opt.resolve(NAME);
  }

  @Test
  void holdsJarsPapersLicencesBillsOfMaterialsAndCompletion() throws IOException {
    assertThat(
        files(home),
        hasItems(
            "LICENSE",
            "NOTICE",
            "README.md",
            "bin/mailmodo-source",
            "completion/_mailmodo-source",
            "completion/mailmodo-source.bash",
            "lib/mailmodo-source.jar",
            "lib/mailmodo-source-lean.jar",
            "lib/mailmodo-source.cdx.json",
            "lib/mailmodo-source-lean.cdx.json",
            "pipeline/docs/nightly.md",
            "pipeline/docs/cluster/flinkdeployment.yaml"));
    TreeSet<String> licensed = new TreeSet<>();
    try (Stream<Path> folders = Files.list(home.resolve("licenses"))) {
      folders.filter(Files::isDirectory).forEach(f -> licensed.add(f.getFileName().toString()));
    }
    assertThat(licensed, is(Jar.FAT.licensed()));
    for (Jar jar : Jar.values()) {
      assertThat(
          Files.mismatch(jar.path(), home.resolve("lib").resolve(jar.path().getFileName())),
          is(-1L));
    }
  }

  /** Of these things alone two archives of the same files could differ. */
  @Test
  void tellsNothingOfWhoPackedItAndWhen() throws Exception {
    Launcher user = Launcher.in(folder.resolve("listing")).with("TZ", "UTC");
    List<String> names = new ArrayList<>();
    for (String line :
        user.runWords(List.of("tar", "--numeric-owner", "--full-time", "-tvf", archive.toString()))
            .out()
            .lines()
            .toList()) {
      MatchResult entry = ENTRY.matcher(line).results().findFirst().orElseThrow();
      assertThat(
          line, entry.group(1), matchesPattern("drwxr-xr-x|lrwxr-xr-x|-rw-r--r--|-rwxr-xr-x"));
      assertThat(line, entry.group(2), is("0/0"));
      assertThat(line, entry.group(3), is("2026-11-20 03:04:05"));
      names.add(entry.group(4).replaceAll("/$", ""));
    }
    assertThat(
        names, is(names.stream().sorted(Comparator.comparing(n -> n.replace('/', '\0'))).toList()));
    byte[] header;
    try (var in = Files.newInputStream(archive)) {
      header = in.readNBytes(8);
    }
    assertThat("neither a name nor a time (RFC 1952)", header[3], is((byte) 0));
    assertThat(List.of(header[4], header[5], header[6], header[7]), everyItem(is((byte) 0)));
  }

  @Test
  void everyLinkOfItsPapersLeadsSomewhere() throws IOException {
    List<String> dead = new ArrayList<>();
    for (String file : files(home)) {
      if (file.endsWith(".md")) {
        Path paper = home.resolve(file);
        for (MatchResult link : LINK.matcher(Files.readString(paper)).results().toList()) {
          if (!link.group(1).contains("://")
              && !Files.exists(paper.resolveSibling(link.group(1)).normalize())) {
            dead.add(file + ": " + link.group(1));
          }
        }
      }
    }
    assertThat(dead, is(empty()));
  }

  @Test
  void anotherUserRunsItWhereNobodyWrites() throws Exception {
    assumeTrue(
        Integer.valueOf(0).equals(Files.getAttribute(folder, "unix:uid")),
        "only root can become another user");
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/setpriv")), "this machine has no setpriv");
    Path work = Files.createDirectory(folder.resolve("of another"));
    Launcher user = Launcher.in(work);
    user.runWords(List.of("chown", ANOTHER, work.toString()));
    user.runWords(List.of("chmod", "-R", "a-w", home.toString()));
    List<String> before = files(home);

    Run help = user.runWords(asAnother("--help"));
    assertThat(help.said(), help.exitCode(), is(0));
    assertThat(help.out(), containsString("  reconcile "));
    try (Sandbox segment = Sandbox.start(SandboxSettings.onAnyPort())) {
      Run sent =
          user.runWords(
              asAnother(
                  "send",
                  "--activity=" + home.resolve("testdata/activity.jsonl"),
                  "--contacts=" + home.resolve("testdata/contacts.jsonl"),
                  "--endpoint=" + segment.endpoint(),
                  "--report=reports/send"));
      assertThat(sent.said(), sent.exitCode(), is(0));
      assertThat(sent.err(), is(""));
      assertThat(segment.events(), hasSize(EVENTS));
    }
    Run runs = user.runWords(asAnother("runs"));
    assertThat(runs.said(), runs.exitCode(), is(0));
    assertThat(runs.out(), containsString("53 read, 41 sent"));
    assertThat(files(home), is(before));
    assertThat(files(home), not(hasItems("lib/DirectRunner.jsa")));
  }

  private static List<String> asAnother(String... command) {
    List<String> words =
        new ArrayList<>(
            List.of("setpriv", "--reuid=" + ANOTHER, "--regid=" + ANOTHER, "--clear-groups"));
    words.addAll(List.of("env", "-u", "HOME", home.resolve("bin/mailmodo-source").toString()));
    words.addAll(List.of(command));
    return words;
  }

  /** Names below a folder, in their order. */
  private static List<String> files(Path of) throws IOException {
    try (Stream<Path> all = Files.walk(of)) {
      return all.filter(Files::isRegularFile)
          .map(path -> of.relativize(path).toString())
          .sorted()
          .toList();
    }
  }
}
