/**
 * What Segment's Protocols would say of events, before they are sent: a Tracking Plan, and how
 * events violate it.
 */
@NullMarked
package io.github.mailmodosource.protocols;

import org.jspecify.annotations.NullMarked;
