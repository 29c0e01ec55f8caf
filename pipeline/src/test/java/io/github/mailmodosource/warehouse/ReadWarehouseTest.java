package io.github.mailmodosource.warehouse;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.mailmodosource.TestPipelines;
import io.github.mailmodosource.commandline.Failures;
import io.github.mailmodosource.database.Database;
import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.junit.jupiter.api.Test;

/** What a warehouse says in the middle of reading is one line for the user. */
class ReadWarehouseTest {
  private static final WarehouseServers SERVER = WarehouseServers.POSTGRESQL;

  @Test
  void aTableThatIsDroppedMeanwhile() throws Exception {
    PlantedTables tables = new PlantedTables(SERVER).linkClicked(Map.of());
    WarehouseSchema schema = find(tables, tables.database());
    tables.execute("DROP TABLE " + tables.schema() + ".link_clicked");
    assertThat(
        failure(schema),
        is(
            said(
                " has no such table: check its name, and its schema (ERROR: relation \""
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
        failure(schema), startsWith("--warehouse: the user may not read that: grant SELECT"));
  }

  @Test
  void anErrorOnlyTheNextFetchMeets() throws Exception {
    PlantedTables tables = new PlantedTables(SERVER);
    tables.execute(
        "CREATE VIEW %s.link_clicked AS SELECT 'row-' || n AS id, 1 / (9000 - n) AS link_id FROM generate_series(1, 12000) AS n"
            .formatted(tables.schema()));
    assertThat(
        failure(find(tables, tables.database())),
        is(said(" could not do it (ERROR: division by zero)")));
  }

  @Test
  void howManyRowsThereAreIsKnownBeforehand() throws Exception {
    PlantedTables tables =
        new PlantedTables(SERVER)
            .linkClicked(Map.of())
            .load(Expected.clicked("a"), Expected.clicked("b"));
    assertThat(find(tables, tables.database()).rows(), is(2L));
  }

  private static WarehouseSchema find(PlantedTables tables, Database database) {
    return WarehouseSchema.find(database, tables.schema(), false, false, null);
  }

  private static String said(String error) {
    return "--warehouse: " + SERVER.url() + error;
  }

  private static String failure(WarehouseSchema schema) {
    Pipeline pipeline = TestPipelines.create();
    pipeline.apply("ReadWarehouse", ReadWarehouse.of(schema, 3));
    Throwable thrown = assertThrows(Exception.class, () -> TestPipelines.run(pipeline));
    return String.valueOf(Failures.userLine(thrown));
  }
}
