package io.github.mailmodosource;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.github.mailmodosource.JobProbe.Result;
import io.github.mailmodosource.sandbox.Sandbox;
import io.github.mailmodosource.sandbox.SandboxSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * "No secret ever appears in a log, a report, an exception, the process list, or Flink's REST API.
 * E-mail addresses are masked in logs."
 */
class SecretsTest {
  private static final String[] SEND = {
    "--activity=testdata/activity.jsonl,testdata/bad-rows.jsonl",
    "--contacts=testdata/contacts.jsonl"
  };

  @TempDir Path folder;

  @Test
  void aClusterGetsTheReferenceAndNeverTheKey() throws Exception {
    try (FlinkCluster flink = FlinkCluster.start(folder)) {
      List<String> left = new ArrayList<>();
      try (Sandbox segment =
          Sandbox.start(SandboxSettings.onAnyPort().withWriteKey(JobProbe.WRITE_KEY))) {
        Result sent =
            JobProbe.in(folder)
                .with(SEND)
                .with(flink.options())
                .with("--requestsPerSecond=50")
                .send(segment.endpoint());
        assertThat(sent.err(), sent.exitCode(), is(3));
        assertThat(segment.events(), hasSize(41 + 36));
        left.addAll(everythingOf(sent));
      }
      try (Sandbox refusing =
          Sandbox.start(SandboxSettings.onAnyPort().withWriteKey("another-key"))) {
        Result refused =
            JobProbe.in(folder).with(SEND).with(flink.options()).send(refusing.endpoint());
        assertThat(refused.exitCode(), is(1));
        assertThat(refused.err(), containsString("answered 401"));
        assertThat("what was counted is told", refused.report().has("countsLost"), is(false));
        assertThat(
            "nothing was accepted", refused.report().path("funnel").path("sent").asInt(), is(0));
        left.addAll(everythingOf(refused));
      }
      List<String> rest = flink.answers();
      assertThat("the REST API knows both jobs", rest.size(), is(4 + 2 * 6));
      assertThat(String.join("", rest), containsString("SendToSegment"));
      assertThat(
          "one worker sends, and nothing is gathered for it",
          String.join("", rest),
          not(containsString("ToOneSender")));
      left.addAll(rest);
      assertNoSecretIn(left);
    }
  }

  @Test
  void theMostTalkativeLogHasNoKeyAndNoAddress() throws Exception {
    try (Sandbox segment =
        Sandbox.start(SandboxSettings.onAnyPort().withWriteKey(JobProbe.WRITE_KEY))) {
      List<String> command = new ArrayList<>(List.of("send"));
      command.addAll(List.of(SEND));
      command.addAll(RunnerMode.DIRECT.options());
      command.add("--endpoint=" + segment.endpoint());
      command.add("--logLevel=trace");
      command.add("--report=" + folder.resolve("report"));
      Process process = ChildJvm.start(folder, List.of(), command);

      assertThat(process.waitFor(), is(3));
      String text = ChildJvm.log(folder);
      assertThat("the log talks", text.length(), is(greaterThan(10_000)));
      assertNoSecretIn(List.of(text));
      assertThat("e-mail addresses are masked", unmasked(text), is(empty()));
    }
  }

  private static List<String> unmasked(String log) {
    return Pattern.compile("[^*\\s]@example\\.")
        .matcher(log)
        .results()
        .map(MatchResult::group)
        .toList();
  }

  private static List<String> everythingOf(Result result) throws Exception {
    List<String> everything = new ArrayList<>(List.of(result.out(), result.err()));
    try (Stream<Path> files = Files.walk(result.folder())) {
      files.filter(Files::isRegularFile).map(JobProbe::read).forEach(everything::add);
    }
    return everything;
  }

  private static void assertNoSecretIn(List<String> texts) {
    String authorization =
        Base64.getEncoder()
            .encodeToString((JobProbe.WRITE_KEY + ":").getBytes(StandardCharsets.UTF_8));
    for (String text : texts) {
      assertThat(text.contains(JobProbe.WRITE_KEY), equalTo(false));
      assertThat(text.contains(authorization), equalTo(false));
    }
  }
}
