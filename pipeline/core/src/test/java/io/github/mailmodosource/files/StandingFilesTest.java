package io.github.mailmodosource.files;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.github.mailmodosource.coding.Hash128;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** "A file is read … when its size and time stood still for one interval between two looks." */
class StandingFilesTest {
  private static final long INTERVAL = 30;

  private final StandingFiles files = new StandingFiles(INTERVAL, 3);

  @Test
  void aFileIsHandedOutOnceAfterTwoLooksAnIntervalApart() throws Exception {
    assertThat(look(0, file("b", 1), file("a", 1)), is(empty()));
    assertThat("too early", look(29, file("b", 1), file("a", 1)), is(empty()));
    assertThat(look(30, file("b", 1), file("a", 1)), contains("a", "b"));
    assertThat("taken", look(60, file("b", 1), file("a", 1)), is(empty()));
  }

  @Test
  void aFileThatChangesStartsAnew() throws Exception {
    assertThat(look(0, file("a", 1)), is(empty()));
    assertThat(look(30, file("a", 2)), is(empty()));
    assertThat(look(59, file("a", 2)), is(empty()));
    assertThat(look(60, file("a", 2)), contains("a"));
  }

  @Test
  void aFileThatWentAwayAndCameBackStartsAnew() throws Exception {
    assertThat(look(0, file("a", 1)), is(empty()));
    assertThat(look(30), is(empty()));
    assertThat(files.size(), is(0));
    assertThat(look(60, file("a", 1)), is(empty()));
    assertThat(look(90, file("a", 1)), contains("a"));
  }

  @Test
  void itSaysHowManyItCanHold() throws Exception {
    look(0, file("a", 1), file("b", 1));
    assertThat(files.room(), is(1));
    look(1, file("a", 1), file("b", 1), file("c", 1));
    assertThat(files.room(), is(0));
    look(30, file("a", 1), file("b", 1), file("c", 1));
    files.passed(file("a", 1));
    assertThat(files.room(), is(1));
  }

  @Test
  void aFileThatIsBeingReadIsNotHandedOutAgain() throws Exception {
    files.resume(file("a", 1), 0);
    assertThat(files.isTaken(Hash128.of("a")), is(true));
    assertThat(look(0, file("a", 1)), is(empty()));
    assertThat(look(60, file("a", 1)), is(empty()));
    files.passed(file("a", 1));
    assertThat(files.isTaken(Hash128.of("a")), is(false));
  }

  @Test
  void aFileWithSeveralNamesIsHandedOutUnderItsOwn() throws Exception {
    assertThat(look(0, link("a", "b"), file("b", 1)), is(empty()));
    assertThat(look(30, link("a", "b"), file("b", 1)), contains("b"));
    assertThat(look(60, link("a", "b"), file("b", 1)), is(empty()));
  }

  @Test
  void ofTwoLinksToAFileElsewhereTheFirstIsHandedOut() throws Exception {
    look(0, link("a", "x"), link("b", "x"));
    assertThat(look(30, link("a", "x"), link("b", "x")), contains("a"));
  }

  @Test
  void anotherReaderOfTheSameFilesNeedNotWaitAgain() throws Exception {
    look(0, file("a", 1), file("b", 1));
    look(30, file("a", 1), file("b", 1));
    StandingFiles next = new StandingFiles(INTERVAL, 3);
    next.takeOver(files);
    assertThat(look(next, 31, file("a", 1), file("b", 2)), contains("a"));
  }

  @Test
  void theLagIsThatOfTheFileThatWasFoundFirst() throws Exception {
    assertThat(files.oldest(), is(nullValue()));
    look(5, file("a", 1));
    look(30, file("a", 2), file("b", 1));
    assertThat(files.oldest(), is(5L));
    files.passed(file("a", 2));
    assertThat(files.oldest(), is(30L));
  }

  private List<String> look(long now, FoundFile... found) throws Exception {
    return look(files, now, found);
  }

  private static List<String> look(StandingFiles files, long now, FoundFile... found)
      throws Exception {
    files.beginLook();
    for (FoundFile file : found) {
      files.found(file, now);
    }
    files.endLook();
    List<String> names = new ArrayList<>();
    while (files.readyFiles() > 0) {
      names.add(files.take().name());
    }
    return names;
  }

  private static FoundFile file(String name, long size) {
    return found(name, size, null);
  }

  private static FoundFile link(String name, String target) {
    return found(name, 1, Hash128.of(target));
  }

  private static FoundFile found(String name, long size, @Nullable Hash128 target) {
    return new FoundFile(name, Hash128.of(name), target, new FileStamp(size, 0, true));
  }
}
