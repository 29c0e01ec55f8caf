package io.github.mailmodosource;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.mailmodosource.JobProbe.Result;
import io.github.mailmodosource.sandbox.Sandbox;
import io.github.mailmodosource.sandbox.SandboxSettings;
import io.github.mailmodosource.sandbox.WarehouseSettings;
import io.github.mailmodosource.servers.TestDatabases;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * "A run that ended badly prints the exact command that goes on from there." What it prints is
 * given to a shell, and what the shell makes of it is run.
 */
class NextStepTest {
  private static final String LAUNCHER = "mailmodosource.launcher";
  private static final String[] INPUT = {
    "--activity=testdata/activity.jsonl",
    "--contacts=testdata/contacts.jsonl",
    "--runner=DirectRunner"
  };

  @TempDir Path folder;

  @BeforeEach
  void isThereAShell() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/bin/sh")));
    System.setProperty(LAUNCHER, Shell.recorder(folder).toString());
  }

  @AfterEach
  void noLauncher() {
    System.clearProperty(LAUNCHER);
  }

  @Test
  void afterTooManyDeadLettersItSendsThemAgain() throws Exception {
    AnsweringServer gone = AnsweringServer.always(200, "", "");
    String endpoint = gone.endpoint();
    gone.close();
    Result lost =
        JobProbe.in(folder)
            .with(INPUT)
            .with("--retryFor=0s", "--minRows=50", "--maxEvents=1000")
            .send(endpoint);
    assertThat(lost.err(), lost.exitCode(), is(3));
    assertThat(lost.report().at("/funnel/undelivered").asInt(), is(41));

    try (Sandbox segment =
        Sandbox.start(
            SandboxSettings.onAnyPort()
                .withPort(URI.create(endpoint).getPort())
                .withWriteKey(JobProbe.WRITE_KEY))) {
      List<String> words = next(lost, "when their cause is gone, send the dead letters again:");
      assertThat(words.get(0), is("replay"));
      assertThat(words, hasItem("--deadLetters=" + lost.folder()));
      assertThat("replay does not read it", words, not(hasItem(startsWith("--activity="))));
      assertThat("these rows are no night's", words, not(hasItem(startsWith("--minRows="))));
      Path replayed = lost.folder().resolve("replay");
      assertThat("no letters are read twice", words, hasItem("--report=" + replayed));

      Result again = JobProbe.run(replayed, words);
      assertThat(again.err(), again.exitCode(), is(0));
      assertThat(segment.events(), hasSize(41));
      assertThat("nothing is left", again.out(), not(containsString("  next  ")));
      assertThat(again.report().has("next"), is(false));
    }
  }

  /** Its letters alone: others may lie beside them. */
  @Test
  void lettersInAFolderForManyRunsAreNamedOneByOne() throws Exception {
    Path letters = folder.resolve("all letters");
    try (Sandbox segment =
        Sandbox.start(SandboxSettings.onAnyPort().withWriteKey(JobProbe.WRITE_KEY))) {
      Result lost =
          JobProbe.in(folder)
              .with(INPUT)
              .replacing("--activity=", "testdata/activity.jsonl,testdata/bad-rows.jsonl")
              .with("--deadLetters=" + letters, "--maxDeadLetters=1000")
              .send(segment.endpoint());
      assertThat("some are allowed", lost.exitCode(), is(0));

      List<String> words = next(lost, "when their cause is gone, send the dead letters again:");
      String file = "--deadLetters=" + letters + "/dead-letters-send-";
      assertThat(words, hasItem(allOf(startsWith(file), containsString(".jsonl"))));
      Result again = JobProbe.run(lost.folder().resolve("replay"), words);
      assertThat(again.report().at("/funnel/read").asInt(), is(34));
    }
  }

  @Test
  void whatIsMissingInTheWarehouseIsSentAgain() throws Exception {
    TestDatabases server = TestDatabases.POSTGRESQL;
    String schema = TestDatabases.newSchemaName();
    WarehouseSettings warehouse =
        WarehouseSettings.of(server.url(), TestDatabases.ADMIN, null, schema).withLoseEvery(7);
    try (Sandbox segment =
        Sandbox.start(
            SandboxSettings.onAnyPort()
                .withWriteKey(JobProbe.WRITE_KEY)
                .withWarehouse(warehouse))) {
      Result sent = JobProbe.in(folder).with(INPUT).send(segment.endpoint());
      assertThat(sent.exitCode(), is(0));
      awaitLoaded(segment);
      Result found =
          JobProbe.in(folder)
              .with(INPUT)
              .with("--warehouse=" + server.url(), "--warehouseUser=" + TestDatabases.ADMIN)
              .with("--warehouseSchema=" + schema, "--settle=0s", "--maxResend=2")
              .with("--since=2000-01-01")
              .reconcile(segment.endpoint());
      assertThat(found.err(), found.exitCode(), is(4));

      List<String> words = next(found, "when it is clear why they are missing, send them:");
      assertThat(words, hasItem("--resend=missing"));
      assertThat("so many are allowed", words, hasItem("--maxResend=5"));
      assertThat(words, hasItem("--since=2000-01-01"));
      Result again = JobProbe.run(found.folder(), words);
      assertThat(again.report().at("/resent/sent").asInt(), is(5));

      awaitLoaded(segment);
      List<String> last =
          next(again, "when the warehouse has loaded what was sent again, compare again:");
      Result clean = JobProbe.run(found.folder(), last);
      assertThat(clean.err(), clean.exitCode(), is(0));
      assertThat(clean.out(), not(containsString("  next  ")));
    }
  }

  /** "No secret ever appears in a log … E-mail addresses are masked in logs." */
  @Test
  void addressesAreMaskedAndItIsSaidWhatIsNotShown() throws Exception {
    try (ExpiringKey segment = ExpiringKey.after(0)) {
      Result stopped =
          JobProbe.in(folder)
              .with(INPUT)
              .with("--activityFields=campaign_name='of ann@example.com'")
              .send(segment.endpoint());
      assertThat(stopped.exitCode(), is(1));
      List<String> words =
          next(
              stopped,
              "when its cause is gone, send the rest (put back what is not shown here of"
                  + " --activityFields):");
      assertThat(words, hasItem("--activityFields=campaign_name='of a***@example.com'"));
      assertThat(stopped.report().toString(), not(containsString("ann@example.com")));
    }
  }

  private static void awaitLoaded(Sandbox segment) throws Exception {
    while (segment.warehouse() != null && segment.warehouse().waiting() > 0) {
      Thread.sleep(5);
    }
  }

  /** What a shell makes of the command that stands in a line of its own, and in the report. */
  private List<String> next(Result result, String why) throws Exception {
    List<String> lines = result.out().lines().toList();
    int label = lines.indexOf("  next          " + why);
    assertThat(result.out(), label >= 0, is(true));
    String command = lines.get(label + 1).strip();
    assertThat(result.report().at("/next/why").asText(), is(why));
    assertThat(result.report().at("/next/command").asText(), is(command));
    return Shell.words(folder, command);
  }
}
