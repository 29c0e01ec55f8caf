package io.github.mailmodosource.check;

import io.github.mailmodosource.activity.Activity;
import io.github.mailmodosource.job.ActivityInput;
import io.github.mailmodosource.job.Faults;
import io.github.mailmodosource.job.JudgeInput;
import io.github.mailmodosource.judge.JudgeSettings;
import io.github.mailmodosource.rows.RowSource;
import java.util.List;

/** The activity: whether it is there, and what its first rows are. */
final class ActivityCheck {
  private static final String ACTIVITY = "activity";
  private static final String COLUMNS = "columns";

  private ActivityCheck() {}

  /** The activity of the first rows; none if it cannot be read. */
  static List<Activity> make(CheckOptions options, CheckLines lines) {
    Faults ofRows = Faults.collectAll();
    JudgeInput judge =
        JudgeInput.of(options, options, ofRows)
            .knowing(options.getActivityPartitionColumn(), ofRows)
            .knowing(options.getActivityCursorColumn(), ofRows);
    ofRows.lines().forEach(line -> lines.wrong("rows", line));
    RowSource source =
        lines.of(
            ACTIVITY,
            faults ->
                options.isStreaming()
                    ? ActivityInput.watched(options, judge, faults)
                    : ActivityInput.of(options, judge.fields(), judge.period(), faults));
    JudgeSettings settings = lines.attempt("rows", judge::settings);
    if (source == null || settings == null) {
      return List.of();
    }
    TableCheck.make(ACTIVITY, source, lines);
    SampleRows rows = lines.attempt(ACTIVITY, () -> SampleRows.of(source));
    return rows == null ? List.of() : look(options, rows, settings, lines);
  }

  private static List<Activity> look(
      CheckOptions options, SampleRows rows, JudgeSettings settings, CheckLines lines) {
    if (rows.rows().isEmpty()) {
      String none = rows.places() + " has no rows";
      if (options.isStreaming()) {
        lines.doubtful(ACTIVITY, none + " yet; what comes is looked at when it comes");
      } else {
        lines.wrong(
            ACTIVITY, "--activity: " + none + "; is it the right one, and was it exported?");
      }
      return List.of();
    }
    ParsedSample parsed = ParsedSample.of(rows.rows(), settings);
    int read = parsed.activities().size();
    String of = rows.words() + " of " + rows.places();
    if (read == rows.rows().size()) {
      lines.right(ACTIVITY, of + " can be read");
    } else if (read == 0) {
      lines.wrong(ACTIVITY, "--activity: none of " + of + " can be read: " + parsed.faults());
    } else {
      lines.doubtful(
          ACTIVITY,
          Counted.of(read, "row")
              + " of "
              + of
              + " can be read; the others would be dead letters: "
              + parsed.faults());
    }
    FoundColumns columns = FoundColumns.of(rows.looked(), settings.fields());
    if (columns.isDoubtful()) {
      lines.doubtful(COLUMNS, columns.words() + "; --activityFields maps them");
    } else {
      lines.right(COLUMNS, columns.words());
    }
    return parsed.activities().stream()
        .filter(activity -> settings.period().contains(activity.occurrence().time()))
        .toList();
  }
}
