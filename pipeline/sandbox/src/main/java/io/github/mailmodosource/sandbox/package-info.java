/**
 * A local stand-in for Segment's Tracking API.
 *
 * <p>Segment answers 200 to nearly everything and drops what it does not like later, in silence.
 * This server refuses it at once and says why. It imports nothing else of this project, on purpose:
 * it reads the rules from the documentation a second time, so that it can contradict the code that
 * sends.
 *
 * <p>It can also stand in for the other end of Segment, a warehouse: what it accepted is loaded
 * into a database, in the tables that Segment's warehouse pages describe.
 */
package io.github.mailmodosource.sandbox;
