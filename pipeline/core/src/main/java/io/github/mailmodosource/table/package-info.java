/**
 * Rows of databases, carried on as JSON: read in partitions through JDBC, or polled without end for
 * those that come.
 */
@NullMarked
package io.github.mailmodosource.table;

import org.jspecify.annotations.NullMarked;
