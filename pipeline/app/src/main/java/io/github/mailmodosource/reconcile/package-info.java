/** The command {@code reconcile}: what should be in the warehouse against what is. */
@NullMarked
package io.github.mailmodosource.reconcile;

import org.jspecify.annotations.NullMarked;
