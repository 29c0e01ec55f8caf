package io.github.mailmodosource.bench.peers;

import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;

/**
 * The least that a Beam job can be: three elements and a step. What it takes is the runner's own
 * start, against which ours is measured. Its arguments are Beam's options; it runs with our jar.
 */
public final class BareJob {
  private BareJob() {}

  public static void main(String[] args) {
    Pipeline pipeline = Pipeline.create(PipelineOptionsFactory.fromArgs(args).create());
    pipeline.apply("Three", Create.of("a", "b", "c")).apply("Repeat", ParDo.of(new RepeatFn()));
    pipeline.run().waitUntilFinish();
  }

  static final class RepeatFn extends DoFn<String, String> {
    @ProcessElement
    public void repeat(@Element String element, OutputReceiver<String> out) {
      out.output(element + element);
    }
  }
}
