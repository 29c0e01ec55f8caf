package io.github.mailmodosource.runner;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.state.StateSpec;
import org.apache.beam.sdk.state.StateSpecs;
import org.apache.beam.sdk.state.ValueState;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.junit.jupiter.api.Test;

class PipelineSizeTest {
  private static final TupleTag<String> MAIN = new TupleTag<>() {};
  private static final TupleTag<String> SECOND = new TupleTag<>() {};

  @Test
  void groupsSideInputsAndStreamsBetweenStepsAreCounted() {
    Pipeline pipeline = Pipeline.create();
    PCollection<String> letters = pipeline.apply("Letters", Create.of("a", "b"));
    PCollectionView<Iterable<String>> view = letters.apply(View.asIterable());
    PCollectionTuple two =
        letters.apply(
            "Two",
            ParDo.of(new Same<String>())
                .withSideInputs(view)
                .withOutputTags(MAIN, TupleTagList.of(SECOND)));
    PCollectionList.of(two.get(MAIN)).and(two.get(SECOND)).apply(Flatten.pCollections());
    pipeline
        .apply("Keyed", Create.of(KV.of("a", 1)))
        .apply("Group", GroupByKey.create())
        .apply("One", ParDo.of(new Same<KV<String, Iterable<Integer>>>()));

    // One behind the group, two for each of two outputs, two into the flatten.
    assertThat(PipelineSize.of(pipeline), is(new PipelineSize(1, 1, 1 + 4 + 2)));
  }

  @Test
  void withoutEndAStepWithStateIsAGroup() {
    Pipeline pipeline = Pipeline.create();
    pipeline.apply("Keyed", Create.of(KV.of("a", 1))).apply("Count", ParDo.of(new Counted()));

    assertThat(PipelineSize.of(pipeline), is(new PipelineSize(0, 0, 0)));
    assertThat(PipelineSize.ofStreaming(pipeline), is(new PipelineSize(1, 0, 0)));
  }

  private static final class Counted extends DoFn<KV<String, Integer>, Integer> {
    @StateId("count")
    private final StateSpec<ValueState<Integer>> count = StateSpecs.value(VarIntCoder.of());

    @ProcessElement
    public void process(
        @Element KV<String, Integer> element, @StateId("count") ValueState<Integer> state) {
      state.write(element.getValue());
    }
  }

  private static final class Same<T> extends DoFn<T, T> {
    @ProcessElement
    public void process(@Element T element, OutputReceiver<T> out) {
      out.output(element);
    }
  }
}
