package io.github.mailmodosource.commandline;

import java.util.ArrayList;
import java.util.List;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.runners.direct.DirectTestOptions;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.sdk.options.ApplicationNameOptions;
import org.apache.beam.sdk.options.ExperimentalOptions;
import org.apache.beam.sdk.options.ManualDockerEnvironmentOptions;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsRegistrar;
import org.apache.beam.sdk.options.PortablePipelineOptions;
import org.apache.beam.sdk.options.RemoteEnvironmentOptions;
import org.apache.beam.sdk.options.SdkHarnessOptions;
import org.apache.beam.sdk.options.StreamingOptions;
import org.apache.beam.sdk.transforms.resourcehints.ResourceHintsOptions;
import org.apache.beam.sdk.util.construction.ExternalTranslationOptions;

/**
 * Stands in our jars for the registrars of Beam and its runners, and registers the same. Whenever
 * an interface of options is registered, Beam checks it against all that were before, method by
 * method, and it takes them by the names of their registrars: nine behind Flink's, which is the
 * largest. Smallest first they cost a start half as much. Other jars on the class path, a file
 * system's say, register theirs beside it.
 */
public final class BeamOptionsRegistrar implements PipelineOptionsRegistrar {
  @Override
  public Iterable<Class<? extends PipelineOptions>> getPipelineOptions() {
    List<Class<? extends PipelineOptions>> smallestFirst =
        new ArrayList<>(
            List.of(
                PipelineOptions.class,
                ApplicationNameOptions.class,
                ExperimentalOptions.class,
                ResourceHintsOptions.class,
                RemoteEnvironmentOptions.class,
                ManualDockerEnvironmentOptions.class,
                ExternalTranslationOptions.class,
                StreamingOptions.class));
    if (DirectRunnerByName.isHere()) {
      smallestFirst.addAll(List.of(DirectTestOptions.class, DirectOptions.class));
    }
    smallestFirst.addAll(
        List.of(
            PortablePipelineOptions.class, SdkHarnessOptions.class, FlinkPipelineOptions.class));
    return smallestFirst;
  }
}
