package io.github.mailmodosource.job;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import io.github.mailmodosource.JobProbe;
import io.github.mailmodosource.commandline.CommandLine;
import io.github.mailmodosource.metrics.FunnelCounter;
import io.github.mailmodosource.metrics.Outcome;
import io.github.mailmodosource.report.ReportOptions;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** "Per event and in total; the job fails (exit 1) if the two sides differ." */
class RunEndTest {
  @TempDir Path folder;

  @Test
  void aRunInWhichEveryRowIsAccountedForEndsWithZero() {
    assertThat(exitCode(row(Outcome.READ, "Email Sent"), row(Outcome.SENT, "Email Sent")), is(0));
  }

  @Test
  void aRowThatIsReadAndThenLostFailsTheRun() {
    Ended ended =
        run(
            List.of(
                row(Outcome.READ, "Email Sent"),
                row(Outcome.READ, "Email Sent"),
                row(Outcome.SENT, "Email Sent")));

    assertThat(ended.exitCode(), is(1));
    assertThat(
        ended.err(), containsString("the funnel does not add up: 2 rows were read in total"));
    assertThat(ended.err(), containsString("2 rows were read for Email Sent, but 1 are"));
    assertThat("the report says so too", reportedExitCode(), is(1));
  }

  @Test
  void aRowThatEndsTwiceFailsTheRun() {
    assertThat(
        exitCode(
            row(Outcome.READ, "Email Sent"),
            row(Outcome.SENT, "Email Sent"),
            row(Outcome.DUPLICATE, "Email Sent")),
        is(1));
  }

  @Test
  void whatOneEventLacksAnotherCannotMakeUpFor() {
    assertThat(exitCode(row(Outcome.READ, "Email Sent"), row(Outcome.SENT, "Email Opened")), is(1));
  }

  private static String row(Outcome outcome, String event) {
    return outcome + "/" + event;
  }

  private int exitCode(String... counted) {
    return run(List.of(counted)).exitCode();
  }

  private int reportedExitCode() {
    return JobProbe.parse(JobProbe.read(folder.resolve("report.json"))).path("exitCode").asInt();
  }

  private record Ended(int exitCode, String err) {}

  /** A pipeline of whose rows only so much is counted. */
  private Ended run(List<String> counted) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    try {
      System.setOut(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));
      System.setErr(new PrintStream(told, true, StandardCharsets.UTF_8));
      ReportOptions options =
          PipelineOptionsFactory.fromArgs("--report=" + folder).as(ReportOptions.class);
      int exitCode =
          JobRun.start(
              new CommandLine("send"),
              options,
              null,
              null,
              run -> {
                Pipeline pipeline = Pipeline.create(options);
                pipeline.apply(Create.of(counted)).apply(ParDo.of(new CountFn()));
                return RunEnd.of(run, pipeline, null);
              });
      return new Ended(exitCode, told.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }

  /** Counts a row for each of {@code SENT/Email Sent}. */
  static final class CountFn extends DoFn<String, Void> {
    @ProcessElement
    public void count(@Element String row) {
      int end = row.indexOf('/');
      new FunnelCounter(Outcome.valueOf(row.substring(0, end))).inc(row.substring(end + 1));
    }
  }
}
