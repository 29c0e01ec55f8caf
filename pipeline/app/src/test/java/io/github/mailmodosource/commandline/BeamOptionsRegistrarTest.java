package io.github.mailmodosource.commandline;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.is;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsRegistrar;
import org.junit.jupiter.api.Test;

class BeamOptionsRegistrarTest {
  @Test
  void whatBeamAndItsRunnersRegisterIsRegistered() {
    List<Class<?>> theirs = new ArrayList<>();
    for (PipelineOptionsRegistrar registrar : ServiceLoader.load(PipelineOptionsRegistrar.class)) {
      if (registrar.getClass().getName().startsWith("org.apache.beam.")) {
        registrar.getPipelineOptions().forEach(theirs::add);
      }
    }
    assertThat(ours(), containsInAnyOrder(theirs.toArray()));
  }

  @Test
  void noneIsBehindOneThatExtendsIt() {
    List<Class<? extends PipelineOptions>> ours = ours();
    for (int i = 0; i < ours.size(); i++) {
      for (Class<?> before : ours.subList(0, i)) {
        assertThat(ours.get(i).isAssignableFrom(before), is(false));
      }
    }
  }

  private static List<Class<? extends PipelineOptions>> ours() {
    List<Class<? extends PipelineOptions>> ours = new ArrayList<>();
    new BeamOptionsRegistrar().getPipelineOptions().forEach(ours::add);
    return ours;
  }
}
