/**
 * What of the track events stands in Segment's warehouse: the seven tables, and the comparison by
 * id that {@code reconcile} is made of.
 */
@NullMarked
package io.github.mailmodosource.warehouse;

import org.jspecify.annotations.NullMarked;
