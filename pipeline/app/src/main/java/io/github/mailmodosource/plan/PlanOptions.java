package io.github.mailmodosource.plan;

import io.github.mailmodosource.commandline.LogOptions;
import io.github.mailmodosource.commandline.OptionsFileOptions;

/** Everything that {@code plan} can be told. */
public interface PlanOptions extends OptionsFileOptions, LogOptions {}
