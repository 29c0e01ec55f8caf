package io.github.mailmodosource.track;

import io.github.mailmodosource.activity.Activity;
import io.github.mailmodosource.activity.EmailBounced;
import io.github.mailmodosource.activity.EmailFormSubmitted;
import io.github.mailmodosource.activity.EmailMarkedAsSpam;
import io.github.mailmodosource.activity.EmailOpened;
import io.github.mailmodosource.activity.EmailSent;
import io.github.mailmodosource.activity.EmailUnsubscribed;
import io.github.mailmodosource.activity.LinkClicked;
import io.github.mailmodosource.contact.IdentifiedActivity;
import io.github.mailmodosource.contact.IdentifiedActivityCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/** Sends each activity to the DoFn of its event, and gathers the track events. */
public final class ToTrackEvents
    extends PTransform<PCollection<IdentifiedActivity<Activity>>, PCollection<TrackEvent>> {
  private static final TupleTag<IdentifiedActivity<EmailSent>> SENT = new TupleTag<>() {};
  private static final TupleTag<IdentifiedActivity<EmailOpened>> OPENED = new TupleTag<>() {};
  private static final TupleTag<IdentifiedActivity<LinkClicked>> CLICKED = new TupleTag<>() {};
  private static final TupleTag<IdentifiedActivity<EmailFormSubmitted>> SUBMITTED =
      new TupleTag<>() {};
  private static final TupleTag<IdentifiedActivity<EmailMarkedAsSpam>> COMPLAINED =
      new TupleTag<>() {};
  private static final TupleTag<IdentifiedActivity<EmailBounced>> BOUNCED = new TupleTag<>() {};
  private static final TupleTag<IdentifiedActivity<EmailUnsubscribed>> UNSUBSCRIBED =
      new TupleTag<>() {};

  private ToTrackEvents() {}

  public static ToTrackEvents create() {
    return new ToTrackEvents();
  }

  @Override
  public PCollection<TrackEvent> expand(PCollection<IdentifiedActivity<Activity>> activities) {
    PCollectionTuple byEvent =
        activities.apply(
            "RouteByEvent",
            ParDo.of(new RouteByEventFn())
                .withOutputTags(
                    SENT,
                    TupleTagList.of(OPENED)
                        .and(CLICKED)
                        .and(SUBMITTED)
                        .and(COMPLAINED)
                        .and(BOUNCED)
                        .and(UNSUBSCRIBED)));
    return PCollectionList.of(track(byEvent, SENT, "EmailSent", new EmailSentFn()))
        .and(track(byEvent, OPENED, "EmailOpened", new EmailOpenedFn()))
        .and(track(byEvent, CLICKED, "LinkClicked", new LinkClickedFn()))
        .and(track(byEvent, SUBMITTED, "EmailFormSubmitted", new EmailFormSubmittedFn()))
        .and(track(byEvent, COMPLAINED, "EmailMarkedAsSpam", new EmailMarkedAsSpamFn()))
        .and(track(byEvent, BOUNCED, "EmailBounced", new EmailBouncedFn()))
        .and(track(byEvent, UNSUBSCRIBED, "EmailUnsubscribed", new EmailUnsubscribedFn()))
        .apply("AllEvents", Flatten.pCollections());
  }

  private static <A extends Activity> PCollection<TrackEvent> track(
      PCollectionTuple byEvent,
      TupleTag<IdentifiedActivity<A>> tag,
      String name,
      TrackFn<A> trackFn) {
    return byEvent
        .get(tag)
        .setCoder(IdentifiedActivityCoder.of())
        .apply(name, ParDo.of(trackFn))
        .setCoder(TrackEventCoder.of());
  }

  static final class RouteByEventFn
      extends DoFn<IdentifiedActivity<Activity>, IdentifiedActivity<EmailSent>> {
    @ProcessElement
    public void route(@Element IdentifiedActivity<Activity> identified, MultiOutputReceiver out) {
      switch (identified.activity().type()) {
        case EMAIL_SENT -> route(identified, EmailSent.class, out.get(SENT));
        case EMAIL_OPENED -> route(identified, EmailOpened.class, out.get(OPENED));
        case LINK_CLICKED -> route(identified, LinkClicked.class, out.get(CLICKED));
        case EMAIL_FORM_SUBMITTED ->
            route(identified, EmailFormSubmitted.class, out.get(SUBMITTED));
        case EMAIL_MARKED_AS_SPAM ->
            route(identified, EmailMarkedAsSpam.class, out.get(COMPLAINED));
        case EMAIL_BOUNCED -> route(identified, EmailBounced.class, out.get(BOUNCED));
        case EMAIL_UNSUBSCRIBED ->
            route(identified, EmailUnsubscribed.class, out.get(UNSUBSCRIBED));
      }
    }

    private static <A extends Activity> void route(
        IdentifiedActivity<Activity> identified,
        Class<A> kind,
        OutputReceiver<IdentifiedActivity<A>> out) {
      out.output(new IdentifiedActivity<>(kind.cast(identified.activity()), identified.identity()));
    }
  }
}
