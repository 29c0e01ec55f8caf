package io.github.mailmodosource.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.fail;

import io.github.mailmodosource.rows.CsvOptions;
import io.github.mailmodosource.rows.FirstRows;
import io.github.mailmodosource.rows.RowFormat;
import io.github.mailmodosource.rows.RowUnit;
import io.github.mailmodosource.rows.SourceRow;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.TreeSet;
import org.apache.beam.sdk.io.Compression;
import org.apache.beam.sdk.io.UnboundedSource.UnboundedReader;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.util.CoderUtils;
import org.apache.beam.sdk.util.SerializableUtils;
import org.joda.time.DateTimeUtils;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A reader in the hands of a runner: advance, mark, stop, go on. */
class WatchedFilesReaderTest {
  private static final Duration INTERVAL = Duration.ofMillis(100);
  private static final long MINUTE = 60_000_000_000L;

  @TempDir Path folder;

  private int blockBytes = 64;
  private @Nullable FileCheck check;
  private @Nullable UnboundedReader<RowUnit> reader;

  @AfterEach
  void close() throws IOException {
    if (reader != null) {
      reader.close();
    }
  }

  @Test
  void filesThatComeAreReadEachOnce() throws Exception {
    write("a.jsonl", "{1}\n{2}\n");
    open(null);
    assertThat(rows(2), contains("a.jsonl {1}", "a.jsonl {2}"));
    moveIn("b.jsonl", "{3}\n", Instant.parse("2001-01-01T00:00:00Z"));
    write("c.csv", "x,y\n1,2\n");
    assertThat(rows(2), containsInAnyOrder("b.jsonl {3}", "c.csv 1,2"));
    append("a.jsonl", "{4}\n");
    moveIn("b.jsonl", "{5}\n", Instant.now());
    assertThat("a name is read once", rowsWithin(Duration.ofSeconds(1)), is(empty()));
  }

  @Test
  void aThousandFilesAtOnceAreReadEachOnce() throws Exception {
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      moveIn(i + ".jsonl", "{" + i + "}", Instant.now());
      expected.add(i + ".jsonl {" + i + "}");
    }
    open(null);
    assertThat(rows(1_000), containsInAnyOrder(expected.toArray()));
    assertThat(rowsWithin(INTERVAL.multipliedBy(5)), is(empty()));
    assertThat(mark().seen().size(), is(1_000));
  }

  @Test
  void aFileThatGrowsIsReadWhenItStandsStill() throws Exception {
    open(null);
    List<String> early = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      append("a.jsonl", "{" + i + "}\n");
      early.addAll(rowsWithin(Duration.ofMillis(30)));
    }
    assertThat(early, is(empty()));
    assertThat(rows(20), hasSize(20));
  }

  @Test
  void anEmptyFileIsWaitedForAndHoldsUpNothing() throws Exception {
    write("a.jsonl", "");
    write("b.jsonl", "{1}\n");
    open(null);
    assertThat(rows(1), contains("b.jsonl {1}"));
    write("a.jsonl", "{2}\n");
    assertThat(rows(1), contains("a.jsonl {2}"));
  }

  /**
   * What is given up after each block, and taken up by another reader, is neither less nor more.
   */
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "a.jsonl, UNCOMPRESSED",
    "a.csv, UNCOMPRESSED",
    "a.json, UNCOMPRESSED",
    "a.jsonl.gz, GZIP",
    "a.csv.bz2, BZIP2",
    "a.json.zst, ZSTD",
  })
  void aReaderGoesOnFromTheMarkOfAnyBlock(String name, Compression compression) throws Exception {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      texts.add(name.startsWith("a.csv") ? i + ",\"line\n" + i + "\"" : "{\"n\":" + i + "}");
    }
    String text =
        name.startsWith("a.csv")
            ? "n,text\n" + String.join("\n", texts) + "\n"
            : name.startsWith("a.jsonl")
                ? String.join("\n", texts)
                : "[\n" + String.join(",\n", texts) + "\n]\n";
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out =
        Channels.newOutputStream(compression.writeCompressed(Channels.newChannel(bytes)))) {
      out.write(text.getBytes(UTF_8));
    }
    Files.write(folder.resolve(name), bytes.toByteArray());

    List<String> rows = new ArrayList<>();
    List<String> places = new ArrayList<>();
    WatchMark mark = null;
    int readers = 0;
    for (; rows.size() < texts.size(); readers++) {
      // Whoever goes on may cut otherwise: an upgrade may have changed the size of blocks.
      blockBytes = 40 + 17 * (readers % 3);
      open(mark);
      for (SourceRow row : next()) {
        rows.add(String.valueOf(row.text()));
        places.add(row.where());
      }
      mark = mark();
      close();
    }
    assertThat(rows, is(texts));
    assertThat(readers, greaterThan(10));
    open(null);
    List<String> placesInOneGo = new ArrayList<>();
    while (placesInOneGo.size() < texts.size()) {
      next().forEach(row -> placesInOneGo.add(row.where()));
    }
    assertThat(places, is(placesInOneGo));
    close();
    open(mark);
    assertThat("all of it was read", rowsWithin(INTERVAL.multipliedBy(6)), is(empty()));
    assertThat(mark().seen().size(), is(1));
    assertThat(mark().reading(), is(nullValue()));
  }

  /** A first reader forgot this: the file was found by a look while it was read, and read twice. */
  @Test
  void aFileThatIsReadOnCountsAsTaken() throws Exception {
    blockBytes = 1 << 20;
    byte[] row = ("{\"a\":\"" + "x".repeat(1 << 20) + "\"}\n").getBytes(UTF_8);
    try (OutputStream out = Files.newOutputStream(folder.resolve("a.jsonl"))) {
      for (int i = 0; i < 40; i++) {
        out.write(row);
      }
    }
    open(null);
    next();
    WatchMark mark = mark();
    close();
    open(mark);
    int left = 1;
    next();
    // The reader is blocked for many looks: far more is to come than is read ahead.
    Thread.sleep(INTERVAL.toMillis() * 10);
    while (left < 39) {
      left += next().size();
    }
    assertThat(left, is(39));
    assertThat(rowsWithin(INTERVAL.multipliedBy(6)), is(empty()));
    assertThat(mark().seen().size(), is(1));
  }

  @Test
  void aFileThatHasChangedSinceTheMarkIsReadFromItsBeginning() throws Exception {
    write("a.jsonl", "{\"first\":1}\n".repeat(20));
    open(null);
    next();
    WatchMark mark = mark();
    assertThat(mark.reading(), is(notNullValue()));
    close();
    write("a.jsonl", "{2}\n{3}\n");
    open(mark);
    assertThat(rows(2), contains("a.jsonl {2}", "a.jsonl {3}"));
  }

  @Test
  void aFileThatIsGoneSinceTheMarkIsADeadLetter() throws Exception {
    Path file = write("a.jsonl", "{\"first\":1}\n".repeat(20));
    open(null);
    next();
    WatchMark mark = mark();
    close();
    Files.delete(file);
    open(mark);
    assertThat(letter(), is(file + " no longer exists; it did when it was found"));
    write("a.jsonl", "{2}\n");
    assertThat("it is back", rows(1), contains("a.jsonl {2}"));
  }

  @Test
  void aFileThatIsDeletedWhileItIsReadIsReadToItsEnd() throws Exception {
    byte[] row = ("{\"a\":\"" + "x".repeat(1 << 20) + "\"}\n").getBytes(UTF_8);
    try (OutputStream out = Files.newOutputStream(folder.resolve("a.jsonl"))) {
      for (int i = 0; i < 30; i++) {
        out.write(row);
      }
    }
    open(null);
    int rows = next().size();
    Files.delete(folder.resolve("a.jsonl"));
    while (rows < 30) {
      rows += next().size();
    }
    assertThat(rows, is(30));
    assertThat(rowsWithin(INTERVAL.multipliedBy(3)), is(empty()));
    assertThat(mark().failed().size(), is(0));
  }

  @Test
  void aFileThatIsReplacedWhileItIsReadIsReadAsItWas() throws Exception {
    byte[] row = ("{\"a\":\"" + "x".repeat(1 << 20) + "\"}\n").getBytes(UTF_8);
    try (OutputStream out = Files.newOutputStream(folder.resolve("a.jsonl"))) {
      for (int i = 0; i < 30; i++) {
        out.write(row);
      }
    }
    open(null);
    int rows = next().size();
    moveIn("a.jsonl", "{\"new\":1}\n", Instant.now());
    while (rows < 30) {
      rows += next().size();
    }
    assertThat(rowsWithin(INTERVAL.multipliedBy(3)), is(empty()));
  }

  @Test
  void aFileThatCannotBeReadIsADeadLetterAndIsTriedAgainWhenItChanges() throws Exception {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out =
        Channels.newOutputStream(Compression.GZIP.writeCompressed(Channels.newChannel(packed)))) {
      for (int i = 0; i < 60_000; i++) {
        out.write(("{\"n\":" + Integer.toHexString(i * 77_777) + "}\n").getBytes(UTF_8));
      }
    }
    byte[] whole = packed.toByteArray();
    Path file = folder.resolve("a.jsonl.gz");
    Files.write(file, Arrays.copyOf(whole, whole.length / 2));
    write("b.jsonl", "{1}\n");
    open(null);
    int before = 0;
    List<SourceRow> rows = next();
    while (rows.get(0).format() != RowFormat.UNREADABLE_FILE) {
      before += rows.size();
      rows = next();
    }
    assertThat(before, greaterThan(0));
    assertThat(rows, hasSize(1));
    assertThat(rows.get(0).where(), is(file.toString()));
    assertThat(why(rows.get(0)), startsWith(file + " cannot be read to the end: "));
    assertThat("the others are read", rows(1), contains("b.jsonl {1}"));
    assertThat(rowsWithin(INTERVAL.multipliedBy(5)), is(empty()));
    WatchMark mark = mark();
    assertThat(mark.failed().size(), is(1));
    close();
    open(mark);
    assertThat("nor after a restart", rowsWithin(INTERVAL.multipliedBy(5)), is(empty()));
    Files.write(file, whole);
    assertThat(new TreeSet<>(rows(60_000)).size(), is(60_000));
    assertThat(rowsWithin(INTERVAL.multipliedBy(3)), is(empty()));
    assertThat(mark().failed().size(), is(0));
    assertThat(mark().seen().size(), is(2));
  }

  @Test
  void aFileThatIsNotTextIsADeadLetter() throws Exception {
    Path file = folder.resolve("a.jsonl");
    Files.write(file, new byte[] {(byte) 0xE4, (byte) 0xF6, '\n', (byte) 0xFC, '\n'});
    open(null);
    assertThat(letter(), startsWith(file + " "));
    assertThat(rowsWithin(INTERVAL.multipliedBy(3)), is(empty()));
  }

  @Test
  void aFileThatIsCutWhileItIsReadIsADeadLetterAndThenReadAgain() throws Exception {
    blockBytes = 1 << 20;
    byte[] row = ("{\"a\":\"" + "x".repeat(1 << 20) + "\"}\n").getBytes(UTF_8);
    Path file = folder.resolve("a.jsonl");
    try (OutputStream out = Files.newOutputStream(file)) {
      for (int i = 0; i < 30; i++) {
        out.write(row);
      }
    }
    open(null);
    next();
    try (RandomAccessFile cut = new RandomAccessFile(file.toFile(), "rw")) {
      cut.setLength(20L * row.length);
    }
    int rows = 1;
    List<SourceRow> next = next();
    while (next.get(0).format() != RowFormat.UNREADABLE_FILE) {
      rows += next.size();
      next = next();
    }
    assertThat("what stood in front of the fault", rows, lessThanOrEqualTo(20));
    assertThat(
        why(next.get(0)),
        is(
            file
                + " cannot be read to the end: it was cut while it was read ("
                + 30L * row.length
                + " bytes before, "
                + 20L * row.length
                + " now); is the file complete?"));
    rows = 0;
    while (rows < 20) {
      rows += next().size();
    }
    assertThat(rowsWithin(INTERVAL.multipliedBy(3)), is(empty()));
    assertThat(mark().failed().size(), is(0));
    assertThat(mark().seen().size(), is(1));
  }

  @Test
  void aFileThatDoesNotPassTheCheckIsOneDeadLetter() throws Exception {
    check = new HasEmail();
    write("a.csv", "mail\n" + "x@example.com\n".repeat(3_000));
    write("b.csv", "email\n" + "x@example.com\n".repeat(3_000));
    write("c.csv", "mail\n");
    open(null);
    assertThat(letter(), is(folder + "/a.csv: the first 1000 rows have no email"));
    assertThat(rows(3_000), hasSize(3_000));
    assertThat(rowsWithin(INTERVAL.multipliedBy(3)), is(empty()));
    assertThat("one without rows is read", mark().seen().size(), is(2));
    write("a.csv", "email\nx@example.com\n");
    assertThat(rows(1), contains("a.csv x@example.com"));
  }

  /** As the one of the commands does, in short. */
  private static final class HasEmail implements FileCheck {
    private static final long serialVersionUID = 1;

    @Override
    public @Nullable String fault(FirstRows first) {
      return first.columns().contains("email")
          ? null
          : first.place() + ": the first " + first.rows().size() + " rows have no email";
    }
  }

  @Test
  void settingsAreThoseOfTodayAndNotThoseOfTheSourceInTheCheckpoint() throws Exception {
    write("a.jsonl", "{1}\n");
    open(null);
    assertThat(rows(1), contains("a.jsonl {1}"));
    WatchMark mark = mark();
    close();
    byte[] inCheckpoint =
        SerializableUtils.serializeToByteArray(new WatchedFilesSource("activity"));
    Path other = Files.createDirectory(folder.resolve(".in2"));
    Files.writeString(other.resolve("b.txt"), "{2}\n");
    PipelineOptions today = options(other + "/*", RowFormat.JSON_LINES);
    WatchedFilesSource restored =
        (WatchedFilesSource) SerializableUtils.deserializeFromByteArray(inCheckpoint, "source");
    reader = restored.createReader(today, mark);
    started = false;
    assertThat(rows(1), contains("b.txt {2}"));
  }

  @Test
  void theNameOfTheSourceMustBeAmongTheOptions() {
    IllegalStateException e =
        assertThrows(
            IllegalStateException.class,
            () -> new WatchedFilesSource("other").createReader(options(folder + "/*", null), null));
    assertThat(
        e.getMessage(), is("the options of this job do not say what the source 'other' watches"));
  }

  @Test
  void thereIsOnePartAndItsBytesInACheckpointAreSmall() throws Exception {
    WatchedFilesSource source = new WatchedFilesSource("activity");
    assertThat(source.split(8, PipelineOptionsFactory.create()), contains(source));
    assertThat(SerializableUtils.serializeToByteArray(source).length, lessThanOrEqualTo(300));
  }

  @Test
  void timeGoesOnWhetherRowsComeOrNot() throws Exception {
    open(null);
    assertThat(started().advance(), is(false));
    assertThrows(NoSuchElementException.class, started()::getCurrent);
    assertThrows(NoSuchElementException.class, started()::getCurrentTimestamp);
    org.joda.time.Instant first = started().getWatermark();
    Thread.sleep(5);
    org.joda.time.Instant later = started().getWatermark();
    assertThat(later, greaterThan(first));
    try {
      DateTimeUtils.setCurrentMillisFixed(first.getMillis() - 1_000_000);
      assertThat("a clock that is set back", started().getWatermark(), is(later));
    } finally {
      DateTimeUtils.setCurrentMillisSystem();
    }
    write("a.jsonl", "{1}\n");
    next();
    assertThat(started().getCurrentTimestamp(), lessThanOrEqualTo(started().getWatermark()));
  }

  @Test
  void figuresSayWhatIsReadAndWaits() throws Exception {
    assertThat(WatchFigures.of("activity"), is(nullValue()));
    write("a.jsonl", "{1}\n");
    Path empty = write("b.jsonl.gz", "not gzip");
    open(null);
    next();
    next();
    rowsWithin(INTERVAL.multipliedBy(3));
    WatchFigures figures = Objects.requireNonNull(WatchFigures.of("activity"));
    assertThat(Files.exists(empty), is(true));
    assertThat(figures.read() + figures.unreadable(), is(2L));
    assertThat(figures.waiting(), is(0L));
    assertThat(figures.lag(), is(Duration.ZERO));
    assertThat(figures.sinceLook(), lessThanOrEqualTo(Duration.ofMinutes(1)));
    close();
    assertThat(WatchFigures.of("activity"), is(nullValue()));
  }

  private boolean started;

  private UnboundedReader<RowUnit> started0() {
    return Objects.requireNonNull(reader);
  }

  private UnboundedReader<RowUnit> started() throws IOException {
    UnboundedReader<RowUnit> open = started0();
    if (!started) {
      started = true;
      assertThat("nothing is ready at once", open.start(), is(false));
    }
    return open;
  }

  private void open(@Nullable WatchMark mark) throws Exception {
    started = false;
    WatchMark restored =
        mark == null
            ? null
            : CoderUtils.decodeFromByteArray(
                new WatchMarkCoder(), CoderUtils.encodeToByteArray(new WatchMarkCoder(), mark));
    reader =
        new WatchedFilesSource("activity").createReader(options(folder + "/*", null), restored);
  }

  private PipelineOptions options(String pattern, @Nullable RowFormat format) {
    PipelineOptions options = PipelineOptionsFactory.create();
    WatchedFilesSource.tell(
        new WatchedFiles(
            "activity",
            List.of(pattern),
            new TextFile.Settings(format, null, CsvOptions.NONE),
            INTERVAL,
            blockBytes,
            Duration.ofDays(7),
            check),
        options);
    return options;
  }

  private WatchMark mark() {
    return (WatchMark) started0().getCheckpointMark();
  }

  /** The rows of the next block. */
  private List<SourceRow> next() throws IOException {
    List<SourceRow> rows = next(MINUTE);
    if (rows.isEmpty()) {
      fail("no block came within a minute");
    }
    return rows;
  }

  private List<SourceRow> next(long nanos) throws IOException {
    List<SourceRow> rows = new ArrayList<>();
    long end = System.nanoTime() + nanos;
    while (rows.isEmpty() && System.nanoTime() < end) {
      boolean there;
      if (started) {
        there = started0().advance();
      } else {
        started = true;
        there = started0().start();
      }
      if (there) {
        started0().getCurrent().forEachRow(rows::add);
      }
    }
    return rows;
  }

  private List<String> rows(int count) throws IOException {
    List<String> rows = new ArrayList<>();
    while (rows.size() < count) {
      next().forEach(row -> rows.add(text(row)));
    }
    return rows;
  }

  private List<String> rowsWithin(Duration time) throws IOException {
    List<String> rows = new ArrayList<>();
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < end) {
      next(end - System.nanoTime()).forEach(row -> rows.add(text(row)));
    }
    return rows;
  }

  private static String text(SourceRow row) {
    return Path.of(row.source()).getFileName() + " " + row.text();
  }

  private String letter() throws IOException {
    List<SourceRow> rows = next();
    assertThat(rows.get(0).format(), is(RowFormat.UNREADABLE_FILE));
    return why(rows.get(0));
  }

  private static String why(SourceRow row) {
    byte[] header = row.header();
    return header == null ? "" : new String(header, UTF_8);
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private void append(String name, String text) throws IOException {
    Files.writeString(
        folder.resolve(name), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /** As a careful writer does. */
  private void moveIn(String name, String text, Instant time) throws IOException {
    Path file = Files.writeString(folder.resolve("." + name), text);
    Files.setLastModifiedTime(file, FileTime.from(time));
    Files.move(file, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
  }
}
