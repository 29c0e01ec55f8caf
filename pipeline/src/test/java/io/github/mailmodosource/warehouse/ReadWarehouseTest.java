package io.github.mailmodosource.warehouse;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.mailmodosource.TestPipelines;
import io.github.mailmodosource.commandline.Failures;
import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.junit.jupiter.api.Test;

/** What a warehouse says in the middle of reading is one line for the user. */
class ReadWarehouseTest {
  private static final WarehouseServers SERVER = WarehouseServers.POSTGRESQL;

  @Test
  void aTableThatIsDroppedMeanwhile() throws Exception {
    PlantedTables tables = new PlantedTables(SERVER).linkClicked(Map.of());
    WarehouseSchema schema = find(tables, tables.login());
    tables.execute("DROP TABLE " + tables.schema() + ".link_clicked");
    assertThat(failure(schema), startsWith(said("ERROR: relation")));
  }

  @Test
  void aPermissionThatIsRevokedMeanwhile() throws Exception {
    PlantedTables tables = new PlantedTables(SERVER).linkClicked(Map.of());
    String reader = "reader_of_" + tables.schema();
    tables.execute("CREATE ROLE " + reader + " LOGIN");
    tables.execute("GRANT USAGE ON SCHEMA " + tables.schema() + " TO " + reader);
    tables.execute("GRANT SELECT ON ALL TABLES IN SCHEMA " + tables.schema() + " TO " + reader);
    WarehouseSchema schema = find(tables, new WarehouseLogin(SERVER.url(), reader, null));
    tables.execute("REVOKE SELECT ON ALL TABLES IN SCHEMA " + tables.schema() + " FROM " + reader);
    assertThat(failure(schema), startsWith(said("ERROR: permission denied")));
  }

  @Test
  void anErrorOnlyTheNextFetchMeets() throws Exception {
    PlantedTables tables = new PlantedTables(SERVER);
    tables.execute(
        "CREATE VIEW %s.link_clicked AS SELECT 'row-' || n AS id, 1 / (9000 - n) AS link_id FROM generate_series(1, 12000) AS n"
            .formatted(tables.schema()));
    assertThat(failure(find(tables, tables.login())), startsWith(said("ERROR: division by zero")));
  }

  @Test
  void howManyRowsThereAreIsKnownBeforehand() throws Exception {
    PlantedTables tables =
        new PlantedTables(SERVER)
            .linkClicked(Map.of())
            .load(Expected.clicked("a"), Expected.clicked("b"));
    assertThat(find(tables, tables.login()).rows(), is(2L));
  }

  private static WarehouseSchema find(PlantedTables tables, WarehouseLogin login) {
    return WarehouseSchema.find(login, tables.schema(), false, false, null);
  }

  private static String said(String error) {
    return "the warehouse " + SERVER.url() + " cannot be read: " + error;
  }

  private static String failure(WarehouseSchema schema) {
    Pipeline pipeline = TestPipelines.create();
    pipeline.apply("ReadWarehouse", ReadWarehouse.of(schema, 3));
    Throwable thrown = assertThrows(Exception.class, () -> TestPipelines.run(pipeline));
    return String.valueOf(Failures.userLine(thrown));
  }
}
