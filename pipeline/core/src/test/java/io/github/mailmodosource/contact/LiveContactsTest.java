package io.github.mailmodosource.contact;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.sameInstance;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.mailmodosource.activity.TimeParser;
import io.github.mailmodosource.failure.JobStoppedException;
import io.github.mailmodosource.files.InputFiles;
import io.github.mailmodosource.jdbc.Database;
import io.github.mailmodosource.jdbc.ReadingUser;
import io.github.mailmodosource.jdbc.TestRelay;
import io.github.mailmodosource.rows.FieldMapping;
import io.github.mailmodosource.rows.RowBlock;
import io.github.mailmodosource.rows.RowReader;
import io.github.mailmodosource.servers.TestDatabases;
import io.github.mailmodosource.table.InputTable;
import io.github.mailmodosource.table.TableRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.beam.sdk.util.SerializableUtils;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Contacts are read again while the flow goes on, and what cannot be read changes nothing. */
class LiveContactsTest {
  private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
  private static final Duration OFTEN = Duration.ofMillis(100);
  private static final AtomicInteger RUNS = new AtomicInteger();

  @TempDir Path folder;
  private final String run = "run " + RUNS.incrementAndGet();
  private final AtomicInteger writes = new AtomicInteger();
  private @Nullable LiveContacts live;

  @AfterEach
  void close() {
    if (live != null) {
      live.close();
    }
  }

  @Test
  void theFirstSetIsThereBeforeAnythingIsAsked() throws Exception {
    write("a.jsonl", contact("ann@b.co", "U-1"));
    open(files(), Duration.ofHours(1));
    assertThat(userId("ann@b.co"), is("U-1"));
    assertThat(userId("ben@b.co"), is(nullValue()));
    assertThat(figures().age().toNanos(), greaterThan(0L));
  }

  @Test
  void contactsThatComeChangeAndGoAreSeen() throws Exception {
    write("a.jsonl", contact("ann@b.co", "U-1"), contact("ben@b.co", "U-2"));
    open(files(), OFTEN);

    write("b.csv", "email,user_id,identified_at", "cleo@b.co,U-3,2026-11-20T09:00:00Z");
    await(() -> "U-3".equals(userId("cleo@b.co")));
    write("a.jsonl", contact("ann@b.co", "U-4"));
    await(() -> "U-4".equals(userId("ann@b.co")));
    assertThat(userId("ben@b.co"), is(nullValue()));
  }

  /** A file that has grown while it was read would close the gate for those in its other half. */
  @Test
  void halfAFileIsNotTakenForAll() throws Exception {
    write("a.jsonl", contact("ann@b.co", "U-1"), contact("ben@b.co", "U-2"));
    open(files(), OFTEN);

    Path half = folder.resolve("a.jsonl");
    Files.writeString(half, contact("ann@b.co", "U-9") + "\n");
    long failuresBefore = failures();
    while (failures() == failuresBefore) {
      Files.writeString(half, "{\"type\":\"page\"}\n", StandardOpenOption.APPEND);
      assertThat(userId("ben@b.co"), is("U-2"));
      Thread.sleep(20);
    }
    assertThat(userId("ann@b.co"), is("U-1"));

    Files.writeString(half, contact("ben@b.co", "U-2") + "\n", StandardOpenOption.APPEND);
    await(() -> "U-9".equals(userId("ann@b.co")));
    assertThat(userId("ben@b.co"), is("U-2"));
    assertThat(failures(), is(0L));
  }

  @Test
  void whereTheFileIsGoneTheOldContactsStayInForce() throws Exception {
    write("a.jsonl", contact("ann@b.co", "U-1"));
    open(files(), OFTEN);
    ContactFigures before = figures();

    Files.delete(folder.resolve("a.jsonl"));
    await(() -> failures() > 1);
    assertThat(userId("ann@b.co"), is("U-1"));

    write("a.jsonl", contact("ann@b.co", "U-2"));
    await(() -> "U-2".equals(userId("ann@b.co")));
    assertThat(failures(), is(0L));
    assertThat(figures().at(), greaterThan(before.at()));
  }

  @Test
  void contactsThatIdentifyNobodyAreNotTaken() throws Exception {
    write("a.jsonl", contact("ann@b.co", "U-1"));
    open(files(), OFTEN);

    write("a.jsonl", "");
    await(() -> failures() > 0);
    write("a.jsonl", "{\"type\":\"page\",\"userId\":\"U-7\"}");
    long failures = failures();
    await(() -> failures() > failures);
    assertThat(userId("ann@b.co"), is("U-1"));
  }

  @Test
  void withoutAFirstSetThereIsNoRun() throws Exception {
    write("a.jsonl", "{\"mail\":\"ann@b.co\",\"user_id\":\"U-1\"}", "{\"type\":\"page\"}", "{");
    LiveContacts contacts = contacts(files(), OFTEN);
    JobStoppedException e = assertThrows(JobStoppedException.class, contacts::open);
    assertThat(
        e.getMessage(),
        is(
            "no row of --contacts identifies anybody (3 rows, 1 without an e-mail, 1 of another"
                + " call type, 1 unreadable); name the columns with --contactsFields, such as"
                + " --contactsFields=user_id=customer_id,email=mail"));
    assertThat(LiveContacts.figures(run), is(nullValue()));
  }

  @Test
  void aFirstSetWithoutRowsIsNotTheFaultOfColumns() throws Exception {
    write("a.jsonl", "");
    LiveContacts contacts = contacts(files(), OFTEN);
    JobStoppedException e = assertThrows(JobStoppedException.class, contacts::open);
    assertThat(e.getMessage(), is("nobody can be identified: --contacts has no rows"));
  }

  @Test
  void oneRowIsOneRow() throws Exception {
    write("a.jsonl", "{\"type\":\"page\"}");
    LiveContacts contacts = contacts(files(), OFTEN);
    JobStoppedException e = assertThrows(JobStoppedException.class, contacts::open);
    assertThat(
        e.getMessage(),
        startsWith(
            "no row of --contacts identifies anybody (1 row, 1 of another call type); name "));
  }

  @Test
  void rowsThatIdentifyNobodyAreCounted() throws Exception {
    write(
        "a.jsonl",
        contact("ann@b.co", "U-1"),
        "{\"email\":\"ann@b.co\"}",
        "{\"email\":\"ann@b.co\",\"user_id\":\"U-1\",\"identified_at\":\"soon\"}",
        "[");
    open(files(), Duration.ofHours(1));
    ContactFigures figures = figures();
    assertThat(figures.read(), is(4L));
    assertThat(figures.identified(), is(1L));
    assertThat(
        figures.ignored(),
        is(Map.of(IgnoredContact.NO_USER_ID, 1L, IgnoredContact.UNREADABLE, 2L)));
  }

  @Test
  void allStepsOfARunInAProcessShareOneSetAndOtherRunsHaveTheirOwn() throws Exception {
    write("a.jsonl", contact("ann@b.co", "U-1"));
    LiveContacts first = open(files(), Duration.ofHours(1));
    LiveContacts second = SerializableUtils.ensureSerializable(contacts(files(), OFTEN));
    LiveContacts other = LiveContacts.of(run + "b", files(), mapping(), times(), OFTEN);
    second.open();
    other.open();
    try {
      assertThat(second.index(), is(sameInstance(first.index())));
      assertThat(other.index(), is(not(sameInstance(first.index()))));
    } finally {
      second.close();
      other.close();
    }
  }

  /** A runner starts its steps again within the process, after a failure for instance. */
  @Test
  void stepsThatBeginAgainFindTheSetThatTheOldOnesHad() throws Exception {
    write("a.jsonl", contact("ann@b.co", "U-1"));
    LiveContacts before = open(files(), Duration.ofHours(1));
    ContactIndex index = before.index();
    before.close();
    assertThat("the last ones are told still", figures().readings(), is(1L));

    Files.delete(folder.resolve("a.jsonl"));
    LiveContacts after = contacts(new NoRows(), Duration.ofHours(1));
    live = after;
    after.open();
    assertThat(after.index(), is(sameInstance(index)));
    assertThat(figures().readings(), is(1L));
  }

  private static final class NoRows implements RowReader {
    private static final long serialVersionUID = 1;

    @Override
    public void read(Consumer<RowBlock> out) {
      throw new IllegalStateException("they have been read");
    }
  }

  @Test
  void aTableIsReadAgainTooAndADatabaseThatIsDownChangesNothing() throws Exception {
    TestDatabases.POSTGRESQL.execute(
        "DROP TABLE IF EXISTS live_contacts",
        "CREATE TABLE live_contacts (email TEXT, user_id TEXT, received_at TIMESTAMPTZ)",
        "INSERT INTO live_contacts VALUES ('ann@b.co', 'U-1', '2026-11-20T09:00:00Z'),"
            + " ('ben@b.co', 'U-2', NULL)");
    String url = TestDatabases.POSTGRESQL.url();
    try (TestRelay relay = new TestRelay(URI.create(url.substring("jdbc:".length())).getPort())) {
      relay.open();
      open(table("jdbc:postgresql://localhost:" + relay.port() + "/postgres"), OFTEN);
      assertThat(userId("ann@b.co"), is("U-1"));

      TestDatabases.POSTGRESQL.execute(
          "UPDATE live_contacts SET user_id = 'U-4' WHERE user_id = 'U-1'",
          "DELETE FROM live_contacts WHERE user_id = 'U-2'",
          // Last, because it is waited for: a reading that sees it sees the others too.
          "INSERT INTO live_contacts VALUES (NULL, 'U-5', NULL), ('cleo@b.co', 'U-3', NULL)");
      await(() -> "U-3".equals(userId("cleo@b.co")));
      assertThat(userId("ann@b.co"), is("U-4"));
      assertThat(userId("ben@b.co"), is(nullValue()));

      relay.shut();
      await(() -> failures() > 0);
      assertThat(userId("ann@b.co"), is("U-4"));
      TestDatabases.POSTGRESQL.execute("UPDATE live_contacts SET user_id = 'U-6'");
      relay.open();
      await(() -> "U-6".equals(userId("ann@b.co")));
    }
  }

  private RowReader table(String url) {
    Database database = ReadingUser.at(url, folder, Duration.ofMinutes(1), Duration.ofMillis(200));
    return InputTable.of(
            database,
            new TableRequest(
                "contacts", "live_contacts", null, "email", 3, mapping(), null, null, null))
        .reader();
  }

  private RowReader files() {
    return InputFiles.of(folder + "/*.{jsonl,csv}", null).reader();
  }

  private LiveContacts open(RowReader rows, Duration every) throws InterruptedException {
    LiveContacts opened = contacts(rows, every);
    opened.open();
    live = opened;
    return opened;
  }

  private LiveContacts contacts(RowReader rows, Duration every) {
    return LiveContacts.of(run, rows, mapping(), times(), every);
  }

  private static FieldMapping mapping() {
    return IdentifyCallParser.mapping();
  }

  private static TimeParser times() {
    return new TimeParser(ZoneOffset.UTC);
  }

  private @Nullable String userId(String email) {
    Identity identity = Objects.requireNonNull(live).index().at(email, NOW);
    return identity == null ? null : identity.id();
  }

  private ContactFigures figures() {
    ContactFigures figures = LiveContacts.figures(run);
    assertThat(figures, is(notNullValue()));
    return Objects.requireNonNull(figures);
  }

  private long failures() {
    return figures().failures();
  }

  private static String contact(String email, String userId) {
    return "{\"email\":\"" + email + "\",\"user_id\":\"" + userId + "\"}";
  }

  /** Puts a whole file in its place, of which nobody can think that it is still being written. */
  private void write(String name, String... lines) throws IOException {
    Path file = Files.writeString(folder.resolve("next"), String.join("\n", lines));
    Instant time = NOW.plusSeconds(writes.incrementAndGet());
    Files.setLastModifiedTime(file, FileTime.from(time));
    Files.move(
        file,
        folder.resolve(name),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat("within a minute", System.nanoTime() < end, is(true));
      Thread.sleep(10);
    }
  }
}
