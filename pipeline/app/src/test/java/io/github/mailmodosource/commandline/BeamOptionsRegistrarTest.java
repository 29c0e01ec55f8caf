package io.github.mailmodosource.commandline;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsRegistrar;
import org.junit.jupiter.api.Test;

class BeamOptionsRegistrarTest {
  @Test
  void whatBeamAndItsRunnersRegisterIsRegistered() {
    SortedMap<String, Class<?>> theirs = new TreeMap<>();
    for (PipelineOptionsRegistrar registrar : ServiceLoader.load(PipelineOptionsRegistrar.class)) {
      if (registrar.getClass().getName().startsWith("org.apache.beam.")) {
        registrar.getPipelineOptions().forEach(type -> theirs.putAll(KnownOptions.options(type)));
      }
    }
    SortedMap<String, Class<?>> ours = new TreeMap<>();
    ours().forEach(type -> ours.putAll(KnownOptions.options(type)));
    assertThat(
        theirs.keySet(), hasItems("targetParallelism", "flinkMaster", "sdkWorkerParallelism"));
    assertThat(ours, is(theirs));
  }

  private static List<Class<? extends PipelineOptions>> ours() {
    List<Class<? extends PipelineOptions>> ours = new ArrayList<>();
    new BeamOptionsRegistrar().getPipelineOptions().forEach(ours::add);
    return ours;
  }
}
