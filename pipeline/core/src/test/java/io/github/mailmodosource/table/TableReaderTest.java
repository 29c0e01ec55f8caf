package io.github.mailmodosource.table;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasSize;

import io.github.mailmodosource.jdbc.Database;
import io.github.mailmodosource.jdbc.ReadingUser;
import io.github.mailmodosource.rows.FieldMapping;
import io.github.mailmodosource.rows.RowReader;
import io.github.mailmodosource.servers.TestDatabases;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.util.SerializableUtils;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Reads again and again, so rows may have come that no partition of before the run has. */
class TableReaderTest {
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void readsWhatTheTableHasNowWithAndWithoutAValue(TestDatabases server) throws Exception {
    server.execute(
        "DROP TABLE IF EXISTS again",
        "CREATE TABLE again (id BIGINT, name VARCHAR(40))",
        "INSERT INTO again VALUES (1, 'a'), (2, 'b'), (3, 'c')");
    RowReader table = SerializableUtils.ensureSerializable(reader(server, "again", null, "id"));
    assertThat(names(table), contains("again id=1", "again id=2", "again id=3"));

    server.execute(
        "INSERT INTO again VALUES (NULL, 'd'), (-7, 'e')", "DELETE FROM again WHERE id = 2");
    assertThat(names(table), contains("again id=-7", "again id=1", "again id=3", "again id=null"));
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void readsAQueryAsItStandsAndManyRows(TestDatabases server) throws Exception {
    server.execute(
        "DROP TABLE IF EXISTS again",
        "CREATE TABLE again (id BIGINT, name VARCHAR(400))",
        "INSERT INTO again SELECT 1, REPEAT('x', 400)");
    for (int i = 0; i < 12; i++) {
      server.execute("INSERT INTO again SELECT * FROM again");
    }
    RowReader query = reader(server, null, "SELECT name FROM again WHERE id = 1;", null);
    assertThat(names(query), hasSize(4_096));
  }

  private RowReader reader(
      TestDatabases server, @Nullable String table, @Nullable String query, @Nullable String by) {
    Database database =
        ReadingUser.at(server.url(), folder, Duration.ofMinutes(1), Duration.ofSeconds(1));
    FieldMapping mapping = FieldMapping.of(Map.of("name", List.of("name")));
    return InputTable.of(
            database, new TableRequest("contacts", table, query, by, 4, mapping, null, null, null))
        .reader();
  }

  private static List<String> names(RowReader reader) throws Exception {
    List<String> names = new ArrayList<>();
    reader.read(block -> block.forEachRow(row -> names.add(row.where())));
    Collections.sort(names);
    return names;
  }
}
