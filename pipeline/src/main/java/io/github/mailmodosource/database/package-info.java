/** Rows of databases, read in parallel through JDBC and carried on as JSON. */
@NullMarked
package io.github.mailmodosource.database;

import org.jspecify.annotations.NullMarked;
