/** Jobs on a Flink cluster: how they get there, what they say while they run, and how they end. */
@NullMarked
package io.github.mailmodosource.cluster;

import org.jspecify.annotations.NullMarked;
