/** Large inputs, the same bytes for the same options, and the funnel that they must give. */
@NullMarked
package io.github.mailmodosource.bench.generator;

import org.jspecify.annotations.NullMarked;
