package io.github.mailmodosource.warehouse;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;

/** The same value has the same text, whatever type the column happens to have. */
class CellTextTest {
  @Test
  void aNumberHasAllItsDigitsAndNoMore() {
    assertThat(CellText.of(12L), is("12"));
    assertThat(CellText.of(new BigDecimal("12.00")), is("12"));
    assertThat(CellText.of(12.0), is("12"));
    assertThat(CellText.of(new BigDecimal("12.50")), is("12.5"));
    assertThat(CellText.of(12.5), is("12.5"));
    assertThat(CellText.of(new BigDecimal("1E+3")), is("1000"));
    assertThat(CellText.of(new BigDecimal("0.00")), is("0"));
    assertThat(CellText.of(Double.NaN), is("NaN"));
  }

  @Test
  void aTimeIsInUtcAndCutToMilliseconds() {
    assertThat(
        CellText.of(Instant.parse("2026-11-20T03:04:05.678912Z")), is("2026-11-20T03:04:05.678Z"));
    assertThat(
        CellText.of(LocalDateTime.parse("2026-11-20T03:04:05")), is("2026-11-20T03:04:05.000Z"));
  }

  @Test
  void anythingElseIsItsTextAsFarAsAWarehouseKeepsIt() {
    assertThat(CellText.of(true), is("true"));
    assertThat(CellText.of(LocalDate.parse("2026-11-20")), is("2026-11-20"));
    assertThat(CellText.of("12.50 "), is("12.50 "));
    assertThat(CellText.of("x".repeat(513)), is("x".repeat(512)));
    assertThat(CellText.of(null), is(nullValue()));
  }
}
