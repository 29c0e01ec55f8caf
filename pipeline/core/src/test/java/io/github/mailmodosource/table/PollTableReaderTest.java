package io.github.mailmodosource.table;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.fail;

import io.github.mailmodosource.jdbc.ColumnKind;
import io.github.mailmodosource.jdbc.Database;
import io.github.mailmodosource.jdbc.ReadingUser;
import io.github.mailmodosource.jdbc.TestRelay;
import io.github.mailmodosource.servers.TestDatabases;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.util.SerializableUtils;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A reader in the hands of a runner: advance, mark, stop, go on; with real servers. */
class PollTableReaderTest {
  private static final Duration INTERVAL = Duration.ofMillis(100);
  private static final Duration LAG = Duration.ofSeconds(30);
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  /** This process remembers tables by their names. */
  private static final AtomicInteger TABLES = new AtomicInteger();

  @TempDir Path folder;

  private final String name = "polled" + TABLES.incrementAndGet();

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void rowsThatComeAreReadOnceInTheOrderOfTheirTimes(TestDatabases server) throws Exception {
    create(server, "at " + instant(server));
    insert(server, 2, "2026-11-20 11:00:00");
    insert(server, 1, "2026-11-20 10:00:00");
    try (TestClock clock = new TestClock(server, NOON);
        PollHands hands = PollHands.open(timed(server, clock), null)) {
      assertThat(hands.ids(2), contains(1L, 2L));
      assertThat("an idle table gives nothing again", hands.idsOfPolls(3), is(empty()));
      insert(server, 3, "2026-11-20 11:59:29.999999");
      insert(server, 4, "2026-11-20 11:59:30");
      assertThat("up to the lag, which does not belong to it", hands.idsOfPolls(2), contains(3L));
      clock.set(NOON.plusMillis(1));
      assertThat(hands.ids(1), contains(4L));
      assertThat(hands.idsOfPolls(3), is(empty()));
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void aTransactionThatCommitsAfterALaterOneIsRead(TestDatabases server) throws Exception {
    create(server, "at " + instant(server));
    try (TestClock clock = new TestClock(server, NOON);
        PollHands hands = PollHands.open(timed(server, clock), null);
        Connection late = server.admin()) {
      late.setAutoCommit(false);
      TestDatabases.execute(late, insertion(1, "2026-11-20 12:00:00"));
      insert(server, 2, "2026-11-20 12:00:05");
      clock.set(NOON.plusSeconds(29));
      assertThat("neither is settled", hands.idsOfPolls(2), is(empty()));
      late.commit();
      clock.set(NOON.plusSeconds(40));
      assertThat(hands.ids(2), contains(1L, 2L));
    }
  }

  /** Longer than the lag, but nothing later has been read. */
  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void aTransactionThatCommitsFarTooLateIsReadIfNoGreaterValueWas(TestDatabases server)
      throws Exception {
    create(server, "at " + instant(server));
    insert(server, 1, "2026-11-20 11:00:00");
    try (TestClock clock = new TestClock(server, NOON);
        PollHands hands = PollHands.open(timed(server, clock), null)) {
      assertThat(hands.ids(1), contains(1L));
      assertThat(hands.idsOfPolls(2), is(empty()));
      insert(server, 2, "2026-11-20 11:00:01");
      assertThat(hands.ids(1), contains(2L));
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void aLowerNumberThatBecomesVisibleLaterIsReadInItsTurn(TestDatabases server) throws Exception {
    create(server, "at " + instant(server));
    PolledTable table = table(server, server.url(), "id").withLag(Duration.ofSeconds(5));
    try (PollHands hands = PollHands.open(table, null);
        Connection late = server.admin()) {
      late.setAutoCommit(false);
      TestDatabases.execute(late, insertion(1, "2026-11-20 12:00:00"));
      insert(server, 2, "2026-11-20 12:00:00");
      assertThat("neither is settled", hands.idsOfPolls(1), is(empty()));
      late.commit();
      assertThat(hands.ids(2), contains(1L, 2L));
      assertThat(hands.idsOfPolls(2), is(empty()));
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void rowsThatGetTheLastValueLaterAreReadAloneAlsoAfterAMark(TestDatabases server)
      throws Exception {
    create(server, "at " + instant(server));
    insert(server, 1, "2026-11-20 11:00:00");
    insert(server, 2, "2026-11-20 11:00:00");
    try (TestClock clock = new TestClock(server, NOON)) {
      PolledTable table = timed(server, clock);
      PollMark mark;
      try (PollHands hands = PollHands.open(table, null)) {
        assertThat(hands.ids(2), containsInAnyOrder(1L, 2L));
        insert(server, 3, "2026-11-20 11:00:00");
        assertThat(hands.idsOfPolls(3), contains(3L));
        mark = hands.mark();
      }
      insert(server, 4, "2026-11-20 11:00:00");
      try (PollHands hands = PollHands.open(table, mark)) {
        assertThat(hands.idsOfPolls(3), contains(4L));
      }
    }
  }

  /**
   * What is given up after each block, and taken up by another reader, is neither less nor more;
   * values are equal in tens, and blocks end anywhere.
   */
  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "POSTGRESQL, TIMESTAMPTZ",
    "POSTGRESQL, TIMESTAMP",
    "POSTGRESQL, BIGINT",
    "POSTGRESQL, 'NUMERIC(20,2)'",
    "MARIADB, TIMESTAMP(6)",
    "MARIADB, DATETIME(6)",
    "MARIADB, DATETIME",
    "MARIADB, BIGINT UNSIGNED",
  })
  void aReaderGoesOnFromTheMarkOfAnyBlock(TestDatabases server, String type) throws Exception {
    create(server, "at " + type);
    boolean isTime = type.startsWith("TIME") || type.startsWith("DATE");
    String numbers =
        server == TestDatabases.POSTGRESQL ? "generate_series(1, 200) i" : "seq_1_to_200";
    String i = server == TestDatabases.POSTGRESQL ? "i" : "seq";
    String tens = "FLOOR((" + i + " - 1) / 10)";
    String value =
        !isTime
            ? tens + " + 0.5 * 2"
            : server == TestDatabases.POSTGRESQL
                ? "TIMESTAMP '2026-11-20 10:00:00.123456' + " + tens + " * INTERVAL '1 second'"
                : "TIMESTAMP '2026-11-20 10:00:00.123456' + INTERVAL " + tens + " SECOND";
    server.execute(
        "INSERT INTO "
            + name
            + " SELECT "
            + i
            + ", "
            + value
            + ", REPEAT('x', 5000) FROM "
            + numbers);
    List<Long> ids = new ArrayList<>();
    int readers = 0;
    try (TestClock clock = new TestClock(server, NOON)) {
      PolledTable table = table(server, clock.url(), "at").withLag(isTime ? LAG : Duration.ZERO);
      PollMark mark = null;
      for (; ids.size() < 200; readers++) {
        try (PollHands hands = PollHands.open(table, mark)) {
          hands.next().forEach(row -> ids.add(PollHands.id(row)));
          mark = hands.mark();
        }
      }
      try (PollHands hands = PollHands.open(table, mark)) {
        assertThat(hands.idsOfPolls(2), is(empty()));
      }
    }
    assertThat(ids.stream().sorted().toList(), is(LongStream.rangeClosed(1, 200).boxed().toList()));
    List<Long> inTens = ids.stream().map(id -> (id - 1) / 10).toList();
    assertThat("in order, but for equal values", inTens, is(inTens.stream().sorted().toList()));
    assertThat(readers, greaterThan(20));
  }

  @Test
  void moreRowsOfOneValueThanAreRememberedAreReadOnce() throws Exception {
    TestDatabases server = TestDatabases.POSTGRESQL;
    create(server, "at TIMESTAMPTZ");
    int rows = PollPosition.MOST_ROWS + 5_000;
    server.execute(
        "INSERT INTO "
            + name
            + " SELECT i, '2026-11-20 10:00:00+00', '' FROM generate_series(1, "
            + rows
            + ") i");
    try (TestClock clock = new TestClock(server, NOON)) {
      PolledTable table = timed(server, clock);
      PollMark mark;
      try (PollHands hands = PollHands.open(table, null)) {
        assertThat(new HashSet<>(hands.ids(rows)), hasSize(rows));
        assertThat(hands.idsOfPolls(2), is(empty()));
        mark = hands.mark();
        assertThat(mark.passed(), hasSize(PollPosition.MOST_ROWS));
      }
      try (PollHands hands = PollHands.open(table, mark)) {
        assertThat(hands.idsOfPolls(2), is(empty()));
        insert(server, rows + 1, "2026-11-20 10:00:00");
        List<Long> again = hands.idsOfPolls(3);
        assertThat("those that are not remembered, once more", again, hasSize(5_001));
        assertThat(again.contains(rows + 1L), is(true));
        assertThat(hands.idsOfPolls(2), is(empty()));
        insert(server, rows + 2, "2026-11-20 10:00:01");
        assertThat(hands.idsOfPolls(2), contains(rows + 2L));
        assertThat(hands.idsOfPolls(2), is(empty()));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void aValueInTheFutureIsReadWhenItsTimeHasComeAndHoldsUpNothing(TestDatabases server)
      throws Exception {
    create(server, "at " + instant(server));
    insert(server, 1, "2037-01-01 00:00:00");
    insert(server, 2, "2026-11-20 11:00:00");
    if (server == TestDatabases.POSTGRESQL) {
      insert(server, 9, "infinity");
    }
    try (TestClock clock = new TestClock(server, NOON);
        PollHands hands = PollHands.open(timed(server, clock), null)) {
      assertThat(hands.ids(1), contains(2L));
      insert(server, 3, "2026-11-20 11:00:01");
      assertThat(hands.idsOfPolls(3), contains(3L));
      clock.set(Instant.parse("2037-01-01T00:00:30.001Z"));
      assertThat(hands.ids(1), contains(1L));
      assertThat(hands.idsOfPolls(2), is(empty()));
    }
  }

  /** An hour back: what is written then would stand behind the mark. */
  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void aClockThatIsSetBackCostsNoRow(TestDatabases server) throws Exception {
    create(server, "at " + instant(server));
    insert(server, 1, "2026-11-20 10:30:00");
    insert(server, 2, "2026-11-20 11:59:00");
    try (TestClock clock = new TestClock(server, NOON)) {
      PolledTable table = timed(server, clock);
      PollMark mark;
      try (PollHands hands = PollHands.open(table, null)) {
        assertThat(hands.ids(2), contains(1L, 2L));
        assertThat(hands.idsOfPolls(1), is(empty()));
        clock.set(Instant.parse("2026-11-20T11:00:00Z"));
        assertThat(hands.idsOfPolls(2), is(empty()));
        insert(server, 3, "2026-11-20 11:00:10");
        clock.set(Instant.parse("2026-11-20T11:01:00Z"));
        assertThat(hands.ids(1), contains(3L));
        mark = hands.mark();
      }
      try (PollHands hands = PollHands.open(table, mark)) {
        clock.set(Instant.parse("2026-11-20T12:01:00Z"));
        assertThat("once more, under the same id", hands.idsOfPolls(2), contains(2L));
      }
    }
  }

  @Test
  void aClockThatIsSetBackWhileNobodyPollsIsFollowedToo() throws Exception {
    TestDatabases server = TestDatabases.POSTGRESQL;
    create(server, "at TIMESTAMPTZ");
    PollMark mark =
        new PollMark(
            name, "at", new SqlValue(ColumnKind.INSTANT, "2026-11-20T11:59:00Z"), List.of(), 1);
    insert(server, 1, "2026-11-20 10:59:40");
    try (TestClock clock = new TestClock(server, Instant.parse("2026-11-20T11:00:00Z"));
        PollHands hands = PollHands.open(timed(server, clock), mark)) {
      assertThat(hands.idsOfPolls(2), is(empty()));
      clock.set(Instant.parse("2026-11-20T11:00:20Z"));
      assertThat(hands.ids(1), contains(1L));
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void aServerThatIsAwayForAWhileCostsNoRow(TestDatabases server) throws Exception {
    create(server, "at " + instant(server));
    insert(server, 1, "2026-11-20 11:00:00");
    try (TestRelay relay = relay(server)) {
      relay.open();
      PolledTable table = table(server, url(server, relay), "at");
      try (PollHands hands = PollHands.open(table, null)) {
        assertThat(hands.ids(1), contains(1L));
        relay.shut();
        while (hands.figures().failures() < 3) {
          assertThat(hands.advance(), is(empty()));
        }
        assertThat(hands.figures().failuresSincePoll(), is(3L));
        insert(server, 2, "2026-11-20 11:00:01");
        relay.open();
        assertThat(hands.ids(1), contains(2L));
        assertThat(hands.idsOfPolls(2), is(empty()));
        assertThat(hands.figures().failuresSincePoll(), is(0L));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void aConnectionThatIsLostInTheMiddleCostsNoRowAndGivesNoneTwice(TestDatabases server)
      throws Exception {
    create(server, "at " + instant(server));
    int rows = 3_000;
    many(server, rows);
    try (TestRelay relay = relay(server)) {
      relay.open();
      PolledTable table = table(server, url(server, relay), "at");
      relay.cutOnceAfter(10_000_000);
      try (PollHands hands = PollHands.open(table, null)) {
        assertThat(
            hands.ids(rows).stream().sorted().toList(),
            is(LongStream.rangeClosed(1, rows).boxed().toList()));
        assertThat(hands.idsOfPolls(2), is(empty()));
        assertThat(relay.cuts(), is(1));
        assertThat(hands.figures().failures(), is(1L));
      }
    }
  }

  /** As while Segment is away: no transaction stays open for it. */
  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void aStatementWhoseRowsNobodyTakesIsEndedAndBegunAgain(TestDatabases server) throws Exception {
    create(server, "at " + instant(server));
    int rows = 3_000;
    many(server, rows);
    PolledTable table = table(server, server.url(), "at");
    try (PollHands hands = PollHands.open(table, null, Duration.ofMillis(50))) {
      List<Long> ids = new ArrayList<>();
      hands.next().forEach(row -> ids.add(PollHands.id(row)));
      long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
      while (connections(server) > 0) {
        if (System.nanoTime() > end) {
          fail("a connection is still open");
        }
        Thread.sleep(20);
      }
      ids.addAll(hands.ids(rows - ids.size()));
      assertThat(
          ids.stream().sorted().toList(), is(LongStream.rangeClosed(1, rows).boxed().toList()));
      assertThat(hands.idsOfPolls(2), is(empty()));
      assertThat(hands.figures().failures(), is(0L));
    }
  }

  @Test
  void pollsThatTakeLongerThanTheirIntervalNeverOverlap() throws Exception {
    TestDatabases server = TestDatabases.POSTGRESQL;
    create(server, "at TIMESTAMPTZ");
    insert(server, 1, "2026-11-20 11:00:00");
    String query = "SELECT id, at, pg_sleep(0.3)::text AS slept FROM " + name;
    PolledTable table =
        PolledTable.of(database(server, server.url()), request(null, query, null), "at")
            .withInterval(Duration.ofMillis(1));
    try (PollHands hands = PollHands.open(table, null)) {
      long most = 0;
      for (int i = 0; i < 100; i++) {
        hands.advance();
        most = Math.max(most, connections(server));
      }
      assertThat(most, is(1L));
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void rowsWithoutAValueAreCountedAndNotRead(TestDatabases server) throws Exception {
    create(server, "at " + instant(server) + " NULL");
    server.execute("INSERT INTO " + name + " VALUES (7, NULL, ''), (8, NULL, '')");
    insert(server, 1, "2026-11-20 11:00:00");
    try (PollHands hands = PollHands.open(table(server, server.url(), "at"), null)) {
      assertThat(hands.idsOfPolls(2), contains(1L));
      assertThat(hands.figures().rowsWithoutValue(), is(2L));
    }
  }

  /** What stands in front of all times has no place that a statement could begin at. */
  @ParameterizedTest
  @CsvSource({"POSTGRESQL, TIMESTAMPTZ, -infinity", "MARIADB, DATETIME, 0000-00-00 00:00:00"})
  void rowsInFrontOfAllTimesAreReadOnce(TestDatabases server, String type, String least)
      throws Exception {
    create(server, "at " + type);
    try (Connection admin = server.admin()) {
      if (server == TestDatabases.MARIADB) {
        TestDatabases.execute(admin, "SET sql_mode = ''");
      }
      TestDatabases.execute(admin, insertion(1, least));
    }
    PolledTable table = table(server, server.url(), "at");
    PollMark mark;
    try (PollHands hands = PollHands.open(table, null)) {
      assertThat(hands.idsOfPolls(2), contains(1L));
      mark = hands.mark();
      assertThat(mark.value(), is(nullValue()));
    }
    insert(server, 2, "2026-11-20 11:00:00");
    try (PollHands hands = PollHands.open(table, mark)) {
      assertThat(hands.idsOfPolls(2), contains(2L));
    }
  }

  /** In Berlin it is one o'clock when it is noon in UTC. */
  @ParameterizedTest
  @CsvSource({"POSTGRESQL, TIMESTAMP", "MARIADB, DATETIME"})
  void timesWithoutAZoneAreOfTheZoneThatIsGiven(TestDatabases server, String type)
      throws Exception {
    create(server, "at " + type);
    insert(server, 1, "2026-11-20 12:59:29");
    insert(server, 2, "2026-11-20 12:59:30");
    try (TestClock clock = new TestClock(server, NOON);
        PollHands hands =
            PollHands.open(timed(server, clock).withZone(ZoneId.of("Europe/Berlin")), null)) {
      assertThat(hands.idsOfPolls(2), contains(1L));
      assertThat(hands.figures().lag(), greaterThanOrEqualTo(LAG));
      assertThat(hands.figures().lag(), lessThan(Duration.ofHours(1)));
    }
  }

  /** At half past two for the second time, what was written for the first time is read with it. */
  @ParameterizedTest
  @CsvSource({"POSTGRESQL, TIMESTAMP", "MARIADB, DATETIME"})
  void theHourThatComesTwiceCostsNoRow(TestDatabases server, String type) throws Exception {
    create(server, "at " + type);
    insert(server, 1, "2026-10-25 02:50:00");
    try (TestClock clock = new TestClock(server, Instant.parse("2026-10-25T00:55:00Z"));
        PollHands hands =
            PollHands.open(timed(server, clock).withZone(ZoneId.of("Europe/Berlin")), null)) {
      assertThat(hands.idsOfPolls(2), is(empty()));
      insert(server, 2, "2026-10-25 02:10:00");
      clock.set(Instant.parse("2026-10-25T01:15:00Z"));
      assertThat(hands.idsOfPolls(2), contains(2L));
      clock.set(Instant.parse("2026-10-25T01:55:00Z"));
      assertThat(hands.idsOfPolls(2), contains(1L));
    }
  }

  @ParameterizedTest
  @CsvSource({"POSTGRESQL, TIMESTAMPTZ", "MARIADB, TIMESTAMP"})
  void aPointInTimeIsTheSameWhateverTheZone(TestDatabases server, String type) throws Exception {
    create(server, "at " + type);
    try (Connection admin = server.admin()) {
      TestDatabases.execute(
          admin,
          server == TestDatabases.POSTGRESQL
              ? "SET TIME ZONE 'Europe/Berlin'"
              : "SET time_zone = '+01:00'",
          insertion(1, "2026-11-20 12:59:29"),
          insertion(2, "2026-11-20 12:59:30"));
    }
    try (TestClock clock = new TestClock(server, NOON);
        PollHands hands =
            PollHands.open(timed(server, clock).withZone(ZoneId.of("Asia/Tokyo")), null)) {
      assertThat(hands.idsOfPolls(2), contains(1L));
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void onlyRowsOfThePeriodAreRead(TestDatabases server) throws Exception {
    create(server, "occurred_at " + instant(server));
    insert(server, 1, "2026-11-20 10:59:59");
    insert(server, 2, "2026-11-20 11:00:00");
    insert(server, 3, "2026-11-20 11:30:00");
    TableRequest request = request(name, null, Instant.parse("2026-11-20T11:00:00Z"));
    for (String column : List.of("occurred_at", "id")) {
      PolledTable table =
          PolledTable.of(database(server, server.url()), request, column)
              .withInterval(INTERVAL)
              .withLag(Duration.ZERO);
      assertThat(table.query().since() != null, is(column.equals("occurred_at")));
      try (PollHands hands = PollHands.open(table, null)) {
        assertThat(hands.idsOfPolls(2), contains(2L, 3L));
      }
    }
  }

  @Test
  void settingsAreThoseOfTodayAndNotThoseOfTheSourceInTheCheckpoint() throws Exception {
    TestDatabases server = TestDatabases.POSTGRESQL;
    create(server, "at TIMESTAMPTZ");
    insert(server, 1, "2026-11-20 11:00:00");
    insert(server, 2, "2026-11-20 11:00:01");
    PollMark mark;
    try (PollHands hands = PollHands.open(table(server, server.url(), "at"), null)) {
      assertThat(hands.ids(2), contains(1L, 2L));
      mark = hands.mark();
    }
    insert(server, 3, "2026-11-20 11:00:02");
    byte[] inCheckpoint = SerializableUtils.serializeToByteArray(new PollTableSource("activity"));
    PollTableSource restored =
        (PollTableSource) SerializableUtils.deserializeFromByteArray(inCheckpoint, "source");

    PipelineOptions shorter = PipelineOptionsFactory.create();
    String query = "SELECT id, at FROM " + name + " WHERE id <> 2";
    PolledTable ofQuery =
        PolledTable.of(database(server, server.url()), request(null, query, null), "at");
    PollTableSource.tell(ofQuery, shorter);
    try (PollHands hands = PollHands.of(restored.createReader(shorter, mark))) {
      assertThat("another table begins anew", hands.ids(2), contains(1L, 3L));
    }
    PipelineOptions other = PipelineOptionsFactory.create();
    PollTableSource.tell(table(server, server.url(), "id").withLag(Duration.ZERO), other);
    try (PollHands hands = PollHands.of(restored.createReader(other, mark))) {
      assertThat("so does another column", hands.ids(3), contains(1L, 2L, 3L));
    }
    IllegalStateException e =
        assertThrows(
            IllegalStateException.class,
            () -> new PollTableSource("other").createReader(other, null));
    assertThat(
        e.getMessage(), is("the options of this job do not say what the source 'other' polls"));
  }

  @Test
  void thereIsOnePartAndItsBytesInACheckpointAreSmall() throws Exception {
    PollTableSource source = new PollTableSource("activity");
    assertThat(source.split(8, PipelineOptionsFactory.create()), contains(source));
    assertThat(SerializableUtils.serializeToByteArray(source).length, lessThanOrEqualTo(300));
  }

  @Test
  void figuresSayWhatWasReadAndHowFarBehindItIs() throws Exception {
    TestDatabases server = TestDatabases.POSTGRESQL;
    create(server, "at TIMESTAMPTZ");
    insert(server, 1, "2026-11-20 11:00:00");
    assertThat(PollFigures.of("activity"), is(nullValue()));
    try (TestClock clock = new TestClock(server, NOON)) {
      PollHands hands = PollHands.open(timed(server, clock), null);
      assertThat(hands.ids(1), contains(1L));
      assertThat(hands.figures().rows(), is(1L));
      assertThat(
          "as far as its last row, as long as it is read",
          hands.figures().lag(),
          greaterThanOrEqualTo(Duration.ofHours(1)));
      hands.idsOfPolls(1);
      assertThat(hands.figures().lag(), greaterThanOrEqualTo(LAG));
      assertThat(hands.figures().lag(), lessThan(Duration.ofHours(1)));
      assertThat(hands.figures().failures(), is(0L));
      assertThat(hands.figures().failuresSincePoll(), is(0L));
      assertThat(hands.figures().sincePoll(), lessThan(Duration.ofMinutes(1)));
      hands.close();
      assertThat(PollFigures.of("activity"), is(nullValue()));
    }
  }

  @Test
  void timeGoesOnWhetherRowsComeOrNot() throws Exception {
    TestDatabases server = TestDatabases.POSTGRESQL;
    create(server, "at TIMESTAMPTZ");
    try (PollTableReader reader =
        new PollTableReader(
            new PollTableSource("activity"), table(server, server.url(), "at"), null)) {
      assertThat(reader.start(), is(false));
      assertThrows(NoSuchElementException.class, reader::getCurrent);
      assertThrows(NoSuchElementException.class, reader::getCurrentTimestamp);
      org.joda.time.Instant first = reader.getWatermark();
      Thread.sleep(5);
      assertThat(reader.getWatermark(), greaterThan(first));
    }
  }

  /** Nobody takes so many rows without waiting: they are more than is read ahead. */
  private void many(TestDatabases server, int rows) {
    server.execute(
        "INSERT INTO "
            + name
            + (server == TestDatabases.POSTGRESQL
                ? " SELECT i, TIMESTAMP '2026-11-20 10:00:00' + i / 10 * INTERVAL '1 second',"
                    + " REPEAT('x', 10000) FROM generate_series(1, "
                    + rows
                    + ") i"
                : " SELECT seq, TIMESTAMP '2026-11-20 10:00:00' + INTERVAL seq DIV 10 SECOND,"
                    + " REPEAT('x', 10000) FROM seq_1_to_"
                    + rows));
  }

  private static long connections(TestDatabases server) throws Exception {
    return server.number(
        server == TestDatabases.POSTGRESQL
            ? "SELECT COUNT(*) FROM pg_stat_activity WHERE usename = '" + TestDatabases.USER + "'"
            : "SELECT COUNT(*) FROM information_schema.processlist WHERE user = '"
                + TestDatabases.USER
                + "'");
  }

  private static TestRelay relay(TestDatabases server) throws Exception {
    return new TestRelay(URI.create(server.url().substring("jdbc:".length())).getPort());
  }

  private static String url(TestDatabases server, TestRelay relay) {
    return server.url().replaceFirst("//[^/]+/", "//127.0.0.1:" + relay.port() + "/");
  }

  private static String instant(TestDatabases server) {
    return server == TestDatabases.POSTGRESQL ? "TIMESTAMPTZ" : "TIMESTAMP(6)";
  }

  private void create(TestDatabases server, String column) {
    server.execute(
        "DROP TABLE IF EXISTS " + name,
        "CREATE TABLE " + name + " (id BIGINT, " + column + ", text TEXT)");
  }

  private void insert(TestDatabases server, long id, String time) throws Exception {
    try (Connection admin = server.admin()) {
      TestDatabases.execute(
          admin,
          server == TestDatabases.POSTGRESQL ? "SET TIME ZONE 'UTC'" : "SET time_zone = '+00:00'",
          insertion(id, time));
    }
  }

  private String insertion(long id, String time) {
    return "INSERT INTO " + name + " VALUES (" + id + ", '" + time + "', 'text')";
  }

  private PolledTable timed(TestDatabases server, TestClock clock) {
    return table(server, clock.url(), "at").withLag(LAG);
  }

  private PolledTable table(TestDatabases server, String url, String column) {
    return PolledTable.of(database(server, url), request(name, null, null), column)
        .withInterval(INTERVAL)
        .withZone(ZoneOffset.UTC);
  }

  private Database database(TestDatabases server, String url) {
    assertThat(server.url().substring(0, 7), is(url.substring(0, 7)));
    return ReadingUser.at(url, folder, Duration.ofHours(1), Duration.ofSeconds(1));
  }

  private static TableRequest request(
      @Nullable String table, @Nullable String query, @Nullable Instant since) {
    return new TableRequest(
        "activity", table, query, null, 8, TestColumns.MAPPING, "occurred_at", since, null);
  }
}
