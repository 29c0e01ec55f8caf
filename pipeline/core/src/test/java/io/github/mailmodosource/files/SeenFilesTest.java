package io.github.mailmodosource.files;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import io.github.mailmodosource.coding.Hash128;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.util.CoderUtils;
import org.junit.jupiter.api.Test;

class SeenFilesTest {
  private static final int MANY = 50_000;

  @Test
  void aNameIsSeenOnceItWasAdded() {
    SeenFiles seen = new SeenFiles();
    for (int i = 0; i < MANY; i++) {
      seen.add(Hash128.of("in/" + i), 0);
      seen.add(Hash128.of("in/" + i), 0);
    }
    assertThat(seen.size(), is(MANY));
    for (int i = 0; i < MANY; i++) {
      assertThat(seen.contains(Hash128.of("in/" + i)), is(true));
      assertThat(seen.contains(Hash128.of("out/" + i)), is(false));
    }
  }

  @Test
  void whatACheckpointHoldsIsNotChangedByWhatComesLater() {
    SeenFiles seen = new SeenFiles();
    seen.add(Hash128.of("a"), 0);
    SeenFiles.Ids before = seen.ids();
    seen.add(Hash128.of("b"), 10);
    assertThat(list(before), is(List.of(Hash128.of("a"))));
    assertThat(seen.forget(5), is(1));
    assertThat(list(before), is(List.of(Hash128.of("a"))));
    assertThat(list(seen.ids()), is(List.of(Hash128.of("b"))));
  }

  @Test
  void aNameIsForgottenWhenItWasLastMetBeforeThatTime() {
    SeenFiles seen = new SeenFiles();
    for (int i = 0; i < MANY; i++) {
      seen.add(Hash128.of("in/" + i), 0);
    }
    for (int i = 0; i < MANY; i += 2) {
      assertThat(seen.meet(Hash128.of("in/" + i), 7), is(true));
    }
    assertThat(seen.meet(Hash128.of("out"), 7), is(false));
    assertThat(seen.forget(0), is(0));
    assertThat(seen.forget(7), is(MANY / 2));
    for (int i = 0; i < MANY; i++) {
      assertThat(seen.contains(Hash128.of("in/" + i)), is(i % 2 == 0));
    }
  }

  @Test
  void aNameIsSixteenBytesInACheckpointAndIsReadBack() throws Exception {
    SeenFiles seen = new SeenFiles();
    for (int i = 0; i < MANY; i++) {
      seen.add(Hash128.of("in/" + i), 0);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    seen.ids().write(out);
    assertThat(out.size(), is(16 * MANY));
    SeenFiles.Ids read = SeenFiles.Ids.read(MANY, new ByteArrayInputStream(out.toByteArray()));
    assertThat(list(read), is(list(seen.ids())));
    assertThat(SeenFiles.of(read, 0).contains(Hash128.of("in/7")), is(true));
    byte[] mark =
        CoderUtils.encodeToByteArray(
            new WatchMarkCoder(), new WatchMark(seen.ids(), java.util.Map.of(), null));
    assertThat(mark.length, lessThan(16 * MANY + 10));
  }

  private static List<Hash128> list(SeenFiles.Ids ids) {
    List<Hash128> list = new ArrayList<>();
    ids.forEach(list::add);
    return list;
  }
}
