package io.github.mailmodosource.stream;

import static io.github.mailmodosource.stream.StreamProbe.contact;
import static io.github.mailmodosource.stream.StreamProbe.row;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * "A state folder written by this version must resume in every later one": each version that
 * changes a state adds a folder here, and none is ever taken away.
 *
 * <p>{@link #main} writes one: the first row of it was sent, the second waits for its contact.
 */
@Timeout(300)
class SavedStateTest {
  private static final String OPENED = "2026-07-01T10:00:00Z";

  /** What the folder remembers must not expire before the test does. */
  private static final String[] FOR_EVER = {"--deduplicateFor=36500d", "--contactsWait=36500d"};

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = "state-0.1.0.zip")
  void isGoneOnFrom(String saved) throws Exception {
    unzip(Path.of("pipeline/app/src/test/resources/state").resolve(saved), folder.resolve("state"));
    try (StreamProbe run = new StreamProbe(folder)) {
      run.writeContacts(
          contact("known@example.com", "u-known"), contact("waiting@example.com", "u-waiting"));
      run.drop("again.jsonl", row("before", "known@example.com", OPENED));
      run.with(FOR_EVER).start();
      run.awaitSent("waiting");
      run.drop("after.jsonl", row("after", "known@example.com", OPENED));
      run.awaitSent("after");

      assertThat("it was sent before the state was saved", run.sent("before"), is(empty()));
      assertThat(run.sent("waiting"), hasSize(1));
      assertThat(run.sent("waiting").get(0).path("userId").asText(), is("u-waiting"));
      assertThat(run.stop(), is(0));
      assertThat(run.log(), containsString("goes on from the checkpoint of "));
    }
  }

  /**
   * Writes a folder of this version.
   *
   * @param args the file to write, such as {@code state-0.2.0.zip}
   */
  public static void main(String[] args) throws Exception {
    Path work = Files.createTempDirectory("state-");
    try (StreamProbe run = new StreamProbe(work)) {
      run.writeContacts(contact("known@example.com", "u-known"));
      run.with(FOR_EVER).start();
      run.drop("waiting.jsonl", row("waiting", "waiting@example.com", OPENED));
      run.drop("before.jsonl", row("before", "known@example.com", OPENED));
      run.awaitSent("before");
      if (run.stop() != 0) {
        throw new IllegalStateException(run.log());
      }
    }
    zip(work.resolve("state"), Path.of(args[0]));
    System.exit(0);
  }

  private static void zip(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from);
        ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(to))) {
      List<Path> files = all.filter(Files::isRegularFile).sorted().toList();
      for (Path file : files) {
        out.putNextEntry(new ZipEntry(from.relativize(file).toString()));
        Files.copy(file, out);
      }
    }
  }

  private static void unzip(Path from, Path to) throws IOException {
    try (ZipInputStream in = new ZipInputStream(Files.newInputStream(from))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        Path file = to.resolve(entry.getName());
        Files.createDirectories(file.getParent());
        try (OutputStream out = Files.newOutputStream(file)) {
          in.transferTo(out);
        }
      }
    }
  }
}
