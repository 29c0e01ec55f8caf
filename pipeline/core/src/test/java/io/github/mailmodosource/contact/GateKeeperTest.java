package io.github.mailmodosource.contact;

import static io.github.mailmodosource.contact.Contacts.anonymous;
import static io.github.mailmodosource.contact.Contacts.call;
import static io.github.mailmodosource.contact.Contacts.calls;
import static io.github.mailmodosource.contact.Contacts.user;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.github.mailmodosource.TestPipelines;
import io.github.mailmodosource.activity.Activity;
import io.github.mailmodosource.activity.ActivityCoder;
import io.github.mailmodosource.activity.ActivitySamples;
import io.github.mailmodosource.activity.EventType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;
import org.junit.jupiter.api.Test;

class GateKeeperTest {
  private static final List<IdentifyCalls> CONTACTS =
      List.of(
          calls(
              call("a@b.co", user("U-1"), "2026-11-20T09:00:00Z"),
              call("a@b.co", user("U-2"), "2026-11-20T11:00:00Z")),
          calls(call("z@b.co", anonymous("anon-1"), "2026-11-20T12:00:00Z")));

  private static final List<Activity> ACTIVITIES =
      List.of(
          activity(EventType.EMAIL_SENT, "a@b.co", "2026-11-20T08:59:59.999999999Z"),
          activity(EventType.EMAIL_SENT, "a@b.co", "2026-11-20T09:00:00Z"),
          activity(EventType.EMAIL_OPENED, "a@b.co", "2026-11-20T10:00:00Z"),
          activity(EventType.LINK_CLICKED, "a@b.co", "2026-11-20T11:00:00Z"),
          activity(EventType.LINK_CLICKED, "z@b.co", "2026-11-20T11:00:00Z"),
          activity(EventType.LINK_CLICKED, "z@b.co", "2026-11-20T13:00:00Z"),
          activity(EventType.LINK_CLICKED, "nobody@b.co", "2026-11-20T13:00:00Z"),
          activity(EventType.EMAIL_BOUNCED, "nobody@b.co", "2026-11-20T13:00:00Z"));

  @Test
  void anActivityPassesWithTheIdentityOfItsTime() {
    Pipeline pipeline = TestPipelines.create();
    PAssert.that(kept(pipeline, Gate.Mode.AS_OF))
        .containsInAnyOrder(
            "Email Sent of user U-1",
            "Email Opened of user U-1",
            "Link Clicked of user U-2",
            "Link Clicked of anonymous anon-1");

    assertThat(
        TestPipelines.run(pipeline),
        is(
            Map.of(
                "funnel/IDENTIFIED_LATER/Email Sent", 1L,
                "funnel/IDENTIFIED_LATER/Link Clicked", 1L,
                "funnel/NOT_IDENTIFIED/Link Clicked", 1L,
                "funnel/NOT_IDENTIFIED/Email Bounced", 1L)));
  }

  @Test
  void inModeEverALaterCallIsEnough() {
    Pipeline pipeline = TestPipelines.create();
    PAssert.that(kept(pipeline, Gate.Mode.EVER))
        .containsInAnyOrder(
            "Email Sent of user U-1",
            "Email Sent of user U-1",
            "Email Opened of user U-1",
            "Link Clicked of user U-2",
            "Link Clicked of anonymous anon-1",
            "Link Clicked of anonymous anon-1");

    assertThat(
        TestPipelines.run(pipeline),
        is(
            Map.of(
                "funnel/NOT_IDENTIFIED/Link Clicked", 1L,
                "funnel/NOT_IDENTIFIED/Email Bounced", 1L)));
  }

  private static PCollection<String> kept(Pipeline pipeline, Gate.Mode mode) {
    PCollectionView<Iterable<IndexShard>> contacts =
        pipeline
            .apply("Contacts", Create.of(CONTACTS).withCoder(new IdentifyCallsCoder()))
            .apply("IndexContacts", IdentifiedContacts.sizedFor(3L << 20));
    return pipeline
        .apply("Activities", Create.of(ACTIVITIES).withCoder(ActivityCoder.of()))
        .apply("AskGate", ParDo.of(new AskGateFn(mode, contacts)).withSideInputs(contacts));
  }

  private static final class AskGateFn extends DoFn<Activity, String> {
    private final GateKeeper gate;
    private final PCollectionView<Iterable<IndexShard>> contacts;

    AskGateFn(Gate.Mode mode, PCollectionView<Iterable<IndexShard>> contacts) {
      gate = new GateKeeper(mode);
      this.contacts = contacts;
    }

    @ProcessElement
    public void ask(ProcessContext context) {
      gate.open(context.sideInput(contacts));
      IdentifiedActivity<Activity> identified = gate.identify(context.element());
      if (identified != null) {
        context.output(
            identified.activity().type().eventName()
                + " of "
                + (identified.identity().anonymous() ? "anonymous " : "user ")
                + identified.identity().id());
      }
    }
  }

  private static Activity activity(EventType type, String email, String time) {
    return ActivitySamples.bare(type, ActivitySamples.occurrence(null, email, Instant.parse(time)));
  }
}
