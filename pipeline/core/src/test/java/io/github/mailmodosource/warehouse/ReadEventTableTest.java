package io.github.mailmodosource.warehouse;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.mailmodosource.TestPipelines;
import io.github.mailmodosource.jdbc.Database;
import io.github.mailmodosource.jdbc.JdbcReads;
import io.github.mailmodosource.servers.TestDatabases;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.junit.jupiter.api.Test;

/** What a warehouse says in the middle of reading is one line for the user. */
class ReadEventTableTest {
  private static final TestDatabases SERVER = TestDatabases.POSTGRESQL;

  @Test
  void jdbcIoRunsTheTablesOwnStatementAndPrintsNothing() throws Exception {
    PlantedTables tables =
        new PlantedTables(SERVER).linkClicked(Map.of()).load(Expected.clicked("a"));
    WarehouseSchema schema = find(tables, tables.database());
    Pipeline pipeline = TestPipelines.create();
    pipeline.apply("ReadEventTable", readOnly(schema));
    assertThat(JdbcReads.statements(pipeline), is(List.of(schema.tables().get(0).sql())));
    assertThat(JdbcReads.printedBy(pipeline), is(""));
  }

  @Test
  void aTableThatIsDroppedMeanwhile() throws Exception {
    PlantedTables tables = new PlantedTables(SERVER).linkClicked(Map.of());
    WarehouseSchema schema = find(tables, tables.database());
    tables.execute("DROP TABLE " + tables.schema() + ".link_clicked");
    assertThat(
        failure(schema),
        is(
            said(
                " has no such table; check its name and its schema (ERROR: relation \""
                    + tables.schema()
                    + ".link_clicked\" does not exist)")));
  }

  @Test
  void aPermissionThatIsRevokedMeanwhile() throws Exception {
    PlantedTables tables = new PlantedTables(SERVER).linkClicked(Map.of());
    String reader = "reader_of_" + tables.schema();
    tables.execute("CREATE ROLE " + reader + " LOGIN");
    tables.execute("GRANT USAGE ON SCHEMA " + tables.schema() + " TO " + reader);
    tables.execute("GRANT SELECT ON ALL TABLES IN SCHEMA " + tables.schema() + " TO " + reader);
    WarehouseSchema schema = find(tables, tables.database(reader));
    tables.execute("REVOKE SELECT ON ALL TABLES IN SCHEMA " + tables.schema() + " FROM " + reader);
    assertThat(
        failure(schema),
        startsWith("--warehouse: the user has no permission to read this; grant SELECT"));
  }

  @Test
  void anErrorOnlyTheNextFetchMeets() throws Exception {
    PlantedTables tables = new PlantedTables(SERVER);
    tables.execute(
        "CREATE VIEW %s.link_clicked AS SELECT 'row-' || n AS id, 1 / (9000 - n) AS link_id FROM generate_series(1, 12000) AS n"
            .formatted(tables.schema()));
    assertThat(
        failure(find(tables, tables.database())),
        is(said(" reported an error (ERROR: division by zero)")));
  }

  /** A lock holds the rows back until the connection that waits for them has been ended. */
  @Test
  void aConnectionThatIsLostBeforeTheFirstRowIsMadeAgainAndNoRowIsLostOrReadTwice()
      throws Exception {
    PlantedTables tables =
        new PlantedTables(SERVER)
            .linkClicked(Map.of())
            .load(Expected.clicked("a"), Expected.clicked("b"));
    WarehouseSchema schema = find(tables, tables.database());
    try (Connection lock = SERVER.admin();
        Statement statement = lock.createStatement()) {
      lock.setAutoCommit(false);
      statement.execute("LOCK TABLE " + tables.schema() + ".link_clicked");
      CompletableFuture<Void> ended = CompletableFuture.runAsync(() -> endWhoWaits(lock));
      Pipeline pipeline = TestPipelines.create();
      PAssert.that(
              pipeline
                  .apply("ReadEventTable", readOnly(schema))
                  .apply("Ids", ParDo.of(new IdsFn())))
          .containsInAnyOrder("a", "b");
      TestPipelines.run(pipeline);
      ended.join();
    }
  }

  private static void endWhoWaits(Connection lock) {
    try (Connection admin = SERVER.admin();
        Statement statement = admin.createStatement()) {
      boolean ended = false;
      while (!ended) {
        try (ResultSet waiting =
            statement.executeQuery(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event_type ="
                    + " 'Lock' AND application_name = 'mailmodo-source'")) {
          ended = waiting.next();
        }
      }
      lock.rollback();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void howManyRowsThereAreIsKnownBeforehand() throws Exception {
    PlantedTables tables =
        new PlantedTables(SERVER)
            .linkClicked(Map.of())
            .load(Expected.clicked("a"), Expected.clicked("b"));
    assertThat(find(tables, tables.database()).rows(), is(2L));
  }

  /** One odd cell is a difference; it must not end the comparison of all others. */
  @Test
  void aCellThatItsTypeCannotTellInJavaIsReadAsItsText() throws Exception {
    PlantedTables tables = new PlantedTables(SERVER).linkClicked(Map.of("link_id", "numeric"));
    tables.execute(
        "INSERT INTO %s.link_clicked (id, original_timestamp, link_id, link_url) VALUES ('a', '-infinity', 'NaN', 'a'), ('b', 'infinity', 12.50, 'b')"
            .formatted(tables.schema()));
    Pipeline pipeline = TestPipelines.create();
    PAssert.that(
            pipeline
                .apply("ReadEventTable", readOnly(find(tables, tables.database())))
                .apply("Cells", ParDo.of(new CellsFn())))
        .containsInAnyOrder("-infinity NaN a", "infinity 12.5 b");
    TestPipelines.run(pipeline);
  }

  /** The cells that are not NULL. */
  static final class CellsFn extends DoFn<WarehouseRow, String> {
    @ProcessElement
    public void cells(@Element WarehouseRow row, OutputReceiver<String> out) {
      out.output(row.values().stream().filter(Objects::nonNull).collect(Collectors.joining(" ")));
    }
  }

  static final class IdsFn extends DoFn<WarehouseRow, String> {
    @ProcessElement
    public void ids(@Element WarehouseRow row, OutputReceiver<String> out) {
      out.output(row.id());
    }
  }

  /** Reads the one table that is there. */
  private static ReadEventTable readOnly(WarehouseSchema schema) {
    return ReadEventTable.of(schema.database(), schema.tables().get(0));
  }

  private static WarehouseSchema find(PlantedTables tables, Database database) {
    return WarehouseSchema.find(database, tables.schema(), false, false, null);
  }

  private static String said(String error) {
    return "--warehouse: " + SERVER.url() + error;
  }

  private static String failure(WarehouseSchema schema) {
    Pipeline pipeline = TestPipelines.create();
    pipeline.apply("ReadEventTable", readOnly(schema));
    Throwable thrown = assertThrows(Exception.class, () -> TestPipelines.run(pipeline));
    return TestPipelines.stopReason(thrown);
  }
}
