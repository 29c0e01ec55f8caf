package io.github.mailmodosource.preview;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import io.github.mailmodosource.JobProbe;
import io.github.mailmodosource.JobProbe.Result;
import io.github.mailmodosource.RunnerMode;
import io.github.mailmodosource.sandbox.Sandbox;
import io.github.mailmodosource.sandbox.SandboxSettings;
import io.github.mailmodosource.sandbox.WarehouseSettings;
import io.github.mailmodosource.sandbox.WarehouseStats;
import io.github.mailmodosource.servers.TestDatabases;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A forecast beside a warehouse that has some of the events: of 41, in a real database. */
class ForecastWarehouseTest {
  private static final TestDatabases SERVER = TestDatabases.POSTGRESQL;
  private static final String[] INPUT = {
    "--activity=testdata/activity.jsonl", "--contacts=testdata/contacts.jsonl"
  };

  @TempDir Path folder;

  private final String schema = TestDatabases.newSchemaName();

  /** The 5 clicks are gone, and the 2 bounces that have a reason have another. */
  @ParameterizedTest
  @EnumSource(
      value = RunnerMode.class,
      names = {"DIRECT", "FLINK_BATCH"})
  void whatIsThereAndWhatDiffersAndWhatIsNewIsForecast(RunnerMode mode) throws Exception {
    fill();
    SERVER.execute("DELETE FROM " + schema + ".link_clicked");
    SERVER.execute(
        "UPDATE " + schema + ".email_bounced SET reason = 'else' WHERE reason IS NOT NULL");

    Result result = forecast().on(mode).preview();

    assertThat(result.err(), result.exitCode(), is(0));
    assertThat(
        result.report().at("/forecast/warehouse"),
        is(
            JobProbe.parse(
                "{\"schema\":\"" + schema + "\",\"same\":34,\"different\":2,\"new\":5}")));
    assertThat(
        result.out().replaceAll("  +", "  "),
        containsString(
            "  in the warehouse  34  are in the schema "
                + schema
                + " as they would be sent\n  different there  2  are there with another value\n"
                + "  new  5  are not there\n"));
    assertThat(result.err(), containsString("would_send                    41"));
    assertThat(
        JobProbe.read(result.folder().resolve("report.html")), containsString("In the warehouse"));
  }

  @Test
  void ofASchemaWithoutTablesEverythingIsNew() {
    Result result = forecast().preview();

    assertThat(result.err(), result.exitCode(), is(0));
    assertThat(result.report().at("/forecast/warehouse/new").asInt(), is(41));
    assertThat(result.report().at("/forecast/warehouse/same").asInt(), is(0));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --warehouse=jdbc:postgresql://127.0.0.1:1/w | --warehouse is for --forecast
          --forecast --warehouseSchema=m | --warehouseSchema is for --warehouse
          --forecast --deduplicate=false --warehouse=jdbc:postgresql://127.0.0.1:1/w | --deduplicate=false and --warehouse do not go together
          """)
  void whatWouldNotBeComparedIsRefused(String options, String line) {
    Result result = JobProbe.in(folder).with(INPUT).with(options.split(" ")).preview();

    assertThat(result.exitCode(), is(2));
    assertThat(result.err(), containsString(line));
  }

  private JobProbe forecast() {
    return JobProbe.in(folder)
        .with(INPUT)
        .with("--forecast", "--warehouse=" + SERVER.url(), "--warehouseUser=" + TestDatabases.ADMIN)
        .with("--warehouseSchema=" + schema);
  }

  /** Sends all, and has the sandbox load it. */
  private void fill() throws Exception {
    WarehouseSettings warehouse =
        WarehouseSettings.of(SERVER.url(), TestDatabases.ADMIN, null, schema);
    try (Sandbox segment =
        Sandbox.start(
            SandboxSettings.onAnyPort()
                .withWriteKey(JobProbe.WRITE_KEY)
                .withWarehouse(warehouse))) {
      assertThat(JobProbe.in(folder).with(INPUT).send(segment.endpoint()).exitCode(), is(0));
      WarehouseStats stats = segment.warehouse();
      while (stats == null || stats.loaded() < 41) {
        TimeUnit.MILLISECONDS.sleep(5);
        stats = segment.warehouse();
      }
    }
  }
}
