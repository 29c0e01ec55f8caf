/** Rows of databases, read in partitions through JDBC and carried on as JSON. */
@NullMarked
package io.github.mailmodosource.table;

import org.jspecify.annotations.NullMarked;
