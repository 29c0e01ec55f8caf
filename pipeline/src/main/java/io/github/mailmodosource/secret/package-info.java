/** Secrets are named, not given: the name travels, the secret is read where it is used. */
@NullMarked
package io.github.mailmodosource.secret;

import org.jspecify.annotations.NullMarked;
