/** What a run counts: where rows end, by event and by day, and everything beside the funnel. */
@NullMarked
package io.github.mailmodosource.metrics;

import org.jspecify.annotations.NullMarked;
