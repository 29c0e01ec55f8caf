/** The command {@code check}: tries every setting, and sends nothing. */
@NullMarked
package io.github.mailmodosource.check;

import org.jspecify.annotations.NullMarked;
