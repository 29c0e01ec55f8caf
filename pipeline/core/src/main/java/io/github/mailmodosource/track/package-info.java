/** What Segment gets: one track event for each activity, with a messageId that never changes. */
@NullMarked
package io.github.mailmodosource.track;

import org.jspecify.annotations.NullMarked;
