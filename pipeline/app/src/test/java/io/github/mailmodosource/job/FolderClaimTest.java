package io.github.mailmodosource.job;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.mailmodosource.commandline.UsageException;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** "Of a run that is still going on: exit 2." */
class FolderClaimTest {
  private static final Instant START = Instant.parse("2026-11-20T03:04:05.678Z");

  @TempDir Path folder;

  @BeforeAll
  static void findFileSystems() {
    FileSystems.setDefaultPipelineOptions(PipelineOptionsFactory.create());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "attic://"})
  void aFolderIsOneRunsUntilItsEnd(String scheme) throws Exception {
    FolderFiles files = new FolderFiles(scheme + folder);
    try (FolderClaim first = FolderClaim.take("--report", files)) {
      first.mark(mark("send-20261120T030405678Z-77", Instant.now()));
      assertThat(whyTaken(files), containsString("the run send-20261120T030405678Z-77 is still"));
      assertThat("and again", whyTaken(files), containsString("send-20261120T030405678Z-77"));
    }
    try (FolderClaim second = FolderClaim.take("--report", files)) {
      second.mark(mark("send-20261121T030405678Z-78", Instant.now()));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "attic://"})
  void whatIsGivenBackIsAsItWas(String scheme) throws Exception {
    FolderFiles files = new FolderFiles(scheme + folder);
    Path mark = folder.resolve(".run");
    try (FolderClaim first = FolderClaim.take("--report", files)) {
      first.mark(mark("first", Instant.now()));
      first.giveBack();
    }
    assertThat(Files.exists(mark), is(false));
    String old = mark("old", START).json();
    Files.writeString(mark, old);
    try (FolderClaim second = FolderClaim.take("--report", files)) {
      second.mark(mark("second", Instant.now()));
      second.giveBack();
    }
    assertThat(Files.readString(mark), is(old));
  }

  /** The lock dies with the process. */
  @Test
  @Timeout(60)
  void aKilledProcessDoesNotKeepAFolder() throws Exception {
    FolderFiles files = new FolderFiles(folder.toString());
    Process other =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                Holder.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader out =
        new BufferedReader(
            new java.io.InputStreamReader(other.getInputStream(), StandardCharsets.UTF_8))) {
      assertThat(out.readLine(), is("taken"));
      assertThat(whyTaken(files), containsString("the run send-of-another-process is still"));
      assertThat("asking changes nothing", whyTaken(files), containsString("another-process"));
    } finally {
      other.destroyForcibly().waitFor();
    }
    try (FolderClaim mine = FolderClaim.take("--report", files)) {
      RunMark before = mine.before();
      assertThat(before == null ? null : before.run(), is("send-of-another-process"));
    }
  }

  /** Takes a folder, and keeps it until it is killed. */
  static final class Holder {
    private Holder() {}

    public static void main(String[] args) throws Exception {
      FolderClaim.take("--report", new FolderFiles(args[0]))
          .mark(new RunMark("send-of-another-process", START, START));
      System.out.println("taken");
      Thread.sleep(Duration.ofMinutes(5).toMillis());
    }
  }

  /** Object stores have no locks: who is not heard of for five minutes is dead. */
  @Test
  void aMarkThatIsOldIsOfAKilledRun() throws Exception {
    FolderFiles files = new FolderFiles("attic://" + folder);
    files.write(RunMark.FILE, mark("killed", Instant.now().minus(Duration.ofMinutes(6))).json());
    try (FolderClaim claim = FolderClaim.take("--report", files)) {
      RunMark before = claim.before();
      assertThat(before == null ? null : before.run(), is("killed"));
    }
    files.write(RunMark.FILE, mark("alive", Instant.now().minus(Duration.ofMinutes(4))).json());
    assertThat(whyTaken(files), containsString("alive"));
  }

  @Test
  void theMarkInAnObjectStoreGoesAtTheEnd() throws Exception {
    FolderFiles files = new FolderFiles("attic://" + folder);
    try (FolderClaim claim = FolderClaim.take("--report", files)) {
      claim.mark(mark("run", Instant.now()));
      assertThat(Files.exists(folder.resolve(".run")), is(true));
    }
    assertThat(Files.exists(folder.resolve(".run")), is(false));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "{\"run\":\"x\"}"})
  void aMarkThatSaysNothingIsNone(String text) throws Exception {
    assertThat(RunMark.parse(text), is(nullValue()));
    Files.writeString(folder.resolve(".run"), text);
    for (String scheme : new String[] {"", "attic://"}) {
      try (FolderClaim claim = FolderClaim.take("--report", new FolderFiles(scheme + folder))) {
        assertThat(claim.before(), is(nullValue()));
      }
    }
  }

  private static RunMark mark(String run, Instant seen) {
    return new RunMark(run, START, seen);
  }

  private static String whyTaken(FolderFiles files) {
    UsageException taken =
        assertThrows(
            UsageException.class,
            () -> {
              FolderClaim second = FolderClaim.take("--report", files);
              second.close();
            });
    return String.valueOf(taken.getMessage());
  }
}
