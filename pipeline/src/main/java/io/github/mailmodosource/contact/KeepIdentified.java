package io.github.mailmodosource.contact;

import io.github.mailmodosource.activity.Activity;
import io.github.mailmodosource.report.FunnelCounter;
import io.github.mailmodosource.report.Outcome;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;
import org.jspecify.annotations.Nullable;

/** The gate: keeps the activity of contacts that were identified, and says who they are. */
public final class KeepIdentified
    extends PTransform<PCollection<Activity>, PCollection<IdentifiedActivity<Activity>>> {
  private final PCollectionView<Iterable<IndexShard>> contacts;
  private final Gate.Mode mode;

  private KeepIdentified(PCollectionView<Iterable<IndexShard>> contacts, Gate.Mode mode) {
    this.contacts = contacts;
    this.mode = mode;
  }

  public static KeepIdentified by(PCollectionView<Iterable<IndexShard>> contacts, Gate.Mode mode) {
    return new KeepIdentified(contacts, mode);
  }

  @Override
  public PCollection<IdentifiedActivity<Activity>> expand(PCollection<Activity> activities) {
    return activities
        .apply("AskGate", ParDo.of(new AskGateFn(contacts, mode)).withSideInputs(contacts))
        .setCoder(IdentifiedActivityCoder.of());
  }

  static final class AskGateFn extends DoFn<Activity, IdentifiedActivity<Activity>> {
    private final PCollectionView<Iterable<IndexShard>> contacts;
    private final Gate.Mode mode;
    private final FunnelCounter notIdentified = new FunnelCounter(Outcome.NOT_IDENTIFIED);
    private final FunnelCounter identifiedLater = new FunnelCounter(Outcome.IDENTIFIED_LATER);
    private transient @Nullable Gate gate;

    AskGateFn(PCollectionView<Iterable<IndexShard>> contacts, Gate.Mode mode) {
      this.contacts = contacts;
      this.mode = mode;
    }

    @StartBundle
    public void startBundle() {
      // Some runners decode a side input at every access: it is read once for each bundle.
      gate = null;
    }

    @ProcessElement
    public void ask(ProcessContext context) {
      Gate opened = gate;
      if (opened == null) {
        opened = new Gate(ContactIndex.of(context.sideInput(contacts)), mode);
        gate = opened;
      }
      Activity activity = context.element();
      Identity identity = opened.identify(activity.occurrence());
      if (identity != null) {
        context.output(new IdentifiedActivity<>(activity, identity));
        return;
      }
      boolean later = opened.refusal(activity.occurrence()) == Outcome.IDENTIFIED_LATER;
      (later ? identifiedLater : notIdentified).inc(activity.type().eventName());
    }
  }
}
