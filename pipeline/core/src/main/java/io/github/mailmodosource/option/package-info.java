/** What the values of options of any concern look like. */
@NullMarked
package io.github.mailmodosource.option;

import org.jspecify.annotations.NullMarked;
