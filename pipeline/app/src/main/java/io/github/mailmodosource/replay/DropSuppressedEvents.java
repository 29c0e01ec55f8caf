package io.github.mailmodosource.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.github.mailmodosource.activity.EmailAddress;
import io.github.mailmodosource.event.TrackEvent;
import io.github.mailmodosource.event.TrackEventCoder;
import io.github.mailmodosource.judge.SuppressedView;
import io.github.mailmodosource.metrics.FunnelCounter;
import io.github.mailmodosource.metrics.Outcome;
import java.io.IOException;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollection;
import org.jspecify.annotations.Nullable;

/**
 * Leaves out events of people whose events must not be sent, and counts them: since a letter was
 * written, somebody may have asked to be forgotten.
 */
final class DropSuppressedEvents
    extends PTransform<PCollection<TrackEvent>, PCollection<TrackEvent>> {
  private final transient SuppressedView suppressed;

  private DropSuppressedEvents(SuppressedView suppressed) {
    this.suppressed = suppressed;
  }

  static DropSuppressedEvents of(SuppressedView suppressed) {
    return new DropSuppressedEvents(suppressed);
  }

  @Override
  public PCollection<TrackEvent> expand(PCollection<TrackEvent> events) {
    return events
        .apply("AskList", suppressed.step(new DropFn(suppressed)))
        .setCoder(TrackEventCoder.of());
  }

  static final class DropFn extends DoFn<TrackEvent, TrackEvent> {
    private static final ObjectReader JSON = new ObjectMapper().reader();

    private final SuppressedView suppressed;
    private final FunnelCounter dropped = new FunnelCounter(Outcome.SUPPRESSED);

    DropFn(SuppressedView suppressed) {
      this.suppressed = suppressed;
    }

    @StartBundle
    public void startBundle() {
      suppressed.forget();
    }

    @ProcessElement
    public void drop(ProcessContext context) {
      TrackEvent event = context.element();
      JsonNode payload = payload(event);
      String email = text(payload.at("/context/traits/email"));
      String address = email == null ? null : EmailAddress.normalize(email);
      if (suppressed.people(context).contains(address, text(payload.path("userId")))) {
        dropped.inc(event.eventName());
      } else {
        context.output(event);
      }
    }

    private static JsonNode payload(TrackEvent event) {
      try {
        return JSON.readTree(event.json().text());
      } catch (IOException e) {
        throw new IllegalStateException("an event that was read cannot be read", e);
      }
    }

    private static @Nullable String text(JsonNode value) {
      return value.isValueNode() && !value.isNull() ? value.asText() : null;
    }
  }
}
