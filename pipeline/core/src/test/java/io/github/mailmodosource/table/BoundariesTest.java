package io.github.mailmodosource.table;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import io.github.mailmodosource.jdbc.ColumnKind;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;

class BoundariesTest {
  @Test
  void numbersAreSplitEvenly() {
    assertThat(texts(ColumnKind.INTEGER, 1L, 100L, 4), contains("26", "51", "76"));
    assertThat(texts(ColumnKind.INTEGER, -10L, 9L, 2), contains("0"));
  }

  @Test
  void theWidestRangeThatThereIsDoesNotOverflow() {
    assertThat(texts(ColumnKind.INTEGER, Long.MIN_VALUE, Long.MAX_VALUE, 2), contains("0"));
    assertThat(
        texts(ColumnKind.NUMBER, BigDecimal.ZERO, new BigDecimal("1e30"), 2),
        contains("500000000000000000000000000000"));
  }

  @Test
  void thereAreNoMorePartitionsThanValues() {
    assertThat(texts(ColumnKind.INTEGER, 7L, 7L, 8), is(empty()));
    assertThat(texts(ColumnKind.INTEGER, 7L, 8L, 8), contains("8"));
  }

  @Test
  void timesAreSplitEvenly() {
    assertThat(
        texts(
            ColumnKind.LOCAL_TIME,
            LocalDateTime.parse("2026-01-01T00:00"),
            LocalDateTime.parse("2026-01-02T23:59:59.999"),
            2),
        contains("2026-01-02T00:00"));
    assertThat(
        texts(ColumnKind.DATE, LocalDate.parse("2026-01-01"), LocalDate.parse("2026-01-04"), 2),
        contains("2026-01-03"));
  }

  @Test
  void theInfinitiesOfPostgresqlAreNotBoundaries() {
    assertThat(
        texts(ColumnKind.INSTANT, Instant.MIN, Instant.MAX, 2), contains("5000-07-02T00:00Z"));
  }

  @Test
  void textIsSplitBehindWhatBothBeginWith() {
    assertThat(texts(ColumnKind.TEXT, "id-0", "id-9", 2), contains("id-450000"));
    assertThat(texts(ColumnKind.TEXT, "00ff", "ff00", 2), contains("7fff80"));
  }

  private static List<String> texts(
      ColumnKind kind, Object least, Object greatest, int partitions) {
    return Boundaries.between(kind, least, greatest, partitions).stream()
        .map(SqlValue::text)
        .toList();
  }
}
