/** Our job in turns with what it is compared with: runs, figures, and the table of them. */
@NullMarked
package io.github.mailmodosource.bench;

import org.jspecify.annotations.NullMarked;
