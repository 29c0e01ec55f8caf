package io.github.mailmodosource.jobreport;

import io.github.mailmodosource.commandline.LogOptions;
import io.github.mailmodosource.commandline.OptionsFileOptions;
import io.github.mailmodosource.report.ReportOptions;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.sdk.options.Description;
import org.jspecify.annotations.Nullable;

/** Everything that {@code report} can be told. */
public interface JobReportOptions
    extends ReportOptions, OptionsFileOptions, LogOptions, FlinkPipelineOptions {
  @Description("The job's id on the cluster of --flinkMaster: 32 hexadecimal digits. Required.")
  @Nullable String getJob();

  void setJob(@Nullable String value);
}
