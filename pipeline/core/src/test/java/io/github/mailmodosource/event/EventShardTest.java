package io.github.mailmodosource.event;

import static io.github.mailmodosource.activity.ActivitySamples.EMAIL;
import static io.github.mailmodosource.activity.ActivitySamples.NO_MAILING;
import static io.github.mailmodosource.activity.ActivitySamples.TIME;
import static io.github.mailmodosource.activity.ActivitySamples.occurrence;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import io.github.mailmodosource.activity.ActivitySamples;
import io.github.mailmodosource.activity.EventType;
import io.github.mailmodosource.track.MessageId;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventShardTest {
  private static final int SHARDS = 100;

  private final MessageId messageIds = new MessageId();

  @Test
  void aShardIsAlwaysTheSameForAnIdAndAllShardsAreUsedEvenly() {
    int[] used = new int[8];
    for (int i = 0; i < 8_000; i++) {
      String id =
          messageIds.of(
              ActivitySamples.full(
                  EventType.EMAIL_SENT, occurrence("A-" + i, EMAIL, TIME), NO_MAILING));
      int shard = EventShard.of(id, 8);
      assertThat(EventShard.of(id, 8), is(shard));
      used[shard]++;
      assertThat(EventShard.of(id, 1), is(0));
    }
    for (int ids : used) {
      assertThat(ids, is(allOf(greaterThan(800), lessThan(1_200))));
    }
  }

  /** Ours, numbers, words, and none: whatever stands in a table has its shard. */
  @ParameterizedTest
  @ValueSource(strings = {"mailmodo-%040x", "%d", "ajs-next-%08d-id", "%d000000"})
  void idsOfAnyKindAreSpread(String form) {
    int[] sizes = new int[SHARDS];
    IntStream.range(0, 100_000)
        .forEach(i -> sizes[EventShard.of(String.format(form, i * 31L), SHARDS)]++);
    for (int size : sizes) {
      assertThat(size, is(greaterThan(500)));
      assertThat(size, is(lessThan(2_000)));
    }
  }

  @Test
  void anIdAlwaysComesToTheSameShard() {
    String id = "mailmodo-1";
    assertThat(EventShard.of(id, SHARDS), is(EventShard.of(new String(id.toCharArray()), SHARDS)));
  }
}
