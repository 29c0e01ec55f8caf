/** The outside of every command: options in, exit codes and single clear lines out. */
@NullMarked
package io.github.mailmodosource.commandline;

import org.jspecify.annotations.NullMarked;
