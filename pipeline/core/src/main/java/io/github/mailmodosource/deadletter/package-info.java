/** One format for what could not be read or delivered, its writer and its reader. */
@NullMarked
package io.github.mailmodosource.deadletter;

import org.jspecify.annotations.NullMarked;
