/**
 * What a shard gets is held until it is a block, and leaves at the end of the bundle at the latest:
 * small elements are costly to move. For bounded runs only, and the check that it is one.
 */
@NullMarked
package io.github.mailmodosource.shard;

import org.jspecify.annotations.NullMarked;
