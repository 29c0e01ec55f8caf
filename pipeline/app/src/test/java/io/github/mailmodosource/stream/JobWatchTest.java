package io.github.mailmodosource.stream;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JobWatchTest {
  private static final Instant START = Instant.parse("2026-11-20T03:00:00Z");

  private final List<String> said = new ArrayList<>();
  private Instant now = START;
  private FlinkState state = new FlinkState(0, null, null);
  private @Nullable String fault;

  @Test
  void aRestartIsToldOnce() {
    JobWatch watch = watch(Duration.ofSeconds(10));
    watch.look();
    state = new FlinkState(1, null, null);
    watch.look();
    watch.look();
    assertThat(
        said,
        contains(
            "the job failed, and was started again from its last checkpoint (once since this"
                + " process began); --logLevel=info tells why"));
  }

  @Test
  void fiveMinutesWithoutACheckpointAreTold() {
    JobWatch watch = watch(Duration.ofSeconds(10));
    now = START.plusSeconds(240);
    state = new FlinkState(0, 1L, now);
    watch.look();
    now = START.plusSeconds(530);
    watch.look();
    assertThat(said, is(empty()));
    now = START.plusSeconds(545);
    watch.look();
    watch.look();
    now = START.plusSeconds(845);
    watch.look();
    assertThat(
        said,
        contains(
            "there has been no checkpoint for 5 minutes: what was read still waits to be sent",
            "there has been no checkpoint for 5 minutes: what was read still waits to be sent"));
  }

  /** Three intervals after the newest checkpoint, and once for as long as it lasts. */
  @Test
  void aFolderThatCannotBeWrittenIsToldSoon() {
    JobWatch watch = watch(Duration.ofSeconds(10));
    fault = "No space left on device";
    now = START.plusSeconds(60);
    state = new FlinkState(0, 1L, now);
    watch.look();
    now = START.plusSeconds(89);
    watch.look();
    assertThat(said, is(empty()));
    now = START.plusSeconds(90);
    watch.look();
    String line =
        "the folder of --state cannot be written (No space left on device); what is sent from now"
            + " on is sent again if the process is killed";
    assertThat(said, contains(line));
    now = START.plusSeconds(900);
    watch.look();
    assertThat(said, contains(line));

    state = new FlinkState(0, 1L, now);
    watch.look();
    now = now.plusSeconds(30);
    watch.look();
    assertThat(said, contains(line, line));
  }

  @Test
  void aFolderIsGivenTenSecondsHoweverShortTheInterval() {
    JobWatch watch = watch(Duration.ofMillis(100));
    fault = "No space left on device";
    now = START.plusMillis(9_999);
    watch.look();
    assertThat(said, is(empty()));
    now = START.plusSeconds(10);
    watch.look();
    assertThat(said.size(), is(1));
  }

  @Test
  void rareCheckpointsAreGivenTheirTime() {
    JobWatch watch = watch(Duration.ofMinutes(2));
    now = START.plusSeconds(1199);
    watch.look();
    assertThat(said, is(empty()));
  }

  private JobWatch watch(Duration interval) {
    return new JobWatch(() -> state, () -> fault, interval, clock(), said::add);
  }

  private Clock clock() {
    return new Clock() {
      @Override
      public Instant instant() {
        return now;
      }

      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        return this;
      }
    };
  }
}
