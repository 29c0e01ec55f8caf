/** What the job is compared with: the loop that one would write by hand, and Segment's clients. */
@NullMarked
package io.github.mailmodosource.bench.peers;

import org.jspecify.annotations.NullMarked;
