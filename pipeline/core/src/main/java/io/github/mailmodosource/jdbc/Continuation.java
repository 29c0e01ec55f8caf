package io.github.mailmodosource.jdbc;

import java.io.Serializable;

/**
 * How a statement is read on behind a row when its connection was lost. Only where a column of
 * whole numbers has a unique index of its own, because then its last value says which rows have
 * been read, and the index gives them in order without sorting the table. A table that changes
 * meanwhile is read on as it is then.
 *
 * @param column orders the rows; no two have the same value in it
 * @param sql the statement for the rows behind a value of {@code column}, which is its last
 *     parameter
 */
public record Continuation(String column, String sql) implements Serializable {}
