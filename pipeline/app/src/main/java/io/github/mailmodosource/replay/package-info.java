/** Dead letters in, what they were made of out: events to deliver, rows to judge again. */
@NullMarked
package io.github.mailmodosource.replay;

import org.jspecify.annotations.NullMarked;
