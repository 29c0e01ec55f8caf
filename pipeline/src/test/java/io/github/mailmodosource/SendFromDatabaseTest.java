package io.github.mailmodosource;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import io.github.mailmodosource.JobProbe.Result;
import io.github.mailmodosource.database.TestDatabases;
import io.github.mailmodosource.sandbox.Sandbox;
import io.github.mailmodosource.sandbox.SandboxSettings;
import java.net.BindException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Whole runs of {@code send} from databases: rows in tables give what the same rows in files do.
 */
class SendFromDatabaseTest {
  @TempDir Path folder;
  private Sandbox segment;

  @BeforeAll
  static void tables() {
    for (TestDatabases database : TestDatabases.values()) {
      ActivityTables.create(database);
    }
  }

  @BeforeEach
  void startSegment() throws BindException {
    segment = Sandbox.start(SandboxSettings.onAnyPort().withWriteKey(JobProbe.WRITE_KEY));
  }

  @AfterEach
  void stopSegment() {
    segment.close();
  }

  @ParameterizedTest
  @CsvSource({"POSTGRESQL, DIRECT", "MARIADB, DIRECT", "POSTGRESQL, FLINK_BATCH"})
  void theSameRowsFromADatabaseGiveTheSamePayloads(TestDatabases database, RunnerMode mode) {
    Result result =
        JobProbe.in(folder)
            .with(from(database))
            .with("--activityTable=activity", "--activityPartitionColumn=n")
            .with("--contactsTable=identifies")
            .on(mode)
            .send(segment.endpoint());

    assertThat(result.err(), result.exitCode(), is(0));
    assertSame(Golden.payloads("activity.jsonl.golden"), Golden.canonical(segment.events()));
    // One row is a nanosecond too early for its contact; databases keep microseconds.
    assertThat(result.report().at("/funnel/read").asInt(), is(53));
    assertThat(result.report().at("/funnel/sent").asInt(), is(41));
    assertThat("nothing but the report on standard output", result.out(), startsWith("\nsend"));
    assertThat(result.letters(), is(empty()));
  }

  private String[] from(TestDatabases database) {
    Path password = TestDatabases.passwordFile(folder);
    List<String> options = new ArrayList<>();
    for (String option : List.of("activity", "contacts")) {
      options.add("--" + option + "=" + database.url());
      options.add("--" + option + "User=" + TestDatabases.USER);
      options.add("--" + option + "Password=file:" + password);
    }
    return options.toArray(String[]::new);
  }

  private static void assertSame(List<String> expected, List<String> actual) {
    List<String> missing = new ArrayList<>(expected);
    actual.forEach(missing::remove);
    List<String> unexpected = new ArrayList<>(actual);
    expected.forEach(unexpected::remove);
    assertThat("missing", missing, is(empty()));
    assertThat("unexpected", unexpected, is(empty()));
  }
}
