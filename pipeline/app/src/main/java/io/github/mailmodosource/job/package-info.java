/**
 * What every job shares: the name and folders of a run, running a pipeline, how it ends, inputs
 * from options.
 */
@NullMarked
package io.github.mailmodosource.job;

import org.jspecify.annotations.NullMarked;
