package io.github.mailmodosource.judge;

import io.github.mailmodosource.activity.Activity;
import io.github.mailmodosource.activity.EventType;
import io.github.mailmodosource.contact.IdentifiedActivity;
import io.github.mailmodosource.contact.SuppressedPeople;
import io.github.mailmodosource.metrics.FunnelCounter;
import io.github.mailmodosource.metrics.Outcome;
import io.github.mailmodosource.track.ActivityBlock;
import io.github.mailmodosource.track.ActivityBlockCoder;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollection;

/** Leaves out identified activity of people whose events must not be sent, and counts it. */
final class DropSuppressed
    extends PTransform<PCollection<ActivityBlock>, PCollection<ActivityBlock>> {
  private final transient SuppressedView suppressed;

  private DropSuppressed(SuppressedView suppressed) {
    this.suppressed = suppressed;
  }

  static DropSuppressed of(SuppressedView suppressed) {
    return new DropSuppressed(suppressed);
  }

  @Override
  public PCollection<ActivityBlock> expand(PCollection<ActivityBlock> identified) {
    return identified
        .apply("AskList", suppressed.step(new DropFn(suppressed)))
        .setCoder(ActivityBlockCoder.of());
  }

  static final class DropFn extends DoFn<ActivityBlock, ActivityBlock> {
    private final SuppressedView suppressed;
    private final FunnelCounter dropped = new FunnelCounter(Outcome.SUPPRESSED);

    DropFn(SuppressedView suppressed) {
      this.suppressed = suppressed;
    }

    @Setup
    public void setup() throws InterruptedException {
      suppressed.open();
    }

    @StartBundle
    public void startBundle() {
      suppressed.forget();
    }

    @ProcessElement
    public void drop(ProcessContext context) {
      ActivityBlock block = context.element();
      EventType type = block.type();
      if (type == null) {
        // Letters only.
        context.output(block);
        return;
      }
      List<IdentifiedActivity<Activity>> kept = kept(block, suppressed.people(context));
      int left = block.activities().size() - kept.size();
      if (left > 0) {
        dropped.inc(type.eventName(), left);
      }
      if (!kept.isEmpty()) {
        context.output(new ActivityBlock(type, kept));
      }
    }

    private static List<IdentifiedActivity<Activity>> kept(
        ActivityBlock block, SuppressedPeople people) {
      List<IdentifiedActivity<Activity>> kept = new ArrayList<>(block.activities().size());
      for (IdentifiedActivity<Activity> one : block.activities()) {
        if (!people.contains(one.activity().occurrence().email(), one.identity())) {
          kept.add(one);
        }
      }
      return kept;
    }

    @Teardown
    public void teardown() {
      suppressed.close();
    }
  }
}
