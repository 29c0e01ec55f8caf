package io.github.mailmodosource.job;

import io.github.mailmodosource.rows.FieldMapping;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.jspecify.annotations.Nullable;

/** What CSV files, of activity and of contacts, do not say themselves. */
public interface CsvFileOptions extends PipelineOptions {
  @Description(
      "What separates the cells of CSV files: one ASCII character, or tab. Default: told from each"
          + " file's header (, ; tab or |).")
  @Nullable String getCsvDelimiter();

  void setCsvDelimiter(@Nullable String value);

  @Description(
      "How CSV files escape a quote within quotes: none (doubled, RFC 4180) or backslash, as"
          + " Redshift's and MySQL's unloads do.")
  @Default.String("none")
  String getCsvEscape();

  void setCsvEscape(String value);

  @Description("Words that mean absent in a cell of a CSV file, separated by commas.")
  @Default.String(FieldMapping.USUAL_NULL_WORDS)
  String getNullWords();

  void setNullWords(String value);
}
