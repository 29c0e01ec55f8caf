package io.github.mailmodosource.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import io.github.mailmodosource.coding.Hash128;
import io.github.mailmodosource.rows.CsvOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileListerTest {
  private static final Duration INTERVAL = Duration.ofSeconds(30);

  @TempDir Path folder;

  private final SeenFiles seen = new SeenFiles();
  private final Map<Hash128, FileStamp> failed = new ConcurrentHashMap<>();
  private StandingFiles standing = new StandingFiles(INTERVAL.toNanos(), 100);
  private long now;
  private FileLister lister = lister("*.jsonl");

  @BeforeEach
  void begin() {
    lister = lister("*.jsonl");
  }

  @Test
  void aFileIsFoundWhenItStoodStillBetweenTwoLooks() throws Exception {
    write("a.jsonl", "{}\n");
    write("a.tmp", "{}\n");
    assertThat(look(), is(empty()));
    assertThat(look(), contains("a.jsonl"));
    assertThat("it is being read", look(), is(empty()));
  }

  @Test
  void aFileThatGrowsIsWaitedFor() throws Exception {
    write("a.jsonl", "{}\n");
    look();
    write("a.jsonl", "{}\n{}\n");
    assertThat(look(), is(empty()));
    assertThat(look(), contains("a.jsonl"));
  }

  @Test
  void aFileThatIsWrittenAgainInTheSameSizeIsWaitedFor() throws Exception {
    Path file = write("a.jsonl", "{}\n");
    look();
    Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
    assertThat(look(), is(empty()));
    assertThat(look(), contains("a.jsonl"));
  }

  @Test
  void aFileThatWasMovedInWithAnOldTimeIsFound() throws Exception {
    write("new.jsonl", "{}\n");
    look();
    look();
    seen.add(id("new.jsonl"), 0);
    Path old = Files.writeString(folder.resolve(".old"), "{}\n");
    Files.setLastModifiedTime(old, FileTime.from(Instant.parse("2001-01-01T00:00:00Z")));
    Files.move(old, folder.resolve("old.jsonl"));
    look();
    assertThat(look(), contains("old.jsonl"));
  }

  @Test
  void anEmptyFileIsWaitedFor() throws Exception {
    write("a.jsonl", "");
    look();
    look();
    assertThat(look(), is(empty()));
    write("a.jsonl", "{}\n");
    look();
    assertThat(look(), contains("a.jsonl"));
  }

  @Test
  void aNameThatWasReadIsNotFoundAgainWhateverIsWrittenToIt() throws Exception {
    write("a.jsonl", "{}\n");
    seen.add(id("a.jsonl"), 0);
    look();
    write("a.jsonl", "{}\n{}\n");
    look();
    assertThat(look(), is(empty()));
  }

  @Test
  void aFileThatCouldNotBeReadIsFoundAgainWhenItHasChanged() throws Exception {
    Path file = write("a.jsonl", "{}\n");
    failed.put(id("a.jsonl"), FileStamp.of(file.toString()));
    look();
    assertThat(look(), is(empty()));
    write("a.jsonl", "{}\n{}\n");
    look();
    assertThat(look(), contains("a.jsonl"));
  }

  @Test
  void aFailureIsForgottenWithItsFile() throws Exception {
    write("a.jsonl", "{}\n");
    Path file = write("b.jsonl", "{}\n");
    failed.put(id("b.jsonl"), FileStamp.of(file.toString()));
    look();
    assertThat(failed.size(), is(1));
    Files.delete(file);
    look();
    assertThat(failed.size(), is(0));
  }

  @Test
  void foldersAreLookedThroughAtAnyDepthAndNamesWithADotOrUnderscoreLeftOut() throws Exception {
    lister = lister("");
    write("a.jsonl", "{}\n");
    write("day/b.jsonl", "{}\n");
    write("day/deep/c.jsonl", "{}\n");
    write("day/_SUCCESS", "{}\n");
    write(".hidden/d.jsonl", "{}\n");
    look();
    assertThat(look(), contains("a.jsonl", "day/b.jsonl", "day/deep/c.jsonl"));
    write("next/e.jsonl", "{}\n");
    look();
    assertThat(look(), contains("next/e.jsonl"));
  }

  @Test
  void aFileThatLinksLeadToIsFoundOnce() throws Exception {
    lister = lister("");
    write("b.jsonl", "{}\n");
    Files.createSymbolicLink(folder.resolve("a.jsonl"), folder.resolve("b.jsonl"));
    Files.createSymbolicLink(folder.resolve("again"), folder);
    look();
    assertThat(look(), contains("b.jsonl"));
    passed("b.jsonl");
    look();
    assertThat(look(), is(empty()));
  }

  @Test
  void twoPatternsThatNameAFileFindItOnce() throws Exception {
    lister = lister("*.jsonl", "a.*", "a.jsonl", "");
    write("a.jsonl", "{}\n");
    look();
    assertThat(look(), contains("a.jsonl"));
    passed("a.jsonl");
    look();
    assertThat(look(), is(empty()));
  }

  @Test
  void whatCannotBeListedIsPassedOver() throws Exception {
    lister = lister("*", "gone/*.jsonl");
    Files.createSymbolicLink(folder.resolve("nowhere.jsonl"), folder.resolve("x"));
    assertThat(
        new ProcessBuilder("mkfifo", folder.resolve("pipe.jsonl").toString()).start().waitFor(),
        is(0));
    write("z.jsonl", "{}\n");
    look();
    assertThat(look(), contains("z.jsonl"));
  }

  @Test
  void aNameIsForgottenLongAfterItLeftItsFolder() throws Exception {
    Path file = write("a.jsonl", "{}\n");
    write("b.jsonl", "{}\n");
    seen.add(id("a.jsonl"), 0);
    seen.add(id("b.jsonl"), 0);
    now += TimeUnit.DAYS.toNanos(8);
    look();
    assertThat(seen.size(), is(2));
    Files.delete(file);
    now += TimeUnit.DAYS.toNanos(6);
    look();
    assertThat(seen.size(), is(2));
    now += TimeUnit.DAYS.toNanos(2);
    look();
    assertThat(seen.size(), is(1));
    assertThat(seen.contains(id("b.jsonl")), is(true));
  }

  @Test
  void noNameIsForgottenWhileAFolderIsEmptyOrCannotBeListed() throws Exception {
    Files.createDirectory(folder.resolve("x"));
    lister = lister("*.jsonl", "x/*.jsonl");
    Path file = write("a.jsonl", "{}\n");
    seen.add(id("a.jsonl"), 0);
    seen.add(id("x/b.jsonl"), 0);
    now += TimeUnit.DAYS.toNanos(30);
    look();
    assertThat("the disk may not be mounted", seen.size(), is(2));
    Files.delete(folder.resolve("x"));
    now += TimeUnit.DAYS.toNanos(30);
    look();
    assertThat(seen.size(), is(2));
    write("x/c.jsonl", "{}\n");
    Path link = Files.createSymbolicLink(folder.resolve("l.jsonl"), folder.resolve("y"));
    now += TimeUnit.DAYS.toNanos(30);
    look();
    assertThat("something could not be read", seen.size(), is(2));
    Files.delete(link);
    now += TimeUnit.DAYS.toNanos(30);
    look();
    assertThat(seen.contains(Hash128.of(file.toRealPath().toString())), is(true));
    assertThat(seen.size(), is(1));
  }

  @Test
  void moreFilesThanAreHeldWaitInTheirFolderAndAllAreFound() throws Exception {
    standing = new StandingFiles(INTERVAL.toNanos(), 10);
    lister = lister("");
    for (int i = 0; i < 35; i++) {
      write("day-" + i % 3 + "/" + i + ".jsonl", "{}\n");
    }
    List<String> all = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      List<String> found = look();
      assertThat(standing.size() <= 12, is(true));
      for (String name : found) {
        seen.add(id(name), 0);
        passed(name);
      }
      all.addAll(found);
    }
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 35; i++) {
      expected.add("day-" + i % 3 + "/" + i + ".jsonl");
    }
    assertThat(all, containsInAnyOrder(expected.toArray()));
  }

  @Test
  void whatIsNotMatchedOrEmptyDoesNotTakeThePlaceOfFiles() throws Exception {
    standing = new StandingFiles(INTERVAL.toNanos(), 5);
    lister = lister("*.jsonl");
    for (int i = 0; i < 30; i++) {
      write("a" + i + ".tmp", "{}\n");
      write("a" + i + ".jsonl", "");
      write("_a" + i + ".jsonl", "{}\n");
    }
    look();
    write("z.jsonl", "{}\n");
    List<String> found = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      found.addAll(look());
    }
    assertThat(found, contains("z.jsonl"));
  }

  private void passed(String name) throws Exception {
    seen.add(id(name), 0);
    standing.passed(
        new FoundFile(name, id(name), null, FileStamp.of(folder.resolve(name).toString())));
  }

  /** One look, an interval behind the last one; what is ready after it. */
  private List<String> look() throws Exception {
    now += INTERVAL.toNanos();
    lister.look();
    List<String> names = new ArrayList<>();
    while (standing.readyFiles() > 0) {
      names.add(folder.relativize(Path.of(standing.take().name())).toString());
    }
    return names;
  }

  private FileLister lister(String... patterns) {
    List<String> all = new ArrayList<>();
    for (String pattern : patterns) {
      all.add(folder + "/" + pattern);
    }
    WatchedFiles files =
        new WatchedFiles(
            "activity",
            all,
            new TextFile.Settings(null, null, CsvOptions.NONE),
            INTERVAL,
            WatchedFiles.BLOCK_BYTES,
            Duration.ofDays(7),
            null);
    return new FileLister(files, seen, failed, standing, () -> now);
  }

  private Hash128 id(String name) throws Exception {
    return Hash128.of(folder.toRealPath() + "/" + name);
  }

  private Path write(String name, String text) throws Exception {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.write(file, text.getBytes(UTF_8));
  }
}
