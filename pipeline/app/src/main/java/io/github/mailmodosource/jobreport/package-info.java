/** The command {@code report}: what a job on a Flink cluster came to that nobody waited for. */
@NullMarked
package io.github.mailmodosource.jobreport;

import org.jspecify.annotations.NullMarked;
