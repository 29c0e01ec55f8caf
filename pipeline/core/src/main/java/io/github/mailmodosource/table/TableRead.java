package io.github.mailmodosource.table;

import io.github.mailmodosource.jdbc.Continuation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A statement, and the parts of a table that are read by it.
 *
 * @param name what the step is called
 * @param continuation how a part is read on when its connection was lost; null if that cannot be
 *     done without reading rows twice
 */
public record TableRead(
    String name, String sql, List<TablePart> parts, @Nullable Continuation continuation) {}
