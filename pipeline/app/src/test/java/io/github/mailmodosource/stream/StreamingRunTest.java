package io.github.mailmodosource.stream;

import static io.github.mailmodosource.stream.StreamProbe.contact;
import static io.github.mailmodosource.stream.StreamProbe.lines;
import static io.github.mailmodosource.stream.StreamProbe.row;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.mailmodosource.servers.TestDatabases;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Contract 6 in one run on embedded Flink that all tests share: what is dropped, changed and broken
 * while it goes on. It is stopped at the end, and its funnel must add up.
 */
@Timeout(300)
class StreamingRunTest {
  private static final String OPENED = "2026-07-01T10:00:00Z";

  /** The contacts that every test keeps; those of one test are beside them while it runs. */
  private static final String KNOWN = contact("known@example.com", "u-known");

  private static final TestDatabases SERVER = TestDatabases.POSTGRESQL;

  @TempDir static Path folder;
  private static String schema;
  private static StreamProbe run;

  @BeforeAll
  static void start() throws Exception {
    run = new StreamProbe(folder);
    run.writeContacts(KNOWN);
    schema = TestDatabases.newSchemaName();
    SERVER.execute(
        "CREATE SCHEMA " + schema,
        "CREATE TABLE "
            + schema
            + ".activity (id text, event text, email text, occurred_at timestamptz,"
            + " email_subject text, inserted_at timestamptz DEFAULT now())");
    run.with(
            "--activity=" + run.glob() + "," + SERVER.url(),
            "--activityTable=" + schema + ".activity",
            "--activityUser=" + TestDatabases.ADMIN,
            "--activityCursorColumn=inserted_at",
            "--pollInterval=500ms",
            "--pollLag=2s",
            "--since=2026-06-01",
            "--zone=Asia/Kolkata",
            "--contactsWait=3s")
        .start();
    run.drop("first.jsonl", row("first", "known@example.com", OPENED));
    run.awaitSent("first");
  }

  @AfterAll
  static void drain() throws Exception {
    try (StreamProbe ending = run) {
      assertThat(ending.log(), ending.stop(), is(0));
      JsonNode funnel = run.report().path("funnel");
      long ends = 0;
      for (JsonNode rows : funnel) {
        ends += rows.asLong();
      }
      assertThat(
          "read = everything else: " + funnel,
          ends - funnel.path("read").asLong(),
          is(funnel.path("read").asLong()));
      assertThat(funnel.path("sent").asLong(), is(greaterThan(1_000L)));
      assertThat(
          "nor is the cursor's column an unknown field",
          run.report().at("/warnings/unknown_fields").asLong(-1),
          is(0L));
      assertThat(run.log(), not(containsString("\tat ")));
    }
  }

  @Test
  void aFileThatIsRenamedInIsReadWithAnOldTimeToo() throws Exception {
    Path old = folder.resolve("old.jsonl");
    Files.writeString(old, lines(row("old", "known@example.com", OPENED)));
    Files.setLastModifiedTime(old, FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
    Files.move(old, run.in().resolve("old.jsonl"));

    run.awaitSent("old");
  }

  @Test
  void aFileThatGrowsIsReadOnceAndWhole() throws Exception {
    Path growing = run.in().resolve("growing.jsonl");
    byte[] text =
        lines(
                row("growing-1", "known@example.com", OPENED),
                row("growing-2", "known@example.com", OPENED))
            .getBytes(StandardCharsets.UTF_8);
    for (int from = 0; from < text.length; from += 40) {
      Files.write(
          growing,
          Arrays.copyOfRange(text, from, Math.min(text.length, from + 40)),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
      Thread.sleep(150);
    }

    run.awaitSent("growing-1", "growing-2");
    assertThat(run.sent("growing-1", "growing-2"), hasSize(2));
    assertThat(letterRows(), not(containsString("growing")));
  }

  @Test
  void anEmptyFileIsWaitedForUntilItHasRows() throws Exception {
    Files.createFile(run.in().resolve("empty.jsonl"));
    run.drop("beside-empty.jsonl", row("beside-empty", "known@example.com", OPENED));
    run.awaitSent("beside-empty");

    Files.writeString(
        run.in().resolve("empty.jsonl"), lines(row("filled", "known@example.com", OPENED)));

    run.awaitSent("filled");
  }

  @Test
  void anUnreadableFileIsALetterAndIsReadWhenItHasChanged() throws Exception {
    byte[] whole = gzip(row("repaired", "known@example.com", OPENED));
    Path broken = run.in().resolve("broken.jsonl.gz");
    Files.write(broken, Arrays.copyOf(whole, whole.length / 2));
    run.await("the letter", () -> letterRows().contains("unreadable_file"));

    Files.write(broken, whole);

    run.awaitSent("repaired");
  }

  /** "Polled in slices, so that late commits are not missed": the first to begin commits last. */
  @Test
  void rowsThatAreInsertedAreSentAndOneThatIsCommittedLateToo() throws Exception {
    try (Connection late = DriverManager.getConnection(SERVER.url(), TestDatabases.ADMIN, null);
        Statement statement = late.createStatement()) {
      late.setAutoCommit(false);
      statement.execute(insert("late"));
      SERVER.execute(insert("inserted"));
      Thread.sleep(1_000);
      late.commit();
    }

    run.awaitSent("inserted", "late");
    assertThat(run.sent("inserted", "late"), hasSize(2));
  }

  private static String insert(String id) {
    return "INSERT INTO "
        + schema
        + ".activity (id, event, email, occurred_at, email_subject) VALUES ('"
        + id
        + "', 'Email Opened', 'known@example.com', '"
        + OPENED
        + "', '"
        + id
        + "')";
  }

  @Test
  void aThousandFilesAtOnceAreAllRead() throws Exception {
    for (int i = 0; i < 1_000; i++) {
      run.drop("many-" + i + ".jsonl", row("many-" + i, "known@example.com", OPENED));
    }

    run.await("1,000 events", () -> run.sentWithPrefix("many-") >= 1_000);
    assertThat(run.sentWithPrefix("many-"), is(1_000L));
  }

  @Test
  void anActivityWaitsForItsContactAndTheLatestUserIdCounts() throws Exception {
    run.drop("early.jsonl", row("early", "new@example.com", OPENED));
    run.drop("early-2.jsonl", row("beside", "known@example.com", OPENED));
    run.awaitSent("beside");
    assertThat(run.sent("early"), is(empty()));

    run.writeContacts(KNOWN, contact("new@example.com", "u-new"));

    run.awaitSent("early");
    assertThat(run.sent("early").get(0).path("userId").asText(), is("u-new"));
    run.writeContacts(KNOWN, contact("new@example.com", "u-changed"));
    awaitUserId("u-changed");
  }

  /** A changed contact takes effect with the next refresh. */
  private void awaitUserId(String userId) throws Exception {
    List<String> ids = new ArrayList<>();
    run.await(
        userId,
        () -> {
          String id = "changed-" + ids.size();
          ids.add(id);
          try {
            run.drop(id + ".jsonl", row(id, "new@example.com", OPENED));
            run.awaitSent(id);
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
          return run.sent(id).get(0).path("userId").asText().equals(userId);
        });
  }

  @Test
  void contactsThatAreBeingWrittenOrGoneLeaveTheOldOnesInForce() throws Exception {
    // Growing under every reading, and nobody is in it who was before.
    Files.writeString(run.contacts(), "");
    for (int i = 0; i < 12; i++) {
      Files.writeString(
          run.contacts(),
          lines(contact("other-" + i + "@example.com", "u-other")),
          StandardOpenOption.APPEND);
      if (i == 6) {
        run.drop("half.jsonl", row("half", "known@example.com", OPENED));
      }
      Thread.sleep(100);
    }
    run.awaitSent("half");
    Files.delete(run.contacts());
    run.await("a line about the refresh", () -> run.log().contains("contacts"));
    run.drop("gone.jsonl", row("gone", "known@example.com", OPENED));
    run.awaitSent("gone");

    run.writeContacts(KNOWN);
  }

  @Test
  void thePeriodAndTheTimeZoneHold() throws Exception {
    run.drop(
        "period.jsonl",
        row("too-early", "known@example.com", "2026-05-31T23:59:59Z"),
        row("local", "known@example.com", "2026-06-02 00:00:00"));

    run.awaitSent("local");
    assertThat(run.sent("local").get(0).path("timestamp").asText(), is("2026-06-01T18:30:00.000Z"));
    assertThat(run.sent("too-early"), is(empty()));
  }

  private static String letterRows() {
    return run.letters().toString();
  }

  private static byte[] gzip(String row) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(lines(row).getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }
}
