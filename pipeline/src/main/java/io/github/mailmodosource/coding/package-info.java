/** What all our coders share: a version in front, and the text encodings. */
@NullMarked
package io.github.mailmodosource.coding;

import org.jspecify.annotations.NullMarked;
