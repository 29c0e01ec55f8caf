package io.github.mailmodosource.send;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;

import io.github.mailmodosource.ActivityTables;
import io.github.mailmodosource.Golden;
import io.github.mailmodosource.JobProbe;
import io.github.mailmodosource.JobProbe.Result;
import io.github.mailmodosource.RunnerMode;
import io.github.mailmodosource.sandbox.Sandbox;
import io.github.mailmodosource.sandbox.SandboxSettings;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.util.Utf8;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Whole runs of {@code send} from Parquet and Avro: the rows of {@code testdata/}, with the types
 * that such files have, give what the same rows as JSON lines do.
 */
class SendFromRecordFilesTest {
  @TempDir Path folder;
  private Sandbox segment;

  @BeforeEach
  void startSegment() throws BindException {
    segment = Sandbox.start(SandboxSettings.onAnyPort().withWriteKey(JobProbe.WRITE_KEY));
  }

  @AfterEach
  void stopSegment() {
    segment.close();
  }

  @ParameterizedTest
  @CsvSource({"parquet, DIRECT", "avro, DIRECT", "parquet, FLINK_BATCH", "avro, FLINK_BATCH"})
  void theSameRowsFromFilesOfRecordsGiveTheSamePayloads(String format, RunnerMode mode)
      throws Exception {
    Path activity = folder.resolve("activity." + format);
    Path contacts = folder.resolve("contacts." + format);
    try (Connection rows = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = rows.createStatement()) {
      statement.execute("SET TimeZone='UTC'");
      ActivityTables.create(rows, "TIMESTAMPTZ");
      write(statement, "SELECT * EXCLUDE n FROM activity ORDER BY n", activity);
      write(statement, "SELECT * FROM identifies", contacts);
    }
    Result result =
        JobProbe.in(folder)
            .with("--activity=" + activity, "--contacts=" + contacts)
            .on(mode)
            .send(segment.endpoint());

    assertThat(result.err(), result.exitCode(), is(0));
    assertThat(
        Golden.canonical(segment.events()),
        containsInAnyOrder(Golden.payloads("activity.jsonl.golden").toArray(String[]::new)));
    // One row is a nanosecond too early for its contact; these files keep microseconds.
    assertThat(result.report().at("/funnel/read").asInt(), is(53));
    assertThat(result.report().at("/funnel/sent").asInt(), is(41));
    assertThat(result.letters(), is(empty()));
  }

  @Test
  void aValueThatCannotBeReadMakesADeadLetterWithFileAndRow() throws Exception {
    Path file = folder.resolve("odd.avro");
    Schema schema =
        SchemaBuilder.record("r")
            .fields()
            .requiredString("event")
            .requiredString("email")
            .requiredString("occurred_at")
            .requiredString("link_id")
            .endRecord();
    try (DataFileWriter<Object> writer = new DataFileWriter<>(new GenericDatumWriter<>())) {
      writer.create(schema, file.toFile());
      for (Object link : new Object[] {"good", new Utf8(new byte[] {-1})}) {
        GenericData.Record row = new GenericData.Record(schema);
        row.put("event", "clicked");
        row.put("email", "reader@example.com");
        row.put("occurred_at", "2026-11-20T10:00:00Z");
        row.put("link_id", link);
        writer.append(row);
      }
    }
    Result result =
        JobProbe.in(folder)
            .with("--activity=" + file, "--contacts=testdata/contacts.jsonl")
            .on(RunnerMode.DIRECT)
            .send(segment.endpoint());

    assertThat(result.err(), result.exitCode(), is(3));
    assertThat(segment.events(), hasSize(1));
    assertThat(result.letters(), hasSize(1));
    assertThat(result.letters().get(0).get("reason").asText(), is("unreadable_column"));
    assertThat(
        result.letters().get(0).get("source").asText(),
        matchesPattern(".*odd\\.avro block=\\d+ row=2"));
    assertThat(
        result.letters().get(0).get("message").asText(),
        is("column link_id: the text is not valid UTF-8"));
  }

  @Test
  void columnsThatAreCalledOtherwiseAreNamedBeforeAnythingIsSent() throws Exception {
    Path file = folder.resolve("other.parquet");
    try (Connection rows = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = rows.createStatement()) {
      write(
          statement,
          "SELECT 'clicked' AS event, 'reader@example.com' AS recipient, DATE '2026-11-20' AS"
              + " occurred_at",
          file);
    }
    Result result =
        JobProbe.in(folder)
            .with("--activity=" + file, "--contacts=testdata/contacts.jsonl")
            .on(RunnerMode.DIRECT)
            .send(segment.endpoint());
    assertThat(result.exitCode(), is(2));
    assertThat(
        result.err(),
        containsString(
            "the first row of "
                + file
                + " has no email; the names found are event, recipient, occurred_at"));
  }

  private static void write(Statement statement, String query, Path file)
      throws SQLException, IOException {
    if (file.toString().endsWith(".parquet")) {
      statement.execute("COPY (" + query + ") TO '" + file + "' (FORMAT parquet)");
      return;
    }
    try (ResultSet rows = statement.executeQuery(query);
        DataFileWriter<Object> writer = new DataFileWriter<>(new GenericDatumWriter<>())) {
      ResultSetMetaData columns = rows.getMetaData();
      SchemaBuilder.FieldAssembler<Schema> fields = SchemaBuilder.record("r").fields();
      for (int i = 1; i <= columns.getColumnCount(); i++) {
        fields =
            fields
                .name(columns.getColumnLabel(i))
                .type()
                .unionOf()
                .nullType()
                .and()
                .type(type(columns.getColumnType(i)))
                .endUnion()
                .nullDefault();
      }
      Schema schema = fields.endRecord();
      writer.create(schema, file.toFile());
      while (rows.next()) {
        GenericData.Record row = new GenericData.Record(schema);
        for (int i = 1; i <= columns.getColumnCount(); i++) {
          row.put(i - 1, value(rows.getObject(i)));
        }
        writer.append(row);
      }
    }
  }

  private static Schema type(int type) {
    return switch (type) {
      case Types.TIMESTAMP_WITH_TIMEZONE ->
          LogicalTypes.timestampMicros().addToSchema(Schema.create(Schema.Type.LONG));
      case Types.BOOLEAN -> Schema.create(Schema.Type.BOOLEAN);
      default -> Schema.create(Schema.Type.STRING);
    };
  }

  private static @Nullable Object value(@Nullable Object value) {
    return value instanceof OffsetDateTime time
        ? ChronoUnit.MICROS.between(Instant.EPOCH, time.toInstant())
        : value;
  }
}
