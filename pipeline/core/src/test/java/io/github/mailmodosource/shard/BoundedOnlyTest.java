package io.github.mailmodosource.shard;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.mailmodosource.TestPipelines;
import org.apache.beam.sdk.io.GenerateSequence;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.junit.jupiter.api.Test;

/** A step that waits for the end of its input says so before the job runs. */
class BoundedOnlyTest {
  /** Such a step, of the plainest kind. */
  private static final class WaitForAll
      extends PTransform<PCollection<Long>, PCollection<KV<Integer, Iterable<Long>>>> {
    @Override
    public PCollection<KV<Integer, Iterable<Long>>> expand(PCollection<Long> numbers) {
      BoundedOnly.check(this, numbers);
      return numbers
          .apply(WithKeys.<Integer, Long>of(0).withKeyType(TypeDescriptors.integers()))
          .apply(GroupByKey.create());
    }
  }

  @Test
  void aBoundedInputIsTaken() {
    TestPipelines.create()
        .apply("Numbers", GenerateSequence.from(0).to(3))
        .apply("Wait", new WaitForAll());
  }

  @Test
  void anUnboundedInputIsRefusedWhenThePipelineIsBuilt() {
    PCollection<Long> numbers =
        TestPipelines.create().apply("Numbers", GenerateSequence.from(0)).setName("numbers");
    IllegalStateException e =
        assertThrows(IllegalStateException.class, () -> numbers.apply("Wait", new WaitForAll()));
    assertThat(
        e.getMessage(),
        is("BoundedOnlyTest.WaitForAll works on bounded input only, but numbers is unbounded"));
  }
}
