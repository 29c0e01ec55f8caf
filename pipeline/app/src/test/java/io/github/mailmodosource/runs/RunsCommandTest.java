package io.github.mailmodosource.runs;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.github.mailmodosource.JobProbe;
import io.github.mailmodosource.JobProbe.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** "lists the reports of a folder: when, command, exit code, funnel in short, what to do next". */
class RunsCommandTest {
  @TempDir Path temp;
  private Path reports;

  @BeforeEach
  void someNights() throws IOException {
    reports = Files.createDirectory(temp.resolve("reports"));
    Path nightly = Files.createDirectories(reports.resolve("nightly"));
    report(
        nightly,
        """
        {"job":"send","started":"2026-11-23T02:00:05.123Z","exitCode":3,"stopped":null,
         "funnel":{"read":1204,"invalid":3,"sent":1101,"undelivered":1},"deadLetters":{"bad_time":3,"event_too_large":1}}
        """);
    Files.writeString(nightly.resolve("dead-letters-send-1.jsonl"), "");
    report(
        Files.createDirectories(nightly.resolve("earlier/20261122T020003000Z")),
        """
        {"job":"send","started":"2026-11-22T02:00:03Z","exitCode":0,"stopped":null,
         "funnel":{"read":1000,"sent":900},"deadLetters":{}}
        """);
    report(
        reports.resolve("reconcile-1"),
        """
        {"job":"reconcile","started":"2026-11-23T04:00:00Z","exitCode":4,"stopped":null,
         "totals":{"expected":2001,"matched":1990,"missing":11,"mismatched":0,"unexpected":0},"deadLetters":{}}
        """);
    report(
        reports.resolve("send-2"),
        """
        {"job":"send","started":"2026-11-24T02:00:01Z","exitCode":143,"stopped":"stopped by SIGTERM","left":500,
         "funnel":{"read":700,"sent":200},"deadLetters":{}}
        """);
  }

  @Test
  void eachRunIsListedWithWhatToDoNextTheNewestFirst() {
    Result result = JobProbe.run(temp, List.of("runs", "--reports=" + reports));

    assertThat(result.err(), result.exitCode(), is(0));
    assertThat(
        result.out().replace(reports.toString(), "reports"),
        is(
            """
            started               command    exit  came to
            2026-11-24 02:00:01Z  send        143  700 read, 200 sent, 500 left
                                                   stopped by SIGTERM
                                                   > the same command goes on from there
                                                   reports/send-2/report.html
            2026-11-23 04:00:00Z  reconcile     4  2,001 expected, 11 missing
                                                   > send what is missing: the same command with --resend=missing
                                                   reports/reconcile-1/report.html
            2026-11-23 02:00:05Z  send          3  1,204 read, 1,101 sent, 4 dead letters
                                                   > when their cause is gone: replay --deadLetters=reports/nightly
                                                   reports/nightly/report.html
            2026-11-22 02:00:03Z  send          0  1,000 read, 900 sent
                                                   reports/nightly/earlier/20261122T020003000Z/report.html
            as a page: reports/index.html
            """));
    assertThat(result.err(), is(""));
  }

  /** The letters of a run that has moved aside lie there now. */
  @Test
  void theCommandOfAReportStandsInALineOfItsOwn() throws Exception {
    report(
        reports.resolve("send-2"),
        """
        {"job":"send","started":"2026-11-24T02:00:01Z","exitCode":5,"stopped":"stopped at --maxEvents=200","left":500,
         "next":{"why":"send what is left:","command":"bin/mailmodo-source send '--activity=a & b.csv'"},
         "funnel":{"read":700,"sent":200},"deadLetters":{}}
        """);
    Path earlier = reports.resolve("nightly/earlier/20261122T020003000Z");
    report(
        earlier,
        """
        {"job":"send","started":"2026-11-22T02:00:03Z","exitCode":3,"stopped":null,
         "next":{"why":"send the dead letters again:","command":"bin/mailmodo-source replay --deadLetters=reports/nightly --contacts=c.csv"},
         "funnel":{"read":1000,"sent":900},"deadLetters":{"bad_time":1}}
        """);
    Files.writeString(earlier.resolve("dead-letters-send-0.jsonl"), "");

    String listed =
        JobProbe.run(temp, List.of("runs", "--reports=" + reports))
            .out()
            .replace(reports.toString(), "reports");
    assertThat(
        listed,
        containsString(
            """
                                                   > send what is left:
                                                     bin/mailmodo-source send '--activity=a & b.csv'
            """));
    assertThat(
        listed,
        containsString(
            """
                                                   > send the dead letters again:
                                                     bin/mailmodo-source replay --deadLetters=reports/nightly/earlier/20261122T020003000Z --contacts=c.csv
            """));
    assertThat(
        Files.readString(reports.resolve("index.html")),
        containsString(
            "send what is left:<code><span>bin/mailmodo-source</span> <span>send</span>"
                + " <span>'--activity=a</span> <span>&amp;</span> <span>b.csv'</span></code>"));
  }

  @Test
  void thePageLinksEachReportAndShowsEachNight() throws Exception {
    JobProbe.run(temp, List.of("runs", "--reports=" + reports));

    String page = Files.readString(reports.resolve("index.html"));
    assertThat(page, containsString("<a href=\"send-2/report.html\">2026-11-24 02:00:01Z</a>"));
    assertThat(page, containsString("href=\"nightly/earlier/20261122T020003000Z/report.html\""));
    assertThat(page, containsString("<b>send</b>"));
    assertThat(page, containsString("3 runs, 1 of them with exit code 0"));
    assertThat("one night is no trend", page, not(containsString("<b>reconcile</b>")));
  }

  @Test
  void whatAReportSaysIsTextOnThePage() throws Exception {
    report(
        reports.resolve("odd <name> & more"),
        """
        {"job":"send","started":"2026-11-25T02:00:00Z","exitCode":1,"stopped":"<script>alert(1)</script>","funnel":{}}
        """);

    JobProbe.run(temp, List.of("runs", "--reports=" + reports));

    String page = Files.readString(reports.resolve("index.html"));
    assertThat(page, containsString("&lt;script&gt;alert(1)&lt;/script&gt;"));
    assertThat(page, not(containsString("<script")));
    assertThat(page, containsString("href=\"odd%20%3Cname%3E%20%26%20more/report.html\""));
  }

  @Test
  void olderOnesAreCountedOnly() {
    Result result = JobProbe.run(temp, List.of("runs", "--reports=" + reports, "--newest=1"));

    assertThat(result.out(), containsString("2026-11-24 02:00:01Z"));
    assertThat(result.out(), containsString("and 3 before; --newest=0 lists all\n"));
  }

  @Test
  void aFileThatIsNoReportIsNamedAndTheOthersAreListed() throws Exception {
    Path other = Files.createDirectory(reports.resolve("other")).resolve("report.json");
    Files.writeString(other, "{\"half\":");

    Result result = JobProbe.run(temp, List.of("runs", "--reports=" + reports));

    assertThat(result.exitCode(), is(0));
    assertThat(result.err(), is("mailmodo-source: " + other + " is not a report\n"));
    assertThat(result.out(), containsString("2026-11-22 02:00:03Z"));
  }

  @Test
  void aFolderWithoutReportsSaysSo() throws Exception {
    Path empty = Files.createDirectory(temp.resolve("empty"));

    Result result = JobProbe.run(temp, List.of("runs", "--reports=" + empty));

    assertThat(result.exitCode(), is(0));
    assertThat(result.err(), is("mailmodo-source: there are no reports in " + empty + "\n"));
    assertThat(Files.exists(empty.resolve("index.html")), is(false));
  }

  @Test
  void aFolderThatDoesNotExistIsWrongUsage() {
    Result result = JobProbe.run(temp, List.of("runs", "--reports=" + temp.resolve("nowhere")));

    assertThat(result.exitCode(), is(2));
    assertThat(result.err(), startsWith("mailmodo-source: --reports: the folder "));
  }

  private static void report(Path folder, String json) throws IOException {
    Files.writeString(Files.createDirectories(folder).resolve("report.json"), json);
  }
}
