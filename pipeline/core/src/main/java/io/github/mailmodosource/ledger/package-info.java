/** What Segment has accepted: 16 bytes an event, so that a run that goes on sends only the rest. */
@NullMarked
package io.github.mailmodosource.ledger;

import org.jspecify.annotations.NullMarked;
