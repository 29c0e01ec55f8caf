package io.github.mailmodosource.table;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.mailmodosource.TestPipelines;
import io.github.mailmodosource.jdbc.Database;
import io.github.mailmodosource.jdbc.DatabaseTest;
import io.github.mailmodosource.jdbc.JdbcReads;
import io.github.mailmodosource.jdbc.ReadingUser;
import io.github.mailmodosource.rows.RowUnit;
import io.github.mailmodosource.servers.TestDatabases;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadTableTest {
  private static final int ROWS = 1_000;
  private static final long NO_ID = 0;
  @TempDir Path folder;

  @BeforeAll
  static void tables() {
    String columns =
        "(id BIGINT, name VARCHAR(40), at TIMESTAMP NULL, day DATE, score DOUBLE PRECISION)";
    TestDatabases.POSTGRESQL.execute(
        "DROP TABLE IF EXISTS parts",
        "CREATE TABLE parts " + columns,
        "INSERT INTO parts SELECT i, md5(i::text), TIMESTAMP '2026-01-01' + i * INTERVAL '1 hour',"
            + " DATE '2026-01-01' + i % 90, i / 7.0 FROM generate_series(1, 1000) i",
        "INSERT INTO parts VALUES (NULL, NULL, NULL, NULL, NULL), (NULL, NULL, NULL, NULL, NULL)");
    TestDatabases.MARIADB.execute(
        "DROP TABLE IF EXISTS parts",
        "CREATE TABLE parts " + columns,
        "INSERT INTO parts SELECT seq, md5(seq), TIMESTAMP '2026-01-01 00:00:00' + INTERVAL seq"
            + " HOUR, DATE '2026-01-01' + INTERVAL (seq % 90) DAY, seq / 7.0 FROM seq_1_to_1000",
        "INSERT INTO parts VALUES (NULL, NULL, NULL, NULL, NULL), (NULL, NULL, NULL, NULL, NULL)");
  }

  @ParameterizedTest
  @CsvSource({
    "POSTGRESQL, id",
    "POSTGRESQL, name",
    "POSTGRESQL, AT",
    "POSTGRESQL, day",
    "POSTGRESQL, score",
    "MARIADB, id",
    "MARIADB, name",
    "MARIADB, at",
    "MARIADB, day",
    "MARIADB, score"
  })
  void everyRowIsReadOnceWhateverThePartitionsThoseWithoutAValueToo(
      TestDatabases server, String column) {
    InputTable table = table(server, "parts", null, column, 7);

    assertThat(
        "as many partitions as asked for, and the rows without a value",
        table.queries().stream().mapToInt(query -> query.partitions().size()).sum(),
        is(7 + 1));
    assertIds(table, ROWS, 2);
  }

  @ParameterizedTest
  @CsvSource({"POSTGRESQL", "MARIADB"})
  void aQueryCanBeSplitToo(TestDatabases server) {
    InputTable table = table(server, null, "SELECT id, name FROM parts WHERE id <= 500; ", "id", 3);
    assertIds(table, 500, 0);
  }

  @Test
  void jdbcIoReadsTablesByTheirOwnStatementsAndPrintsNothing() {
    for (String name : List.of("parts", "public.parts")) {
      Pipeline pipeline = TestPipelines.create();
      pipeline.apply("Whole", table(TestDatabases.POSTGRESQL, name, null, null, 1).read(2));
      pipeline.apply("Two", table(TestDatabases.POSTGRESQL, name, null, "id", 2).read(2));
      assertThat(
          JdbcReads.statements(pipeline),
          containsInAnyOrder(
              "SELECT/* mailmodo-source */ * FROM " + name,
              "SELECT/* mailmodo-source */ * FROM " + name + " WHERE \"id\" IS NULL",
              "SELECT/* mailmodo-source */ * FROM " + name + " WHERE \"id\" < ?",
              "SELECT/* mailmodo-source */ * FROM " + name + " WHERE \"id\" >= ?"));
      assertThat(JdbcReads.printedBy(pipeline), is(""));
    }
  }

  /** It can neither read on behind a row, nor keep what it sees of a query to itself. */
  @Test
  void jdbcIoReadsNeitherWhatCanBeReadOnNorAQuery() {
    TestDatabases.POSTGRESQL.execute(
        "DROP TABLE IF EXISTS numbered",
        "CREATE TABLE numbered (id BIGINT PRIMARY KEY)",
        "INSERT INTO numbered VALUES (1), (2), (3)");
    Pipeline pipeline = TestPipelines.create();
    pipeline.apply("On", table(TestDatabases.POSTGRESQL, "numbered", null, "id", 3).read(2));
    String query = "SELECT id FROM public.numbered";
    pipeline.apply("Query", table(TestDatabases.POSTGRESQL, null, query, null, 1).read(2));
    pipeline.apply("Queries", table(TestDatabases.POSTGRESQL, null, query, "id", 3).read(2));
    assertThat(JdbcReads.statements(pipeline), is(empty()));
    assertThat(JdbcReads.printedBy(pipeline), is(""));
  }

  /** PostgreSQL sorts NaN above all numbers; no arithmetic finds a boundary between. */
  @ParameterizedTest
  @CsvSource({"DOUBLE PRECISION", "REAL", "NUMERIC"})
  void aRowWhoseNumberIsNoneIsReadToo(String type) {
    TestDatabases.POSTGRESQL.execute(
        "DROP TABLE IF EXISTS strange",
        "CREATE TABLE strange (id BIGINT, score " + type + ")",
        "INSERT INTO strange VALUES (1, 0.5), (2, 'NaN'), (3, 'Infinity'), (4, '-Infinity'),"
            + " (NULL, NULL), (5, 17)");
    assertIds(table(TestDatabases.POSTGRESQL, "strange", null, "score", 3), 5, 1);
    assertIds(
        table(
            TestDatabases.POSTGRESQL,
            null,
            "SELECT * FROM strange WHERE score = 'NaN' OR id = 1",
            "score",
            3),
        List.of(1L, 2L));
  }

  @ParameterizedTest
  @CsvSource({"POSTGRESQL", "MARIADB"})
  void aCommentAtTheEndOfAQueryHidesNothing(TestDatabases server) {
    for (String end : List.of(" -- all", "; -- all", ";\n-- all\n-- of it\n")) {
      String query = "SELECT id, name FROM parts WHERE id <= 500" + end;
      assertIds(table(server, null, query, "id", 3), 500, 0);
      assertIds(table(server, null, query, null, 1), 500, 0);
    }
  }

  @Test
  void aSemicolonInTextIsNoEnd() {
    String query = "SELECT id FROM parts WHERE name || ';-- x' <> ';-- y'";
    assertIds(table(TestDatabases.POSTGRESQL, null, query, null, 1), ROWS, 0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "gen_random_uuid() | function min(uuid) does not exist",
        "TIME '12:00' | UNION types",
      })
  void aColumnThatCannotBeSplitIsNamedWithWhatHelps(String value, String why) {
    String query = "SELECT id, " + value + " AS x FROM parts";
    assertThat(
        assertThrows(
                IllegalArgumentException.class,
                () -> table(TestDatabases.POSTGRESQL, null, query, "x", 3))
            .getMessage(),
        allOf(
            startsWith(
                "--activityPartitionColumn=x cannot be split into partitions; use a column of"
                    + " numbers, times or text ("),
            containsString(why)));
  }

  @Test
  void aTableWithoutColumnsIsRefused() {
    TestDatabases.POSTGRESQL.execute(
        "DROP TABLE IF EXISTS nothing",
        "CREATE TABLE nothing ()",
        "INSERT INTO nothing DEFAULT VALUES");
    assertThat(
        assertThrows(
                IllegalArgumentException.class,
                () -> table(TestDatabases.POSTGRESQL, "nothing", null, null, 1))
            .getMessage(),
        is("--activityTable=nothing has no columns"));
  }

  @Test
  void bitsAreNoBoolean() {
    assertRow(
        TestDatabases.POSTGRESQL,
        "SELECT 17 AS id, B'101' AS bits, '1'::bit AS b",
        "query id=17 {\"id\":17,\"bits\":\"101\",\"b\":true}");
  }

  @Test
  void moreTextThanABlockHoldsComesInSeveralBlocks() {
    InputTable table =
        table(
            TestDatabases.POSTGRESQL,
            null,
            "SELECT id, repeat('x', 10000) AS text FROM parts WHERE id <= 300",
            null,
            1);
    assertThat(table.queries(), hasSize(1));
    assertIds(table, 300, 0);
  }

  @Test
  void theTypesOfPostgresqlBecomeJson() {
    assertRow(
        TestDatabases.POSTGRESQL,
        "SELECT 17 AS id, 12345678901234567890.10::numeric AS n, 1.5::float8 AS f, true AS b,"
            + " 'NaN'::float8 AS nan, NULL::text AS nothing, 'it''s \"so\" \uD83D\uDE03' AS t,"
            + " TIMESTAMPTZ '2026-11-20 10:00:00.123456+05:30' AS tz,"
            + " TIMESTAMP '2026-11-20 10:00:00' AS local, DATE '2026-11-20' AS day,"
            + " '{\"a\": [1.10, null],\n\"b\": {}}'::jsonb AS j, '\\x00ff'::bytea AS bytes,"
            + " ARRAY[1,2] AS list",
        "query id=17 {\"id\":17,\"n\":12345678901234567890.10,\"f\":1.5,\"b\":true,"
            + "\"nan\":\"NaN\",\"t\":\"it's \\\"so\\\" \uD83D\uDE03\","
            + "\"tz\":\"2026-11-20T04:30:00.123456Z\",\"local\":\"2026-11-20T10:00\","
            + "\"day\":\"2026-11-20\",\"j\":{\"a\":[1.10,null],\"b\":{}},\"bytes\":\"AP8=\","
            + "\"list\":\"{1,2}\"}");
  }

  @Test
  void theTypesOfMariadbBecomeJson() {
    TestDatabases.MARIADB.execute(
        "DROP TABLE IF EXISTS types",
        "CREATE TABLE types (ID INT, n DECIMAL(30,2), f DOUBLE, b BOOLEAN, u BIGINT UNSIGNED,"
            + " stamp TIMESTAMP(6) NULL, local DATETIME(3), day DATE, j JSON, bytes VARBINARY(9),"
            + " nothing TEXT)",
        "SET time_zone = '+05:30'",
        "INSERT INTO types VALUES (17, 12345678901234567890.10, 1.5, 1, 18446744073709551615,"
            + " '2026-11-20 10:00:00.123456', '2026-11-20 10:00:00.5', '2026-11-20',"
            + " '{\"a\": 1.10}', x'00ff', NULL)");
    assertRow(
        TestDatabases.MARIADB,
        "SELECT * FROM types",
        "query id=17 {\"id\":17,\"n\":12345678901234567890.10,\"f\":1.5,\"b\":true,"
            + "\"u\":18446744073709551615,\"stamp\":\"2026-11-20T04:30:00.123456Z\","
            + "\"local\":\"2026-11-20T10:00:00.500\",\"day\":\"2026-11-20\",\"j\":{\"a\":1.10},"
            + "\"bytes\":\"AP8=\"}");
  }

  @ParameterizedTest
  @CsvSource({"jdbc:h2:file:%s, org.h2.Driver", "jdbc:duckdb:%s, org.duckdb.DuckDBDriver"})
  void driversThatDoNotComeAlongAreNamedByTheirJars(String url, String driver) throws Exception {
    String file = url.formatted(folder.resolve("embedded"));
    Database database = withDriver(file, driver);
    try (Connection connection = DriverManager.getConnection(file)) {
      TestDatabases.execute(
          connection,
          "CREATE TABLE parts (id INTEGER, EMAIL VARCHAR(40), occurred_at TIMESTAMP WITH TIME ZONE)",
          "INSERT INTO parts VALUES (1, 'a@example.com', '2026-11-20 10:00:00+00:00'),"
              + " (2, 'b@example.com', '2026-11-21 10:00:00+00:00'), (NULL, NULL, NULL)");
    }
    for (String column : List.of("id", "email", "occurred_at")) {
      InputTable table =
          Survey.of(
              database,
              new TableRequest(
                  "activity", "parts", null, column, 2, TestColumns.MAPPING, null, null, null));
      assertIds(table, 2, 1);
    }
  }

  /** The way around that the refusal of a {@code .parquet} path names. */
  @Test
  void parquetFilesAreReadThroughDuckDb() throws Exception {
    Path files = Files.createDirectory(folder.resolve("parquet"));
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
      TestDatabases.execute(
          connection,
          "COPY (SELECT range + 1 AS id FROM range(300)) TO '" + files.resolve("1.parquet") + "'",
          "COPY (SELECT range + 301 AS id FROM range(200)) TO '"
              + files.resolve("2.parquet")
              + "'");
    }
    String query = "SELECT * FROM read_parquet('" + files.resolve("*.parquet") + "')";
    Database database = withDriver("jdbc:duckdb:", "org.duckdb.DuckDBDriver");
    for (String column : Arrays.asList(null, "id")) {
      InputTable table =
          Survey.of(
              database,
              new TableRequest(
                  "activity", null, query, column, 3, TestColumns.MAPPING, null, null, null));
      assertIds(table, 500, 0);
    }
  }

  private static Database withDriver(String url, String driver) throws Exception {
    return Database.of(
        "activity",
        url,
        null,
        null,
        DatabaseTest.jarOf(driver),
        Duration.ofHours(1),
        Duration.ofSeconds(1));
  }

  private void assertRow(TestDatabases server, String query, String expected) {
    Pipeline pipeline = TestPipelines.create();
    PAssert.that(
            pipeline
                .apply("Read", table(server, null, query, null, 1).read(2))
                .apply("Rows", ParDo.of(new RowTextFn())))
        .containsInAnyOrder(expected);
    pipeline.run().waitUntilFinish();
  }

  /** Ids from 1 on, each once, and rows that have none. */
  private static void assertIds(InputTable table, int ids, int without) {
    List<Long> expected =
        LongStream.concat(
                LongStream.rangeClosed(1, ids), LongStream.generate(() -> NO_ID).limit(without))
            .boxed()
            .toList();
    assertIds(table, expected);
  }

  private static void assertIds(InputTable table, List<Long> expected) {
    Pipeline pipeline = TestPipelines.create();
    PAssert.that(pipeline.apply("Read", table.read(2)).apply("Ids", ParDo.of(new IdFn())))
        .containsInAnyOrder(expected);
    pipeline.run().waitUntilFinish();
  }

  /**
   * A driver rounds a bound to the column's microseconds, to whichever side it likes; the period
   * keeps to the bound itself further on.
   */
  @ParameterizedTest
  @CsvSource({
    // Rows 1, 2, 3 are a microsecond apart.
    "2026-11-20T03:04:05.000001Z, 2026-11-20T03:04:05.000002Z, 1",
    "2026-11-20T03:04:05.000001Z, 2026-11-20T03:04:05.000001400Z, 1",
    "2026-11-20T03:04:05.000001Z, 2026-11-20T03:04:05.000001001Z, 1",
    "2026-11-20T03:04:05.000001Z, 2026-11-20T03:04:05.000001999Z, 1",
    "2026-11-20T03:04:05.000001Z, 2026-11-20T03:04:05.000003Z, 1 2",
    "2026-11-20T03:04:05.000001001Z, 2026-11-20T03:04:05.000003001Z, 1 2 3",
    "2026-11-20T03:04:05.000001999Z, 2026-11-20T03:04:05.000003001Z, 1 2 3",
    "2026-11-20T03:04:05.000002Z, 2026-11-20T03:04:05.000003Z, 2",
  })
  void aBoundBetweenTwoMicrosecondsCostsNoRow(Instant since, Instant until, String ids) {
    for (TestDatabases server : TestDatabases.values()) {
      String type = server == TestDatabases.POSTGRESQL ? "TIMESTAMPTZ" : "TIMESTAMP(6)";
      server.execute(
          "DROP TABLE IF EXISTS close_together",
          "CREATE TABLE close_together (id BIGINT, occurred_at " + type + ")",
          "INSERT INTO close_together VALUES (1, '2026-11-20 03:04:05.000001'),"
              + " (2, '2026-11-20 03:04:05.000002'), (3, '2026-11-20 03:04:05.000003')");
      assertIds(within(server, "close_together", since, until), ids(ids));
    }
  }

  /** Whatever the zone is that they are read in: a date begins on earth for 26 hours. */
  @ParameterizedTest
  @CsvSource({
    // In Auckland the 22nd begins at 2026-11-21T11:00:00Z.
    "2026-11-21T11:00:00Z, 2026-11-21T11:00:01Z, 20 21 22",
    "2026-11-21T00:00:00Z, 2026-11-22T00:00:00Z, 20 21 22",
  })
  void aDateThatMayLieInThePeriodIsRead(Instant since, Instant until, String ids) {
    for (TestDatabases server : TestDatabases.values()) {
      days(server, "DATE");
      assertIds(within(server, "some_days", since, until), ids(ids));
    }
  }

  /** As people write it for no bound; MariaDB finds no row before the year 10000. */
  @ParameterizedTest
  @CsvSource({
    "POSTGRESQL, DATE",
    "POSTGRESQL, TIMESTAMP",
    "POSTGRESQL, TIMESTAMPTZ",
    "MARIADB, DATE",
    "MARIADB, DATETIME",
    "MARIADB, TIMESTAMP"
  })
  void aBoundThatDatabasesHaveNoTimeForCostsNoRow(TestDatabases server, String type) {
    days(server, type);
    Instant since = Instant.parse("0000-01-01T00:00:00Z");
    Instant until = Instant.parse("9999-12-31T00:00:00Z");
    assertIds(within(server, "some_days", since, until), ids("18 19 20 21 22 23"));
  }

  private static void days(TestDatabases server, String type) {
    server.execute(
        "DROP TABLE IF EXISTS some_days",
        "CREATE TABLE some_days (id BIGINT, occurred_at " + type + ")",
        "INSERT INTO some_days VALUES (18, '2026-11-18'), (19, '2026-11-19'),"
            + " (20, '2026-11-20'), (21, '2026-11-21'), (22, '2026-11-22'), (23, '2026-11-23')");
  }

  private static List<Long> ids(String ids) {
    return Arrays.stream(ids.split(" ")).map(Long::valueOf).toList();
  }

  /** What PostgreSQL's driver tells as a year of ten digits. */
  @Test
  void forEverAndSinceEverKeepTheirNames() {
    String query = "SELECT 1 AS id, 'infinity'::%1$s AS a, '-infinity'::%1$s AS b";
    for (String type : List.of("timestamptz", "timestamp", "date")) {
      assertRow(
          TestDatabases.POSTGRESQL,
          query.formatted(type),
          "query id=1 {\"id\":1,\"a\":\"infinity\",\"b\":\"-infinity\"}");
    }
  }

  private InputTable within(TestDatabases server, String table, Instant since, Instant until) {
    return Survey.of(
        ReadingUser.at(server.url(), folder, Duration.ofHours(1), Duration.ofSeconds(1)),
        new TableRequest(
            "activity", table, null, null, 1, TestColumns.MAPPING, "occurred_at", since, until));
  }

  private InputTable table(
      TestDatabases server,
      @Nullable String table,
      @Nullable String query,
      @Nullable String column,
      int partitions) {
    Database database =
        ReadingUser.at(server.url(), folder, Duration.ofHours(1), Duration.ofSeconds(1));
    return Survey.of(
        database,
        new TableRequest(
            "activity", table, query, column, partitions, TestColumns.MAPPING, null, null, null));
  }

  static final class RowTextFn extends DoFn<RowUnit, String> {
    @ProcessElement
    public void process(@Element RowUnit unit, OutputReceiver<String> out) {
      unit.forEachRow(
          row ->
              out.output(
                  row.where()
                      + " "
                      + new String(
                          row.buffer(), row.offset(), row.length(), StandardCharsets.UTF_8)));
    }
  }

  static final class IdFn extends DoFn<RowUnit, Long> {
    private static final Pattern ID = Pattern.compile("\"id\":([0-9]+)");

    @ProcessElement
    public void process(@Element RowUnit unit, OutputReceiver<Long> out) {
      unit.forEachRow(
          row -> {
            Matcher id = ID.matcher(String.valueOf(row.text()));
            out.output(id.find() ? Long.parseLong(id.group(1)) : NO_ID);
          });
    }
  }
}
