package io.github.mailmodosource;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.mailmodosource.JobProbe.Result;
import io.github.mailmodosource.log.LoggedLines;
import io.github.mailmodosource.sandbox.Sandbox;
import io.github.mailmodosource.sandbox.SandboxSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * "--logFormat=text|json". Results stay as they are on standard output; every line of standard
 * error is an object.
 */
class LogFormatTest {
  private static final String[] INPUT = {
    "--activity=testdata/activity.jsonl,testdata/bad-rows.jsonl",
    "--contacts=testdata/contacts.jsonl"
  };

  @TempDir Path folder;

  private static List<String> messages(Result result) {
    return LoggedLines.of(result.err()).stream().map(line -> line.get("message").asText()).toList();
  }

  @Test
  void theFunnelIsTextAndWhatIsWrongIsJson() throws Exception {
    try (Sandbox segment =
        Sandbox.start(SandboxSettings.onAnyPort().withWriteKey(JobProbe.WRITE_KEY))) {
      Result result =
          JobProbe.in(folder)
              .with(INPUT)
              .with("--logFormat=json")
              .on(RunnerMode.DIRECT)
              .send(segment.endpoint());

      assertThat(result.exitCode(), is(3));
      assertThat(result.out(), containsString("  sent                          77\n"));
      List<JsonNode> lines = LoggedLines.of(result.err());
      JsonNode last = lines.get(lines.size() - 1);
      assertThat(last.get("message").asText(), startsWith("34 dead letters, more than"));
      assertThat(last.get("level").asText(), is("ERROR"));
      assertThat(last.get("logger").asText(), is("mailmodo-source"));
    }
  }

  @Test
  void whatStopsARunIsJson() throws Exception {
    try (ExpiringKey segment = ExpiringKey.after(0)) {
      Result result =
          JobProbe.in(folder)
              .with(INPUT)
              .with("--logFormat=JSON")
              .on(RunnerMode.DIRECT)
              .send(segment.endpoint());
      assertThat(result.exitCode(), is(1));
      assertThat(messages(result), hasItem(result.report().path("stopped").asText()));
    }
  }

  /** Payloads are results; the funnel of a preview is not. */
  @Test
  void aPreviewHasPayloadsOnOneStreamAndItsFunnelOnTheOther() {
    Result result =
        JobProbe.in(folder).with(INPUT).with("--logFormat=json").on(RunnerMode.DIRECT).preview();
    assertThat(result.out().lines().count(), is(10L));
    assertThat(
        JobProbe.parse(result.out().lines().findFirst().orElseThrow()).has("event"), is(true));
    assertThat(messages(result), hasItem("  would_send                    77"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "send --logFormat=json --activty=a.csv",
        "send --logFormat=json --options=none.yaml",
        "send --logFormat=json --gate=never",
        "send --logFormat=json --logLevel=loud",
        "preview --logFormat=json",
        "reconcile --logFormat=json",
        "replay --logFormat=json",
        "report --logFormat=json",
        "runs --logFormat=json --reports=none",
        "sandbox --logFormat=json --port=none"
      })
  void wrongUsageIsOneObject(String words) {
    Result result = JobProbe.run(folder, List.of(words.split(" ")));
    assertThat(result.exitCode(), is(2));
    assertThat(result.err().lines().count(), is(1L));
    JsonNode line = LoggedLines.of(result.err()).get(0);
    assertThat(line.get("level").asText(), is("ERROR"));
    assertThat(
        "the name is that of the logger",
        line.get("message").asText(),
        not(startsWith("mailmodo-source: ")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"plan", "completion bash", "check", "runs --reports=FOLDER"})
  void otherCommandsTellTheirResultsAsEver(String words) {
    List<String> all =
        new ArrayList<>(List.of(words.replace("FOLDER", folder.toString()).split(" ")));
    Result text = JobProbe.run(folder, all);
    all.add("--logFormat=json");
    Result json = JobProbe.run(folder, all);

    assertThat(json.exitCode(), is(text.exitCode()));
    assertThat(
        messages(json),
        is(text.err().lines().map(line -> line.replaceFirst("^mailmodo-source: ", "")).toList()));
    if (!words.equals("check")) {
      // It repeats what it was given.
      assertThat(json.out(), is(text.out()));
    }
  }

  @Test
  void itMayStandInAFile() throws Exception {
    Path file = Files.writeString(folder.resolve("o.yaml"), "logFormat: json\ngate: never\n");
    Result result = JobProbe.run(folder, List.of("send", "--options=" + file));
    assertThat(result.exitCode(), is(2));
    assertThat(messages(result).get(0), startsWith("--gate=never is unknown"));
  }

  @Test
  void anUnknownFormatIsRefused() {
    Result result = JobProbe.run(folder, List.of("send", "--logFormat=xml"));
    assertThat(result.exitCode(), is(2));
    assertThat(
        result.err().strip(),
        is("mailmodo-source: --logFormat=xml is unknown; use one of text, json"));
  }

  /** A process of its own: there SLF4J is set up anew. */
  @Test
  void whatBeamAndFlinkLogIsJsonToo() throws Exception {
    Path key = Files.writeString(folder.resolve("key"), JobProbe.WRITE_KEY);
    try (Sandbox segment =
        Sandbox.start(SandboxSettings.onAnyPort().withWriteKey(JobProbe.WRITE_KEY))) {
      List<String> command = ChildJvm.words(List.of());
      command.add("send");
      command.addAll(List.of(INPUT));
      command.addAll(RunnerMode.FLINK_BATCH.options());
      command.add("--endpoint=" + segment.endpoint());
      command.add("--writeKey=file:" + key);
      command.add("--report=" + folder.resolve("report"));
      command.add("--resume=" + folder.resolve("resume"));
      command.add("--logLevel=debug");
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.environment().put("MAILMODO_SOURCE_LOG_FORMAT", "json");
      Process process =
          builder
              .redirectOutput(folder.resolve("out").toFile())
              .redirectError(folder.resolve("err").toFile())
              .start();
      assertThat(JobProbe.read(folder.resolve("err")), process.waitFor(), is(3));

      String err = JobProbe.read(folder.resolve("err"));
      List<JsonNode> lines = LoggedLines.of(err);
      assertThat("it talks", lines.size(), is(greaterThan(500)));
      List<String> rooms =
          lines.stream()
              .map(
                  line ->
                      line.get("logger").asText().replaceFirst("^(\\w+\\.\\w+\\.\\w+)\\..*", "$1"))
              .collect(Collectors.toSet())
              .stream()
              .toList();
      assertThat(rooms, hasItem("org.apache.beam"));
      assertThat(rooms, hasItem("org.apache.flink"));
      assertThat("nobody writes past the loggers", rooms, not(hasItem("stderr")));
      assertThat(err, not(containsString(JobProbe.WRITE_KEY)));
      assertThat(JobProbe.read(folder.resolve("out")), startsWith("send: 123 rows read in "));
    }
  }
}
