package io.github.mailmodosource.reconcile;

import io.github.mailmodosource.job.WarehouseAccessOptions;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.jspecify.annotations.Nullable;

/** What of Segment's warehouse is judged, and what becomes of it. */
public interface WarehouseOptions extends WarehouseAccessOptions {
  @Description(
      "Where the warehouse begins: activity before this instant or date (UTC), such as 2026-11-20, is"
          + " not judged. Default: no limit but --since.")
  @Nullable String getWarehouseSince();

  void setWarehouseSince(@Nullable String value);

  @Description(
      "How long an event may take to reach the warehouse, such as 12h or 2d; newer activity is not"
          + " judged yet. Segment says 24 to 48 hours.")
  @Default.String("48h")
  String getSettle();

  void setSettle(String value);

  @Description(
      "How many missing events are excused before --fail is asked: a number, or a share of the"
          + " expected events such as 0.1%.")
  @Default.String("0")
  String getMaxMissing();

  void setMaxMissing(String value);

  @Description(
      "Which findings make exit code 4: one or more of missing, mismatched, unexpected and duplicated,"
          + " with commas between them, or none.")
  @Default.String("missing,mismatched,unexpected")
  String getFail();

  void setFail(String value);

  @Description(
      "File that gets a line for each id, as rclone check has it: = matched, - missing, * mismatched,"
          + " + unexpected, ! could not be judged. With - they go to standard output, and the summary"
          + " to standard error. Default: none.")
  @Nullable String getCombined();

  void setCombined(@Nullable String value);

  @Description(
      "File with Mailmodo's own campaign reports, as its API returns them: an object, an array or"
          + " JSON lines. They are shown beside our counts and never change the exit code. Default: none.")
  @Nullable String getCounts();

  void setCounts(@Nullable String value);

  @Description(
      "What to send again; the only choice is missing. It goes to warehouses only, unless"
          + " --integrations says otherwise. Default: nothing.")
  @Nullable String getResend();

  void setResend(@Nullable String value);

  @Description(
      "How many missing events may be sent again: a number, or a share of the expected events such as"
          + " 5%. If more are missing, none is sent. Default: 5%, or 1000 if that is more.")
  @Nullable String getMaxResend();

  void setMaxResend(@Nullable String value);
}
