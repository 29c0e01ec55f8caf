package io.github.mailmodosource.commandline;

import java.util.ArrayList;
import java.util.List;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.runners.direct.DirectTestOptions;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.sdk.options.ApplicationNameOptions;
import org.apache.beam.sdk.options.ExperimentalOptions;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsRegistrar;
import org.apache.beam.sdk.options.PortablePipelineOptions;
import org.apache.beam.sdk.options.StreamingOptions;
import org.apache.beam.sdk.transforms.resourcehints.ResourceHintsOptions;

/**
 * Stands in our jars for the registrars of Beam and its runners, and registers the same options.
 * Whenever an interface is registered, Beam checks it against all that were before, method by
 * method, and it takes them by the names of their registrars: nine behind Flink's, which is the
 * largest. Smallest first, and four of them as one, they cost a start half as much. What is not
 * registered is checked when it is looked at, and costs more then, so those of every run stand
 * alone. Other jars on the class path, a file system's say, register theirs beside it.
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
                StreamingOptions.class,
                PortablePipelineOptions.class));
    if (DirectRunnerByName.isHere()) {
      smallestFirst.addAll(List.of(DirectTestOptions.class, DirectOptions.class));
    }
    smallestFirst.addAll(List.of(FurtherBeamOptions.class, FlinkPipelineOptions.class));
    return smallestFirst;
  }
}
