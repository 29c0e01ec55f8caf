/**
 * Getting events to Segment: packing, pace, HTTP, retry, splitting. {@link
 * io.github.mailmodosource.segment.SegmentSink} is the transform; the classes behind it know no
 * Beam.
 */
@NullMarked
package io.github.mailmodosource.segment;

import org.jspecify.annotations.NullMarked;
