package io.github.mailmodosource.segment;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.mailmodosource.event.EventJson;
import io.github.mailmodosource.event.TrackEvent;
import io.github.mailmodosource.failure.JobStoppedException;
import io.github.mailmodosource.rows.SourceRow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class CeilingTest {
  @Test
  void theFirstEventsAreAdmittedUpToTheCeiling() throws InterruptedException {
    Ceiling ceiling = ceiling(3, 0);

    assertThat(users(ceiling.admit(of("ann", "bob"))), contains("ann", "bob"));
    assertThat(users(ceiling.admit(of("ann", "cid"))), contains("ann"));
    assertThat(ceiling.admit(of("ann")), is(empty()));
    ceiling.ended();
    ceiling.ended();
    ceiling.ended();
    assertThat(ceiling.awaitEnd(), is("stopped at --maxEvents=3"));
  }

  /** Exactly as many as there may be are not too many. */
  @Test
  void aCeilingIsReachedWhenSomethingIsLeft() {
    Ceiling ceiling = ceiling(2, 2);
    assertThat(users(ceiling.admit(of("ann", "bob"))), contains("ann", "bob"));
    assertThat(ceiling.admit(of()), is(empty()));
  }

  @Test
  void eventsOfUsersWhoAreAdmittedGoOnUntilAnotherComes() throws InterruptedException {
    Ceiling ceiling = ceiling(0, 2);

    assertThat(
        users(ceiling.admit(of("ann", "bob", "ann", "bob", "cid", "ann"))),
        contains("ann", "bob", "ann", "bob"));
    ceiling.ended();
    assertThat(ceiling.awaitEnd(), is("stopped at --maxUsers=2"));
  }

  @Test
  void withoutBoundsThereIsNoCeiling() {
    assertThat(Ceiling.of(SegmentSettings.builder().build()), is(nullValue()));
  }

  @Test
  void whatStopsARunIsToldFromOtherCauses() {
    assertThat(Ceiling.isReached(Ceiling.line("maxEvents", 3) + "; the same command"), is(true));
    assertThat(Ceiling.isReached("https://api.segment.io/v1/batch answered 401"), is(false));
  }

  /** What is under way when the ceiling is reached is answered, so that nothing is in doubt. */
  @Test
  void noMoreEventsAreSentAndThoseUnderWayAreAccepted() throws InterruptedException {
    try (FaultServer server =
        FaultServer.start().answering(request -> Fault.acceptAfter(Duration.ofMillis(200)))) {
      SegmentSettings settings =
          Sending.settings(server.address()).toBuilder().maxEvents(25).build();
      List<List<TrackEvent>> batches = new ArrayList<>();
      List<TrackEvent> events = Events.some(100);
      for (int from = 0; from < 100; from += 10) {
        batches.add(events.subList(from, from + 10));
      }

      JobStoppedException stopped =
          assertThrows(JobStoppedException.class, () -> Sending.send(settings, batches));

      assertThat(stopped.getMessage(), startsWith("stopped at --maxEvents=25; the same command"));
      assertThat(server.accepted().size(), is(25));
      assertThat(server.requests().stream().mapToInt(r -> r.ids().size()).sum(), is(25));
    }
  }

  private static Ceiling ceiling(long events, long users) {
    return Objects.requireNonNull(
        Ceiling.of(SegmentSettings.builder().maxEvents(events).maxUsers(users).build()));
  }

  private static List<TrackEvent> of(String... users) {
    return Stream.of(users)
        .map(
            user ->
                new TrackEvent(
                    "m",
                    "Email Sent",
                    EventJson.of("{\"userId\":\"" + user + "\"}"),
                    SourceRow.none()))
        .toList();
  }

  private static List<String> users(List<TrackEvent> events) {
    return events.stream().map(event -> String.valueOf(event.json().person())).toList();
  }
}
