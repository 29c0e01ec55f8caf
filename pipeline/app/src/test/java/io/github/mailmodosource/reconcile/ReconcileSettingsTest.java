package io.github.mailmodosource.reconcile;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import io.github.mailmodosource.commandline.CommandLine;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReconcileSettingsTest {
  private static final Instant NOW = Instant.parse("2026-11-20T00:00:00Z");

  @Test
  void fourWrongOptionsAreFourLinesEachWithItsOption() {
    assertThat(
        faults(
            "--settle=soon", "--maxMissing=many", "--resend=all", "--warehouse=postgresql://h/d"),
        contains(
            startsWith("--settle=soon "),
            startsWith("--maxMissing=many "),
            startsWith("--resend=all is unknown; use missing"),
            startsWith("--warehouse is not a JDBC URL; ")));
  }

  @Test
  void aPeriodThatHasNotSettledHidesNothingElse() {
    assertThat(
        faults("--since=2026-11-19", "--counts=testdata/nowhere.json"),
        contains(
            startsWith("--since=2026-11-19T00:00:00Z is less than --settle=48h ago"),
            startsWith("--counts=testdata/nowhere.json: "),
            startsWith("--warehouse is missing; ")));
  }

  /** "It sees 60 days: an older --since, or none, is refused with the reason." */
  @ParameterizedTest
  @CsvSource({
    "--settle=1h, true",
    "--since=2026-09-20, true",
    "--since=2026-09-21, false",
    "--since=2026-11-01, false",
    "--warehouseSince=2026-09-20, true",
    "--warehouseSince=2026-11-01, false"
  })
  void viewsShowSixtyDays(String option, boolean refused) {
    String line =
        "--warehouseViews: Segment's views show the last 60 days only, and all that is older would"
            + " be missing; use --since=2026-09-22 or later, or leave out --warehouseViews";
    assertThat(faults("--warehouseViews", option).contains(line), is(refused));
  }

  @Test
  void ofSinceAndWarehouseSinceTheLaterCounts() {
    assertThat(
        faults("--since=2026-11-10", "--warehouseSince=2026-11-19"),
        contains(
            is(
                "--warehouseSince=2026-11-19 is not before 2026-11-18T00:00:00Z, where what can be"
                    + " judged ends (--until, --settle); use an earlier one"),
            startsWith("--warehouse is missing; ")));
  }

  private static List<String> faults(String... words) {
    String[] line = new String[words.length + 3];
    line[0] = "--activity=testdata/activity.jsonl";
    line[1] = "--contacts=testdata/contacts.jsonl";
    line[2] = "--writeKey=env:PATH";
    System.arraycopy(words, 0, line, 3, words.length);
    return ReconcileSettings.faults(
        new CommandLine("reconcile", line).parse(ReconcileOptions.class), NOW);
  }
}
