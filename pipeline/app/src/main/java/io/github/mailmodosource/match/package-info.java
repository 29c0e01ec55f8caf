/** Events against the rows of Segment's warehouse, by id, and what is found of each. */
@NullMarked
package io.github.mailmodosource.match;

import org.jspecify.annotations.NullMarked;
