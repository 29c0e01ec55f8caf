package io.github.mailmodosource;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.github.mailmodosource.JobProbe.Result;
import io.github.mailmodosource.sandbox.Sandbox;
import io.github.mailmodosource.sandbox.SandboxSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole commands, whose options stand in a file and in the environment. */
class OptionsFromEverywhereTest {
  @TempDir Path folder;

  @Test
  void aRunTakesItsOptionsFromAllThree() throws Exception {
    Path file = folder.resolve("nightly.yaml");
    try (Sandbox segment =
        Sandbox.start(SandboxSettings.onAnyPort().withWriteKey(JobProbe.WRITE_KEY))) {
      JobProbe.write(
          file,
          """
          activity: [testdata/activity.jsonl, testdata/nowhere.jsonl]
          contacts: testdata/contacts.jsonl
          activityFields: {occurred_at: occurred_at}
          endpoint: %s
          resend: missing   # for reconcile
          report: %s
          """
              .formatted(segment.endpoint(), folder.resolve("report")));
      Process process =
          ChildJvm.start(
              folder,
              Map.of(
                  "MAILMODO_SOURCE_OPTIONS", file.toString(),
                  "MAILMODO_SOURCE_ENDPOINT", "http://127.0.0.1:9",
                  "MAILMODO_SOURCE_RESUME", "none",
                  "MAILMODO_SOURCE_TARGET_PARALLELISM", "1"),
              List.of("send", "--activity=testdata/activity.jsonl"));
      assertThat(process.waitFor() + " " + ChildJvm.log(folder), process.exitValue(), is(0));
      assertThat(segment.events(), hasSize(41));
    }
  }

  /** "A literal key is refused with the reason", wherever it stands. */
  @Test
  void aSecretInAFileIsRefusedAndNotRepeated() {
    Path file = folder.resolve("nightly.properties");
    JobProbe.write(
        file,
        """
        activity=testdata/activity.jsonl
        contacts=testdata/contacts.jsonl
        writeKey=s3cret
        """);
    Result result = JobProbe.run(folder, List.of("send", "--options=" + file));
    assertThat(result.exitCode(), is(2));
    assertThat(
        result.err(),
        containsString("mailmodo-source: --writeKey: a secret must be named, not given"));
    assertThat(result.err(), containsString(" (--writeKey is from " + file + ", line 3)"));
    assertThat(result.out() + result.err(), not(containsString("s3cret")));
  }

  @Test
  void aFaultOfAFileSaysInWhichLineItIs() {
    Path file = folder.resolve("nightly.yaml");
    JobProbe.write(file, "gate: never\nlogLevel: loud\n");
    Result result = JobProbe.run(folder, List.of("send", "--options=" + file));
    assertThat(
        result.err().stripTrailing(),
        is(
            "mailmodo-source: --logLevel=loud is unknown; use one of trace, debug, info, warn, error,"
                + " off (--logLevel is from "
                + file
                + ", line 2)"));
    assertThat(result.exitCode(), is(2));
  }

  /** Flink is asked before anything is built; nobody listens there. */
  @Test
  void whatCannotBeReachedSaysWhereItsAddressIsFrom() {
    Path file = folder.resolve("nightly.yaml");
    JobProbe.write(
        file,
        """
        activity: testdata/activity.jsonl
        contacts: testdata/contacts.jsonl
        writeKey: env:PATH
        runner: FlinkRunner
        flinkMaster: 127.0.0.1:1
        """);
    Result result = JobProbe.run(folder, List.of("send", "--options=" + file));
    assertThat(result.exitCode(), is(1));
    assertThat(
        result.err().stripTrailing(),
        containsString("(--flinkMaster is from " + file + ", line 5)"));
    assertThat(result.err().lines().count(), is(1L));
  }
}
