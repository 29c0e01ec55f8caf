package io.github.mailmodosource.commandline;

import org.apache.beam.sdk.options.ManualDockerEnvironmentOptions;
import org.apache.beam.sdk.options.RemoteEnvironmentOptions;
import org.apache.beam.sdk.options.SdkHarnessOptions;
import org.apache.beam.sdk.util.construction.ExternalTranslationOptions;

/** Options of Beam that no run here looks at; see {@link BeamOptionsRegistrar}. */
public interface FurtherBeamOptions
    extends ExternalTranslationOptions,
        ManualDockerEnvironmentOptions,
        RemoteEnvironmentOptions,
        SdkHarnessOptions {}
