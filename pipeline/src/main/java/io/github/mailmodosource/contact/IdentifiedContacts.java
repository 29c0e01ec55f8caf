package io.github.mailmodosource.contact;

import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;

/**
 * Makes the one compact value that the gate reads as a side input. A map view would be rebuilt for
 * every element by some runners (Beam issue 39866); one value is not.
 */
public final class IdentifiedContacts
    extends PTransform<PCollection<IdentifyCalls>, PCollectionView<ContactIndex>> {
  private IdentifiedContacts() {}

  public static IdentifiedContacts asIndex() {
    return new IdentifiedContacts();
  }

  @Override
  public PCollectionView<ContactIndex> expand(PCollection<IdentifyCalls> calls) {
    return calls.apply("BuildIndex", Combine.globally(new BuildContactIndexFn()).asSingletonView());
  }
}
