/** The command {@code plan}: the seven events as a Tracking Plan of Segment's Protocols. */
@NullMarked
package io.github.mailmodosource.plan;

import org.jspecify.annotations.NullMarked;
