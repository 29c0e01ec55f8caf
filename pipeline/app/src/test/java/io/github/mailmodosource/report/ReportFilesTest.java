package io.github.mailmodosource.report;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.mailmodosource.failure.JobStoppedException;
import io.github.mailmodosource.metrics.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFilesTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What a browser takes for the report: everything up to the next end of a script. */
  private static final Pattern EMBEDDED =
      Pattern.compile(
          "<script type=\"application/json\" id=\"report\">(.*?)</script",
          Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

  @TempDir Path folder;

  @BeforeAll
  static void registerFileSystems() {
    FileSystems.setDefaultPipelineOptions(PipelineOptionsFactory.create());
  }

  @Test
  void writesTheReportAsJsonAndAsAPage() throws Exception {
    RunReport report = Reports.sample();
    ReportFiles.write(report, folder.toString());

    assertThat(Files.readString(folder.resolve("report.json")), is(report.json()));
    String page = Files.readString(folder.resolve("report.html"));
    assertThat(page.toLowerCase(Locale.ROOT), startsWith("<!doctype html>"));
    assertThat(JSON.readTree(embedded(page)), is(JSON.readTree(report.json())));
    assertThat("nothing is left to fill in", page, not(containsString("REPORT_JSON")));
  }

  @Test
  void aFolderThatIsNotThereIsMade() {
    Path deep = folder.resolve("a").resolve("b c");
    ReportFiles.write(Reports.sample(), deep.toString());
    assertThat(Files.exists(deep.resolve("report.json")), is(true));
    assertThat(Files.exists(deep.resolve("report.html")), is(true));
  }

  @Test
  void anOlderReportIsReplaced() throws Exception {
    ReportFiles.write(Reports.sample(), folder.toString());
    ReportFiles.write(Reports.sample().withExitCode(3), folder.toString());
    assertThat(
        JSON.readTree(folder.resolve("report.json").toFile()).get("exitCode").intValue(), is(3));
    assertThat(
        JSON.readTree(embedded(Files.readString(folder.resolve("report.html"))))
            .get("exitCode")
            .intValue(),
        is(3));
  }

  @Test
  void nothingInTheReportCanBecomeMarkup() throws Exception {
    String attack = "</script><script>alert(1)</script><!-- <script> \u2028 & \"REPORT_JSON\"";
    Funnel funnel = new Funnel();
    funnel.add(attack, Outcome.READ, 1);
    RunReport report = Reports.with(funnel, Map.of(attack, 1L));
    ReportFiles.write(report, folder.toString());

    String page = Files.readString(folder.resolve("report.html"));
    assertThat(page, not(containsString("alert(1)</script>")));
    assertThat(embedded(page), not(containsString("<")));
    assertThat(
        JSON.readTree(embedded(page)).at("/deadLetters").properties().iterator().next().getKey(),
        is(attack));
    assertThat(Files.readString(folder.resolve("report.json")), is(report.json()));
  }

  @Test
  void aFolderThatCannotBeWrittenStopsTheJobWithOneLine() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");
    JobStoppedException stopped =
        assertThrows(
            JobStoppedException.class,
            () -> ReportFiles.write(Reports.sample(), file.resolve("reports").toString()));
    assertThat(
        stopped.getMessage(), startsWith("the report cannot be written to " + file + "/reports: "));
    assertThat(String.valueOf(stopped.getMessage()).lines().count(), is(1L));
  }

  private static String embedded(String page) {
    Matcher matcher = EMBEDDED.matcher(page);
    assertThat("the page holds the report", matcher.find(), is(true));
    return matcher.group(1);
  }
}
