package io.github.mailmodosource.event;

import java.util.List;
import org.apache.beam.sdk.coders.CoderProvider;
import org.apache.beam.sdk.coders.CoderProviderRegistrar;
import org.apache.beam.sdk.coders.CoderProviders;
import org.apache.beam.sdk.values.TypeDescriptor;

/** The service by which Beam finds the coder of events, so that nobody has to name it. */
public final class EventCoders implements CoderProviderRegistrar {
  @Override
  public List<CoderProvider> getCoderProviders() {
    return List.of(
        CoderProviders.forCoder(TypeDescriptor.of(TrackEvent.class), TrackEventCoder.of()),
        CoderProviders.forCoder(TypeDescriptor.of(EventBlock.class), new EventBlockCoder()));
  }
}
