/** What a command says besides its results: on standard error, as text or as JSON. */
@NullMarked
package io.github.mailmodosource.log;

import org.jspecify.annotations.NullMarked;
