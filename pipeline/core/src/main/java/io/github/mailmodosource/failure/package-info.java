/** What stops a job for a cause that its user can fix. */
@NullMarked
package io.github.mailmodosource.failure;

import org.jspecify.annotations.NullMarked;
