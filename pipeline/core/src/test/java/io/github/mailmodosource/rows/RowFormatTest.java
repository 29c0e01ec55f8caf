package io.github.mailmodosource.rows;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowFormatTest {
  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({
    "a.jsonl, JSON_LINES",
    "a.ndjson, JSON_LINES",
    "a.json, JSON_LINES",
    "a.csv, CSV",
    "a.jsonl.gz, JSON_LINES",
    "a.ndjson.bz2, JSON_LINES",
    "a.json.zst, JSON_LINES",
    "a.csv.gz, CSV",
    "a.csv.bz2, CSV",
    "a.csv.zst, CSV",
    "A.JSONL, JSON_LINES",
    "A.Csv.GZ, CSV",
    "/data/2026-11.csv/opens.jsonl, JSON_LINES",
    "s3://bucket/opens.json.csv, CSV",
    "a.parquet, PARQUET",
    "A.Avro, AVRO",
    "a.avro.gz, AVRO",
  })
  void theEndingSaysTheFormatInAnyCaseAndThroughACompression(String name, RowFormat format) {
    assertThat(RowFormat.ofEnding(name), is(format));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"activity", "a.txt", "a.gz", "a.csv.zip", "csv", "a.csv.gz.gz", "a.jsonl.bak", ""})
  void anEndingThatSaysNothingLeavesItToTheContent(String name) {
    assertThat(RowFormat.ofEnding(name), is(nullValue()));
  }

  @ParameterizedTest(name = "format option {0} is {1}")
  @CsvSource({
    "jsonl, JSON_LINES",
    "ndjson, JSON_LINES",
    "json, JSON_LINES",
    "csv, CSV",
    "CSV, CSV",
    "Jsonl, JSON_LINES",
    "parquet, PARQUET",
    "Avro, AVRO",
  })
  void theOptionTakesTheNamesOfTheEndings(String option, RowFormat format) {
    assertThat(RowFormat.ofOption(option), is(format));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "tsv", ".csv", "json lines"})
  void anUnknownFormatOptionIsOneClearLine(String option) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> RowFormat.ofOption(option));
    assertThat(
        e.getMessage(),
        is("'" + option + "' is not a known format; use jsonl, csv, parquet or avro"));
  }
}
