package io.github.mailmodosource;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.github.mailmodosource.JobProbe.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a user sees who gets a command wrong, or asks how it is right. */
class MailmodoSourceTest {
  private static final String ACTIVITY = "--activity=testdata/activity.jsonl";
  private static final String CONTACTS = "--contacts=testdata/contacts.jsonl";

  private static final String WITH_A_KEY = "--writeKey=env:PATH";
  private static final String FLINK = "--runner=FlinkRunner";

  @TempDir Path folder;
  private final Properties before = new Properties();

  @BeforeEach
  void keepSystemProperties() {
    before.putAll(System.getProperties());
  }

  @AfterEach
  void restoreSystemProperties() {
    System.setProperties(before);
  }

  /** Each row: the command line, and how the one line that answers it begins. */
  static Stream<Arguments> wrongUsage() {
    return Stream.of(
        wrong("'sned' is not a command; use one of send", "sned"),
        wrong("'-h' is not a command", "-h"),
        wrong("'--activity' is not a command", "--activity=x"),
        wrong("'--writeKey' is not a command", "--writeKey=abc123", "send"),
        wrong("--activity is missing; ", "send"),
        wrong("--activity is missing; ", "send", CONTACTS),
        wrong("--activity is missing; ", "send", "--activity=", CONTACTS),
        wrong("--contacts is missing; ", "send", ACTIVITY),
        wrong("--activty is not an option; did you mean --activity", "send", "--activty=x"),
        wrong("'activity.jsonl' is not an option; ", "send", "activity.jsonl"),
        wrong("--runner=Spork is not a known runner; ", "send", "--runner=Spork"),
        wrong("--watchInterval is for runs without end; ", "send", "--watchInterval=5s"),
        endless("--minRows is for runs that end; ", "--minRows=0"),
        endless("--progress is for runs that end; ", "--progress=none"),
        sending("--progress=loud is unknown; use auto or none", WITH_A_KEY, "--progress=loud"),
        endless("--maxDeadLetters is for runs that end; ", "--maxDeadLetters=100"),
        endless("--maxEvents is for runs that end; ", "--maxEvents=1000"),
        endless("--maxUsers is for runs that end; ", "--maxUsers=1000"),
        endless("--maxDuration is for runs that end; ", "--maxDuration=8h"),
        endless("--metricsHost is the address of --metricsPort; ", "--metricsHost=0.0.0.0"),
        endless("--pollInterval is for a table, and ", "--pollInterval=1m"),
        endless("--pollLag is for a table, and ", "--pollLag=1m"),
        endless("--activityCursorColumn is for a table, and ", "--activityCursorColumn=k"),
        wrong(
            "--watchInterval is for files, and --activity names only a table; leave it out",
            "send",
            "--streaming",
            "--activity=jdbc:h2:mem:nothing",
            "--watchInterval=5s"),
        wrong("--streaming is not available: replay ", "replay", "--streaming=true"),
        wrong("--streaming is not available: reconcile ", "reconcile", "--streaming"),
        wrong("--streaming is not available: preview ", "preview", "--streaming"),
        wrong(
            "--limit is for payloads, and --forecast shows none; ",
            "preview",
            "--forecast",
            "--limit=3"),
        wrong("--limit=1001 is out of range; ", "preview", ACTIVITY, CONTACTS, "--limit=1001"),
        wrong("--savepointPath is not available: ", "send", FLINK, "--savepointPath=x"),
        wrong("--batchEvents=many is not a whole number", "send", ACTIVITY, "--batchEvents=many"),
        wrong("--logLevel=loud is unknown; ", "send", "--logLevel=loud"),
        wrong(
            "--activity: testdata/nowhere.jsonl does not match any file",
            "send",
            "--activity=testdata/nowhere.jsonl"),
        sending("--zone=Nowhere is not a known time zone; ", "--zone=Nowhere"),
        sending("--since=soon is not a valid time; ", "--since=soon"),
        sending(
            "--since=2026-11-21 is not before --until=2026-11-20",
            "--since=2026-11-21",
            "--until=2026-11-20"),
        sending("--gate=never is unknown; use as_of or ever", "--gate=never"),
        sending("--extraProperties=maybe is unknown; ", "--extraProperties=maybe"),
        sending("--integrations: 'x' is not a JSON object", "--integrations=x"),
        sending("--activityFields: 'who' is not a known field", "--activityFields=who=email"),
        sending("--contactsFields: 'who' is not a known field", "--contactsFields=who=email"),
        sending("--region=mars is unknown; ", "--region=mars"),
        sending("--gate is given more than once; give it once", "--gate=ever", "--gate=as_of"),
        sending(
            "--report: the folder testdata/README.md/report cannot be created",
            "--writeKey=env:PATH",
            "--report=testdata/README.md/report"),
        sending(
            "--report: vault://a/b is on a file system that is not available",
            WITH_A_KEY,
            "--report=vault://a/b/"),
        sending("--report is empty", WITH_A_KEY, "--report="),
        sending(
            "--deadLetters: the folder testdata/README.md/letters cannot be created",
            WITH_A_KEY,
            "--deadLetters=testdata/README.md/letters"),
        sending("--maxDeadLetters=-1 is out of range; ", WITH_A_KEY, "--maxDeadLetters=-1"),
        sending("--activityFormat: 'xml' is not a known format", "--activityFormat=xml"),
        sending("--targetParallelism=0 is too few", WITH_A_KEY, "--targetParallelism=0"),
        sending("--parallelism=-5 is too few", WITH_A_KEY, FLINK, "--parallelism=-5"),
        sending("--flinkMaster=[lokal] is not", WITH_A_KEY, FLINK, "--flinkMaster=[lokal]"),
        sending("--writeKey: a secret must be named, not given", "--writeKey=abc123"),
        sending(
            "--writeKey: the environment variable MAILMODO_SOURCE_NOBODY_SETS_THIS is not set",
            "--writeKey=env:MAILMODO_SOURCE_NOBODY_SETS_THIS"),
        sending(
            "--writeKey: the secret's file testdata/nowhere.key cannot be read",
            "--writeKey=file:testdata/nowhere.key"));
  }

  @ParameterizedTest
  @MethodSource("wrongUsage")
  void wrongUsageOrConfigurationIsExitCode2AndOneLine(String begin, List<String> words) {
    Result result = JobProbe.run(folder, words);
    assertThat(result.err(), startsWith("mailmodo-source: " + begin));
    assertThat(result.err().lines().count(), is(1L));
    assertThat(result.exitCode(), is(2));
    assertThat(result.out(), is(""));
  }

  @ParameterizedTest
  @CsvSource({
    "--flinkConfDir=testdata/nowhere, --flinkConfDir=testdata/nowhere is not a usable ",
    "--executionModeForBatch=SOMETIMES, an option of the FlinkRunner is wrong: "
  })
  void anOptionThatFlinkRefusesIsWrongUsage(String option, String begin) {
    Result result =
        JobProbe.run(
            folder,
            List.of(
                "send",
                ACTIVITY,
                CONTACTS,
                WITH_A_KEY,
                FLINK,
                option,
                "--report=" + folder.resolve("report")));
    assertThat(result.err(), startsWith("mailmodo-source: " + begin));
    assertThat(result.err().lines().count(), is(1L));
    assertThat(result.exitCode(), is(2));
    assertThat("no empty folder is left", Files.exists(folder.resolve("report")), is(false));
  }

  /** Only the workers elsewhere need the key; nobody listens there, which is told instead. */
  @Test
  void aKeyThatOnlyTheWorkersHaveIsNotAskedForHere() {
    Result result =
        JobProbe.run(
            folder,
            List.of(
                "send",
                ACTIVITY,
                CONTACTS,
                "--writeKey=env:MAILMODO_SOURCE_NOBODY_SETS_THIS",
                "--runner=FlinkRunner",
                "--flinkMaster=127.0.0.1:1",
                "--report=" + folder.resolve("report")));
    assertThat(result.err(), startsWith("mailmodo-source: the Flink cluster at 127.0.0.1:1 "));
    assertThat(result.err().lines().count(), is(1L));
    assertThat(result.exitCode(), is(1));
  }

  @Test
  void aSecretThatIsGivenIsNotRepeated() {
    Result result = JobProbe.run(folder, List.of("send", ACTIVITY, CONTACTS, "--writeKey=abc123"));
    assertThat(result.out() + result.err(), not(containsString("abc123")));
  }

  @Test
  void withoutACommandTheCommandsAreListedOnStderr() {
    Result result = JobProbe.run(folder, List.of());
    assertThat(result.exitCode(), is(2));
    assertThat(result.err(), startsWith("mailmodo-source COMMAND [--option=value ...]"));
    assertThat(result.out(), is(""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "help"})
  void theCommandsAreListedForWhoAsks(String word) {
    Result result = JobProbe.run(folder, List.of(word));
    assertThat(result.exitCode(), is(0));
    assertThat(result.out(), startsWith("mailmodo-source COMMAND [--option=value ...]"));
    assertThat(result.out(), containsString("  send  "));
    assertThat(result.out(), containsString("  sandbox  "));
    assertThat(result.out(), containsString("\n  143  ended by SIGTERM"));
    assertThat(result.err(), is(""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "send",
        "preview",
        "reconcile",
        "replay",
        "check",
        "runs",
        "plan",
        "report",
        "sandbox"
      })
  void theHelpOfACommandListsOurOptionsFirst(String command) {
    Result result = JobProbe.run(folder, List.of(command, "--help"));
    assertThat(result.exitCode(), is(0));
    assertThat(result.out(), startsWith(command + ": "));
    String examples =
        result.out().substring(0, result.out().indexOf("\n\n", result.out().indexOf("Examples\n")));
    assertThat(examples, containsString("\n  mailmodo-source " + command));
    Pattern.compile("--(\\w+)=")
        .matcher(examples)
        .results()
        .forEach(used -> assertThat(result.out(), containsString("\n  --" + used.group(1))));
    assertThat(result.out(), containsString("\nExit codes\n    0  done, "));
    int ours = result.out().indexOf("--logLevel=warn");
    assertThat(ours, is(greaterThan(0)));
    assertThat(result.out().indexOf("Beam options"), is(greaterThan(ours)));
    assertThat(result.err(), is(""));
  }

  @Test
  void theHelpOfSendListsEveryOptionOfTheContract() {
    String help = JobProbe.run(folder, List.of("send", "--help")).out();
    for (String option :
        List.of(
            "activity",
            "activityFormat",
            "activityFields",
            "contacts",
            "contactsFormat",
            "contactsFields",
            "since",
            "until",
            "zone",
            "extraProperties=drop",
            "gate=as_of",
            "integrations",
            "deduplicate=true",
            "region=oregon",
            "endpoint",
            "compression=gzip",
            "batchBytes=475000",
            "batchEvents=2500",
            "requestsPerSecond=50",
            "eventsPerSecond=1000",
            "maxInFlight",
            "retryFor",
            "writeKey=env:SEGMENT_WRITE_KEY",
            "report",
            "progress=auto",
            "deadLetters",
            "maxDeadLetters=0",
            "maxEvents",
            "maxUsers",
            "maxDuration",
            "streaming",
            "watchInterval=30s",
            "activityCursorColumn",
            "pollInterval=1m",
            "pollLag=30s",
            "contactsRefresh=5m",
            "contactsWait=10m",
            "maxBatchDelay=10s",
            "deduplicateFor=24h",
            "state",
            "checkpointInterval=10s",
            "drainFor=30s",
            "metricsPort",
            "metricsHost=127.0.0.1")) {
      assertThat(help, containsString("\n  --" + option));
    }
  }

  @Test
  void nothingIsWrittenWhenTheUsageIsWrong() throws Exception {
    Path report = folder.resolve("report");
    JobProbe.run(report, List.of("send", ACTIVITY, CONTACTS, "--gate=never", "--report=" + report));
    assertThat(Files.exists(report), is(false));
  }

  private static Arguments wrong(String line, String... words) {
    return Arguments.of(line, List.of(words));
  }

  /** A command line that would go on without end if it were not for these words. */
  private static Arguments endless(String line, String... words) {
    return sending(
        line, Stream.concat(Stream.of("--streaming"), Arrays.stream(words)).toArray(String[]::new));
  }

  /** A command line that would send if it were not for these words. */
  private static Arguments sending(String line, String... words) {
    return Arguments.of(
        line, Stream.concat(Stream.of("send", ACTIVITY, CONTACTS), Arrays.stream(words)).toList());
  }
}
