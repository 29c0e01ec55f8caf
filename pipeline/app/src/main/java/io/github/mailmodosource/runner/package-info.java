/** What differs by runner: defaults, workers, what a runner throws. */
@NullMarked
package io.github.mailmodosource.runner;

import org.jspecify.annotations.NullMarked;
