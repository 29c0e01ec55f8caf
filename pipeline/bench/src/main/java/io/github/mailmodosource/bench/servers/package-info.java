/** Servers for measurements and demos, all on the loopback address. */
@NullMarked
package io.github.mailmodosource.bench.servers;

import org.jspecify.annotations.NullMarked;
