/**
 * What all our coders share: a version in front, and the text encodings; how a log may show what
 * travels; and the one form in which we write times.
 */
@NullMarked
package io.github.mailmodosource.coding;

import org.jspecify.annotations.NullMarked;
