package io.github.mailmodosource.runs;

import io.github.mailmodosource.commandline.LogOptions;
import io.github.mailmodosource.commandline.OptionsFileOptions;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;

/** Everything that {@code runs} can be told. */
public interface RunsOptions extends OptionsFileOptions, LogOptions {
  @Description(
      "Folder of reports, which are looked for in it, in its folders, and in their earlier/. Its"
          + " index.html is written anew.")
  @Default.String("reports")
  String getReports();

  void setReports(String value);

  @Description("How many runs are listed, the newest ones first; 0 lists all. The page has all.")
  @Default.Integer(20)
  int getNewest();

  void setNewest(int value);
}
