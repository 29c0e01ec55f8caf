package io.github.mailmodosource.plan;

import io.github.mailmodosource.commandline.LogOptions;

/** Everything that {@code plan} can be told. */
public interface PlanOptions extends LogOptions {}
