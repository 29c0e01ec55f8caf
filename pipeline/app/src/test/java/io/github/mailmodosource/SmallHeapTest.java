package io.github.mailmodosource;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Flink groups on disk: of more activity than the heap has room for, duplicates are removed. */
class SmallHeapTest {
  private static final String HEAP = "-Xmx192m";

  /** 115 MB; the events of them are as much again. */
  private static final int ROWS = 200_000;

  private static final long MOST_SECONDS = 300;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"--useDataStreamForBatch=false", "--useDataStreamForBatch=true"})
  void moreActivityThanTheHeapHasRoomForGoesThrough(String engine) throws Exception {
    Path activity = folder.resolve("activity.jsonl");
    writeRows(activity);
    Path contacts =
        Files.writeString(
            folder.resolve("contacts.csv"), "email,user_id,timestamp\nann@b.co,U-1,2026-01-01\n");

    Process process =
        ChildJvm.start(
            folder,
            List.of(HEAP),
            List.of(
                "preview",
                "--runner=FlinkRunner",
                "--parallelism=1",
                engine,
                "--activity=" + activity,
                "--contacts=" + contacts,
                "--report=" + folder.resolve("report")));
    try {
      assertThat(process.waitFor(MOST_SECONDS, TimeUnit.SECONDS), is(true));
      assertThat(ChildJvm.log(folder), process.exitValue(), is(0));
    } finally {
      process.destroyForcibly();
    }
    String said = ChildJvm.log(folder).replace('\n', ' ');
    assertThat(said, matchesPattern(".* duplicate +1 .* would_send +200,000 .*"));
  }

  /** Each row once, and the first of them twice. */
  private static void writeRows(Path file) throws IOException {
    String subject = "s".repeat(400);
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      for (int row = 0; row <= ROWS; row++) {
        out.write(
            "{\"id\":\"row-"
                + row % ROWS
                + "\",\"event\":\"Email Sent\",\"email\":\"ann@b.co\","
                + "\"occurred_at\":\"2026-11-12T03:30:00Z\",\"email_id\":\"e-1\",\"email_subject\":\""
                + subject
                + "\",\"campaign_id\":\"c-1\",\"campaign_name\":\"Sale\","
                + "\"campaign_type\":\"CONTACT_LIST\"}\n");
      }
    }
  }
}
