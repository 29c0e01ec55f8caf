package io.github.mailmodosource.event;

import static io.github.mailmodosource.track.TrackSamples.json;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.sameInstance;

import io.github.mailmodosource.rows.RowSamples;
import org.junit.jupiter.api.Test;

/** An event that is sent beside strangers says by itself what the batch would say for it. */
class CompleteEventsTest {
  private final TrackEvent event =
      new TrackEvent(
          "mailmodo-1",
          "Email Sent",
          EventJson.of(
              "{\"event\":\"Email Sent\",\"context\":{\"traits\":{\"email\":\"a@b.co\"}}}"),
          RowSamples.json("{}"),
          3);

  @Test
  void whoSendsItAndWhereItMayGoStandInTheEvent() {
    TrackEvent complete = CompleteEvents.complete(event, SharedFields.of(null));

    assertThat(
        json(complete.json()),
        is(
            json(
                "{'event':'Email Sent','context':{'traits':{'email':'a@b.co'},"
                    + "'integration':{'name':'mailmodo','version':'1.0.0'},"
                    + "'library':{'name':'mailmodo-source','version':'"
                    + Version.get()
                    + "'}},'integrations':{'Mailmodo':false}}")));
  }

  /** So that a batch of it and of replayed events, which are complete, shares nothing more. */
  @Test
  void sentBesideCompleteEventsItIsNotCompletedAgain() {
    TrackEvent complete = CompleteEvents.complete(event, SharedFields.of("{\"All\":false}"));

    assertThat(SharedFields.none().mergedInto(complete), is(complete.json().text()));
  }

  @Test
  void itsIdItsOriginalAndWhatWasTriedStay() {
    TrackEvent complete = CompleteEvents.complete(event, SharedFields.of(null));

    assertThat(complete.messageId(), is("mailmodo-1"));
    assertThat(complete.eventName(), is("Email Sent"));
    assertThat(complete.attempts(), is(3));
    assertThat(complete.row(), is(sameInstance(event.row())));
  }
}
