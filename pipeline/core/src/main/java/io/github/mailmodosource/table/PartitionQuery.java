package io.github.mailmodosource.table;

import io.github.mailmodosource.jdbc.Continuation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A statement, and the partitions of a table that are read by it.
 *
 * @param name what the steps are called by
 * @param continuation how a partition is read on when its connection was lost; null if that cannot
 *     be done without reading rows twice
 */
public record PartitionQuery(
    String name,
    String sql,
    List<TablePartition> partitions,
    @Nullable Continuation continuation) {}
