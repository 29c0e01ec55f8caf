/**
 * What all our coders share: a version in front, and the text encodings; how a log may show what
 * travels. And blocks, because small elements are costly to move.
 */
@NullMarked
package io.github.mailmodosource.coding;

import org.jspecify.annotations.NullMarked;
