package io.github.mailmodosource.rows;

import java.io.Serializable;

/**
 * Rows that are read where they are parsed, such as those of a part of a file. So they need not
 * travel: the DirectRunner would hold them in memory until the next step has taken them, and
 * Flink's DataStream engine would write all of them to disk, because it judges activity only when
 * the contacts are there. It travels to its worker as Java serializes it.
 *
 * <p>{@link #forEachBlock} ends with a {@link io.github.mailmodosource.failure.JobStoppedException}
 * with one clear line if something cannot be read to its end.
 */
public non-sealed interface UnreadRows extends RowUnit, Serializable {}
