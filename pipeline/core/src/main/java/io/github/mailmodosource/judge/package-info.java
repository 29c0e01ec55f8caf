/**
 * What becomes of a row of activity: parse, period, gate, track event; in one step, because what
 * passes between steps has its price.
 */
@NullMarked
package io.github.mailmodosource.judge;

import org.jspecify.annotations.NullMarked;
