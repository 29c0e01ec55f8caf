/** Connections that only read: drivers, dialects, time-outs, one clear line for each failure. */
@NullMarked
package io.github.mailmodosource.jdbc;

import org.jspecify.annotations.NullMarked;
