package io.github.mailmodosource.protocols;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.mailmodosource.Golden;
import io.github.mailmodosource.JobProbe;
import io.github.mailmodosource.JobProbe.Result;
import io.github.mailmodosource.RunnerMode;
import io.github.mailmodosource.sandbox.Sandbox;
import io.github.mailmodosource.sandbox.SandboxSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole runs with {@code --trackingPlan}: all is told, and nothing is held back. */
class TrackingPlanRunTest {
  private static final String ACTIVITY = "--activity=testdata/activity.jsonl";
  private static final String CONTACTS = "--contacts=testdata/contacts.jsonl";

  @TempDir Path folder;
  private Path plan;

  @BeforeEach
  void writeThePlan() {
    plan = folder.resolve("plan.json");
    JobProbe.write(plan, TestPlans.strict());
  }

  @ParameterizedTest
  @EnumSource(
      value = RunnerMode.class,
      names = {"DIRECT", "FLINK_BATCH"})
  void everyRunnerFindsTheSame(RunnerMode mode) {
    Result result = with(ACTIVITY, CONTACTS).on(mode).preview();

    assertThat(result.err(), result.exitCode(), is(0));
    assertThat(
        counted(result.report().path("trackingPlan")),
        is(
            List.of(
                "Email Bounced: planned, 1 of 3",
                "  1 invalid_value properties.reason",
                "Email Form Submitted: planned, 0 of 3",
                "Email Marked as Spam: planned, 0 of 3",
                "Email Opened: planned, 8 of 8",
                "  8 wrong_type properties.apple_privacy_open",
                "Email Sent: not planned, 16 of 16",
                "  16 unplanned_event ",
                "Email Unsubscribed: planned, 2 of 3",
                "  2 not_allowed properties.reason",
                "  2 unplanned_property properties.reason",
                "Link Clicked: planned, 5 of 5",
                "  5 unplanned_property properties.link_url",
                "  2 required_missing properties.link_id")));
    assertThat(
        "the one whose reason is another, by its id",
        result.report().at("/trackingPlan/events/Email Bounced/violations/0/example").asText(),
        is("mailmodo-f96d1e71905933a87299f52b168c2406d2228a8e"));
  }

  @Test
  void aPreviewTellsOnStandardErrorAndShowsTheSamePayloads() {
    Result result = with(ACTIVITY, CONTACTS).preview();

    assertThat(
        Golden.canonical(result.out().lines().toList()),
        is(Golden.canonical(Golden.read("preview.jsonl.golden").lines().toList())));
    assertThat(
        result.err(),
        containsString(
            "  tracking plan 9 events fit the plan, 32 violate it\n"
                + "                16 Email Sent: the event is not in the plan [Unplanned Events], such as mailmodo-"));
    assertThat(
        result.err(),
        containsString(
            "2 Link Clicked: properties.link_id is required, and missing [JSON Schema Violations],"
                + " such as mailmodo-"));
  }

  @Test
  void sendHoldsNothingBackAndEndsWithTheSameExitCode() throws Exception {
    try (Sandbox segment =
        Sandbox.start(SandboxSettings.onAnyPort().withWriteKey(JobProbe.WRITE_KEY))) {
      Result result = with(ACTIVITY, CONTACTS).send(segment.endpoint());

      assertThat(result.err(), result.exitCode(), is(0));
      assertThat(Golden.canonical(segment.events()), is(Golden.payloads("activity.jsonl.golden")));
      assertThat(
          result.out(), containsString("tracking plan 9 events fit the plan, 32 violate it"));
      assertThat(result.report().at("/trackingPlan/events/Email Sent/violating").asInt(), is(16));
      assertThat(
          JobProbe.read(result.folder().resolve("report.html")),
          containsString("\"unplanned_event\""));
    }
  }

  /** What {@code plan} prints is what {@code send} sends, and a forecast tells of it as well. */
  @Test
  void ourOwnPlanIsViolatedByNothing() {
    Result printed = JobProbe.run(folder, List.of("plan"));
    JobProbe.write(plan, printed.out());

    Result result = with(ACTIVITY, CONTACTS, "--forecast").preview();

    assertThat(
        result.err(), containsString("  tracking plan 41 events fit the plan, 0 violate it\n"));
    assertThat(result.err(), not(containsString("held back")));
    assertThat(result.out(), containsString("What send would come to."));
  }

  @Test
  void checkReadsThePlanAndComparesTheFirstActivitiesWithIt() {
    Result result = check();

    assertThat(
        result.out(),
        containsString(
            "✓ plan         "
                + plan
                + ": 8 rules of track calls, 6 of them of the seven events; of other calls, and not"
                + " compared: 1 GROUP, 1 IDENTIFY\n"));
    assertThat(
        result.out(), containsString("! plan         it has 'email sent' and not 'Email Sent'; "));
    assertThat(
        result.out(),
        containsString("Email Sent: the event is not in the plan [Unplanned Events], such as "));
  }

  @ParameterizedTest
  @ValueSource(strings = {"send", "preview", "check"})
  void aFileThatIsNoPlanEndsTheCommandWithOneLine(String command) {
    JobProbe.write(plan, "Name,Description\n");

    Result result = command.equals("check") ? check() : run(command);

    assertThat(result.exitCode(), is(2));
    assertThat(
        command.equals("check") ? result.out() : result.err(),
        containsString("--trackingPlan=" + plan + " is not JSON (line 1); use what Segment's"));
  }

  @Test
  void aFileThatDoesNotExistAndStreamingAreRefused() {
    assertThat(
        run("preview", "--trackingPlan=nowhere.json").err(),
        is("mailmodo-source: --trackingPlan=nowhere.json does not exist\n"));
    Result streaming = run("send", "--streaming");
    assertThat(streaming.exitCode(), is(2));
    assertThat(streaming.err(), containsString("--trackingPlan is for runs that end; "));
  }

  private JobProbe with(String... options) {
    return JobProbe.in(folder).with(options).with("--trackingPlan=" + plan);
  }

  private Result check() {
    return run("check", "--endpoint=http://127.0.0.1:9");
  }

  private Result run(String command, String... more) {
    List<String> words = new ArrayList<>(List.of(command, ACTIVITY, CONTACTS));
    if (Stream.of(more).noneMatch(option -> option.startsWith("--trackingPlan"))) {
      words.add("--trackingPlan=" + plan);
    }
    words.addAll(List.of(more));
    Path key = folder.resolve("key");
    JobProbe.write(key, "a-key");
    words.addAll(List.of("--writeKey=file:" + key, "--report=" + folder.resolve("report")));
    return JobProbe.run(folder, words);
  }

  private static List<String> counted(JsonNode trackingPlan) {
    List<String> lines = new ArrayList<>();
    trackingPlan
        .path("events")
        .properties()
        .forEach(
            event -> {
              JsonNode of = event.getValue();
              lines.add(
                  event.getKey()
                      + (of.path("planned").asBoolean() ? ": planned, " : ": not planned, ")
                      + of.path("violating")
                      + " of "
                      + of.path("compared"));
              of.path("violations")
                  .forEach(
                      one ->
                          lines.add(
                              "  "
                                  + one.path("count")
                                  + " "
                                  + one.path("kind").asText()
                                  + " "
                                  + one.path("property").asText()));
            });
    return lines;
  }
}
