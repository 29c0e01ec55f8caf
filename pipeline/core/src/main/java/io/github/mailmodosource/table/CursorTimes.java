package io.github.mailmodosource.table;

import io.github.mailmodosource.jdbc.ColumnKind;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;

/**
 * Times as a column has them.
 *
 * @param zone that times without one are of
 */
record CursorTimes(ColumnKind kind, ZoneId zone) {

  /**
   * The value below which no row is written any more from this time on. In the hour that a clock
   * shows twice in autumn, that is the hour's beginning until it has begun for the second time:
   * else rows of its second run would stand behind the mark.
   */
  SqlValue settled(Instant time) {
    // Columns have microseconds, and drivers round as they like.
    Instant cut = time.truncatedTo(ChronoUnit.MICROS);
    if (kind != ColumnKind.LOCAL_TIME) {
      return Boundaries.timeValue(kind, cut);
    }
    LocalDateTime local = LocalDateTime.ofInstant(cut, zone);
    ZoneOffsetTransition change = zone.getRules().getTransition(local);
    boolean comesAgain =
        change != null && zone.getRules().getOffset(cut).equals(change.getOffsetBefore());
    LocalDateTime settled = comesAgain ? change.getDateTimeAfter() : local;
    return Boundaries.timeValue(kind, settled.toInstant(ZoneOffset.UTC));
  }

  /** When it was; the first time, of a time that came twice. */
  Instant instant(SqlValue value) {
    return switch (kind) {
      case INSTANT -> OffsetDateTime.parse(value.text()).toInstant();
      case LOCAL_TIME -> LocalDateTime.parse(value.text()).atZone(zone).toInstant();
      default -> LocalDateTime.parse(value.text()).toInstant(ZoneOffset.UTC);
    };
  }
}
