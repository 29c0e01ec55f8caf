package io.github.mailmodosource.bench;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputDataTest {
  private static final DataSize SIZE = new DataSize(200, 40);
  private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2001-01-01T00:00:00Z"));
  private static final FileTime LATER = FileTime.from(Instant.parse("2999-01-01T00:00:00Z"));

  @TempDir Path data;

  @Test
  void filesAreMadeOnce() throws Exception {
    InputData made = InputData.make(SIZE, data);
    assertThat(made.folder(), is(data.resolve("200x40")));
    assertThat(Files.readAllLines(made.activity()).size(), is(200));
    Files.setLastModifiedTime(data.resolve("200x40/expected.json"), LATER);
    Files.writeString(made.activity(), "kept");

    InputData.make(SIZE, data);

    assertThat(Files.readString(made.activity()), is("kept"));
  }

  @Test
  void filesAreMadeAgainIfTheGeneratorIsNewer() throws Exception {
    InputData made = InputData.make(SIZE, data);
    Files.setLastModifiedTime(data.resolve("200x40/expected.json"), LONG_AGO);
    Files.writeString(made.activity(), "old");

    InputData.make(SIZE, data);

    assertThat(Files.readAllLines(made.activity()).size(), is(200));
  }

  @Test
  void whoeverRemovesDuplicatesSendsFewer() throws Exception {
    Path folder = Files.createDirectory(data.resolve("own"));
    Files.writeString(
        folder.resolve("expected.json"), "{\"funnel\": {\"duplicate\": 3, \"sent\": 40}}");
    InputData input = new InputData(folder);
    assertThat(input.expectedEvents(Job.LOOP), is(43L));
    assertThat(input.expectedEvents(Job.DIRECT), is(43L));
    assertThat(input.expectedEvents(Job.FLINK_DEDUP), is(40L));
    assertThat(input.expectedEvents(Job.SHIPPED), is(40L));
    assertThat(input.expectedEvents(Job.RECONCILE), is(40L));
  }

  @Test
  void aBareJobSendsNothing() throws Exception {
    assertThat(new InputData(data).expectedEvents(Job.BARE_FLINK), is(0L));
  }
}
