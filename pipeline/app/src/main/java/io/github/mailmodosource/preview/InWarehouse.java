package io.github.mailmodosource.preview;

import io.github.mailmodosource.match.Finding;
import io.github.mailmodosource.match.MatchById;
import io.github.mailmodosource.warehouse.WarehouseSchema;
import org.apache.beam.sdk.metrics.MetricResults;
import org.jspecify.annotations.Nullable;

/**
 * How many of the events of a forecast the warehouse has already.
 *
 * @param schema of the source
 * @param same events that are there as they would be sent
 * @param different events that are there, with another value in a column or more
 * @param missing events that are not there
 */
record InWarehouse(String schema, long same, long different, long missing) {

  /**
   * What {@link MatchById} counted.
   *
   * @return null if nobody asked
   */
  static @Nullable InWarehouse of(@Nullable WarehouseSchema schema, MetricResults counted) {
    return schema == null
        ? null
        : new InWarehouse(
            schema.name(),
            MatchById.counted(Finding.MATCHED, counted),
            MatchById.counted(Finding.MISMATCHED, counted),
            MatchById.counted(Finding.MISSING, counted));
  }
}
