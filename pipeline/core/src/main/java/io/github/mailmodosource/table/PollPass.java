package io.github.mailmodosource.table;

import io.github.mailmodosource.coding.Hash128;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One reading of rows in the order of their values, from a {@link PollPosition} on, which it moves.
 * Rows that are the same in all values are told apart by how many there are, so that each of them
 * is counted as it is in a run that ends. Not thread-safe.
 */
final class PollPass {
  /** Odd, so that no two products of it and an int are equal. */
  private static final long STEP = 0x9E3779B97F4A7C15L;

  private final PollPosition position;
  private final Map<Hash128, Integer> met = new HashMap<>();
  private long rows;
  private boolean anew;
  private List<Hash128> passed = new ArrayList<>();

  /**
   * A reading from this position on.
   *
   * @param behind whether the rows with the value of the position are left out
   */
  PollPass(PollPosition position, boolean behind) {
    this.position = position;
    rows = behind ? position.rows() : 0;
  }

  /**
   * Takes the next row.
   *
   * @param value null for a row that belongs where the one before it does
   * @param line all its values
   * @return whether it has not been passed on yet
   */
  boolean isNew(@Nullable SqlValue value, byte[] line) {
    if (value != null && !position.isAt(value)) {
      begin(value);
    }
    rows++;
    Hash128 hash = Hash128.of(line);
    if (met.size() < position.most()) {
      hash = behind(hash, met.merge(hash, 1, Integer::sum) - 1);
    }
    if (position.isPassed(hash)) {
      return false;
    }
    if (position.remember(hash)) {
      passed.add(hash);
    }
    return true;
  }

  /** Of rows that are the same in all values, the one that so many were in front of. */
  private static Hash128 behind(Hash128 row, int same) {
    return new Hash128(row.high(), row.low() + same * STEP);
  }

  /** Goes on from another value, of which no row is known. */
  void begin(SqlValue value) {
    position.begin(value);
    met.clear();
    passed = new ArrayList<>();
    rows = 0;
    anew = true;
  }

  /** How the position has moved since this was last asked. */
  PollPosition.Step step() {
    PollPosition.Step step = new PollPosition.Step(position.value(), anew, passed);
    anew = false;
    passed = new ArrayList<>();
    return step;
  }

  /** How many rows with the value of the position have been met. */
  long rows() {
    return rows;
  }
}
