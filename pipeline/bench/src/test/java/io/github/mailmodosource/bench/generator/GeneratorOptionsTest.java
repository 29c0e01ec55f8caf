package io.github.mailmodosource.bench.generator;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeneratorOptionsTest {
  @Test
  void aFifthAsManyContactsAsRowsUnlessItIsSaid() {
    assertThat(
        GeneratorOptions.parse(List.of("--rows=1000", "--out=x")),
        is(new GeneratorOptions(1000, 200, 1, "x", "jsonl", 0.01, 0)));
  }

  @Test
  void everyOptionCanBeSaid() {
    assertThat(
        GeneratorOptions.parse(
            List.of(
                "--rows=1000",
                "--out=x",
                "--contacts=0",
                "--seed=-5",
                "--format=csv",
                "--duplicates=0.5",
                "--bad=1")),
        is(new GeneratorOptions(1000, 0, -5, "x", "csv", 0.5, 1)));
  }

  @Test
  void aValueMayStandBehindASpace() {
    assertThat(GeneratorOptions.parse(List.of("--rows", "1000", "--out", "x")).rows(), is(1000L));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--out=x | --rows is missing",
        "--rows=5 | --out is missing",
        "--rows=5 --out=x --colour=red | unknown option --colour=red",
        "--rows=5 --out=x rows | unknown option rows",
        "--rows=5 --out=x --seed | --seed needs a value",
        "--rows=5 --rows=6 --out=x | --rows is given twice",
        "--rows=0 --out=x | --rows is a whole number from 1 to 2592000000, not '0'",
        "--rows=many --out=x | --rows is a whole number from 1 to 2592000000, not 'many'",
        "--rows=5 --out=x --seed=0.5 | --seed is a whole number, not '0.5'",
        "--rows=5 --out=x --bad=1.5 | --bad is a share from 0 to 1, not '1.5'",
        "--rows=5 --out=x --duplicates=NaN | --duplicates is a share from 0 to 1, not 'NaN'",
        "--rows=5 --out=x --format=xml | --format is jsonl or csv, not xml"
      })
  void whatIsWrongIsSaid(String options, String message) {
    assertThat(
        assertThrows(
                IllegalArgumentException.class,
                () -> GeneratorOptions.parse(List.of(options.split(" ", -1))))
            .getMessage(),
        is(message));
  }
}
