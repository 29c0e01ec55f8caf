package io.github.mailmodosource.database;

import java.util.List;

/**
 * A statement, and the parts of a table that are read by it.
 *
 * @param name what the step is called
 */
public record TableRead(String name, String sql, List<TablePart> parts) {}
