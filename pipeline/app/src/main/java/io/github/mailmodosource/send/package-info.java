/** The command {@code send}: activity in, track events to Segment. */
@NullMarked
package io.github.mailmodosource.send;

import org.jspecify.annotations.NullMarked;
