package io.github.mailmodosource.segment;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.mailmodosource.TestPipelines;
import io.github.mailmodosource.deadletter.DeadLetter;
import io.github.mailmodosource.deadletter.Reason;
import io.github.mailmodosource.event.SharedFields;
import io.github.mailmodosource.event.TrackEvent;
import io.github.mailmodosource.event.TrackEventCoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.WithFailures;
import org.apache.beam.sdk.values.PCollection;
import org.junit.jupiter.api.Test;

/** What would be sent, and what not, without anybody to send it to. */
class KeepSendableTest {
  private static final SharedFields SHARED = SharedFields.of(null);

  @Test
  void anEventThatSegmentWouldRefuseIsTheLetterThatTheSinkMakes() {
    TrackEvent large = Events.event("large", 32_000);
    String payload = SHARED.mergedInto(large);
    List<TrackEvent> events = new ArrayList<>(Events.some(3));
    events.add(1, large);
    Pipeline pipeline = TestPipelines.create();

    WithFailures.Result<PCollection<TrackEvent>, DeadLetter> judged =
        pipeline
            .apply(Create.of(events).withCoder(TrackEventCoder.of()))
            .apply("KeepSendable", KeepSendable.with(SHARED));

    PAssert.that(judged.output())
        .satisfies(
            kept -> {
              List<String> ids = new ArrayList<>();
              kept.forEach(event -> ids.add(event.messageId()));
              ids.sort(null);
              assertEquals(List.of("e-0", "e-1", "e-2"), ids);
              return null;
            });
    PAssert.thatSingleton(judged.failures())
        .satisfies(
            letter -> {
              assertEquals(Reason.EVENT_TOO_LARGE, letter.reason());
              assertEquals(payload, letter.event());
              assertEquals(0, letter.attempts());
              return null;
            });
    Map<String, Long> counters = TestPipelines.run(pipeline);
    assertThat(TestPipelines.rows(counters, "SENT"), is(3L));
    assertThat(TestPipelines.rows(counters, "UNDELIVERED"), is(1L));
  }

  /** "At most 32,000 bytes an event": with what its batch adds to it. */
  @Test
  void theLimitIsTheSinks() {
    int own = SHARED.mergedBytes(Events.event("e", 0));
    Pipeline pipeline = TestPipelines.create();
    pipeline
        .apply(
            Create.of(Events.event("e", 32_000 - own), Events.event("f", 32_001 - own))
                .withCoder(TrackEventCoder.of()))
        .apply("KeepSendable", KeepSendable.with(SHARED));

    Map<String, Long> counters = TestPipelines.run(pipeline);
    assertThat(TestPipelines.rows(counters, "SENT"), is(1L));
    assertThat(TestPipelines.rows(counters, "UNDELIVERED"), is(1L));
  }
}
