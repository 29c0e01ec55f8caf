/** Command name to job. */
@NullMarked
package io.github.mailmodosource;

import org.jspecify.annotations.NullMarked;
