package io.github.mailmodosource.lean;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.mailmodosource.lean.Launcher.Run;
import io.github.mailmodosource.sandbox.Sandbox;
import io.github.mailmodosource.sandbox.SandboxSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a Java that has an AOT cache, where one is installed beside the one that runs this. */
class NewerJavaTest {
  private static final int EVENTS = 41;
  private static final int FIRST_WITH_AOT_CACHE = 25;
  private static final Pattern VERSION = Pattern.compile("JAVA_VERSION=\"(\\d+)");

  @TempDir private Path folder;

  @Test
  void theFirstRunMakesAnAotCacheAndLaterOnesStartFromItWithoutAWord() throws Exception {
    Optional<Path> java = newerJava();
    assumeTrue(java.isPresent(), "no Java " + FIRST_WITH_AOT_CACHE + " is installed here");
    Path loaded = folder.resolve("loaded.txt");
    try (Sandbox segment = Sandbox.start(SandboxSettings.onAnyPort())) {
      Launcher launcher =
          Launcher.inOwnCheckout(folder).with("JAVA_HOME", java.orElseThrow().toString());
      String[] send = {
        "send",
        "--activity=" + Path.of("testdata/activity.jsonl").toAbsolutePath(),
        "--contacts=" + Path.of("testdata/contacts.jsonl").toAbsolutePath(),
        "--endpoint=" + segment.endpoint(),
        "--report=" + folder.resolve("report"),
        "--resume=none"
      };

      Run first = launcher.run(send);
      assertThat(first.said(), first.exitCode(), is(0));
      assertThat(
          first.err(),
          is(
              "mailmodo-source: preparing for faster starts with the DirectRunner (only once)"
                  + System.lineSeparator()));

      Run second = launcher.with("JAVA_OPTS", "-Xlog:class+load:file=" + loaded).run(send);
      assertThat(second.said(), second.exitCode(), is(0));
      assertThat(second.err(), is(""));
      assertThat("the same ids twice", segment.events(), hasSize(EVENTS));
    }
    try (Stream<String> lines = Files.lines(loaded)) {
      assertThat(
          "from the cache, not from the jar",
          lines.filter(line -> line.contains("mailmodosource.MailmodoSource ")).findFirst().get(),
          containsString("source: shared objects file"));
    }
  }

  /** The newest of those that stand where this one stands. */
  private static Optional<Path> newerJava() throws IOException {
    Path own = Path.of(System.getProperty("java.home", "")).toRealPath();
    try (Stream<Path> beside = Files.list(Objects.requireNonNull(own.getParent()))) {
      return beside
          .filter(home -> version(home) >= FIRST_WITH_AOT_CACHE)
          .filter(home -> Files.isExecutable(home.resolve("bin/java")))
          .findFirst();
    }
  }

  private static int version(Path home) {
    try {
      Matcher version = VERSION.matcher(Files.readString(home.resolve("release")));
      return version.find() ? Integer.parseInt(version.group(1)) : 0;
    } catch (IOException e) {
      return 0;
    }
  }
}
