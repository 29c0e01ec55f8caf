package io.github.mailmodosource.job;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.jspecify.annotations.Nullable;

/** How rows of activity are read, and which of them are meant. */
public interface ActivityRowOptions extends PipelineOptions {
  @Description(
      "Where to find each field of an activity, such as"
          + " occurred_at=event_time,email=recipient.email,event='Email Opened'. Dots reach into"
          + " nested JSON; a value in quotes is a constant. Default: fields have our names.")
  @Nullable String getActivityFields();

  void setActivityFields(@Nullable String value);

  @Description(
      "Only activity at or after this instant or date of ISO-8601 (UTC), such as 2026-11-20 or"
          + " 2026-11-20T08:00:00Z. Default: no limit.")
  @Nullable String getSince();

  void setSince(@Nullable String value);

  @Description(
      "Only activity before this instant or date of ISO-8601 (UTC), such as 2026-11-21. Default: no"
          + " limit.")
  @Nullable String getUntil();

  void setUntil(@Nullable String value);

  // No @Default: Beam's module for gs:// has an option of this name, and none of its options has a
  // default that may differ from ours.
  @Description(
      "Time zone of activity times that have none of their own, such as Asia/Kolkata. Default: UTC.")
  @Nullable String getZone();

  void setZone(@Nullable String value);

  @Description(
      "Form of times that are not in ISO-8601, RFC 1123 or epoch numbers, of activity and contacts,"
          + " as a pattern of Java's DateTimeFormatter such as 'MM/dd/yyyy h:mm a'. Default: none.")
  @Nullable String getTimeFormat();

  void setTimeFormat(@Nullable String value);

  @Description(
      "Whether activity is sent even if it happened before 2000, or more than a day after the start"
          + " of the run. Otherwise its rows are dead letters: implausible_time.")
  @Default.Boolean(false)
  boolean getAnyTime();

  void setAnyTime(boolean value);

  @Description("What to do with fields that are not documented properties: drop or keep.")
  @Default.String("drop")
  String getExtraProperties();

  void setExtraProperties(String value);
}
