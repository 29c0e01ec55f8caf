package io.github.mailmodosource.ledger;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SenderNotesTest {
  @TempDir private Path folder;

  private SenderNotes notes() {
    return SenderNotes.in(folder.resolve("ledger").toString());
  }

  @Test
  void whatIsLeftIsTakenOnce() throws IOException {
    notes().leave("Segment is not accepting batches");
    assertThat(notes().take(), is(List.of("Segment is not accepting batches")));
    assertThat(notes().take(), is(empty()));
  }

  @Test
  void aNoteHoldsNoAddress() throws IOException {
    notes().leave("refused: ann@example.com");
    assertThat(notes().take().toString().contains("ann@example.com"), is(false));
  }

  @Test
  void aFolderThatIsNotThereHasNone() throws IOException {
    assertThat(notes().take(), is(empty()));
  }

  @Test
  void whoClearsALedgerClearsTheNotesToo() throws IOException {
    notes().leave("Segment is not accepting batches");
    LedgerFolder.of(folder.resolve("ledger").toString()).clear();
    try (var files = Files.list(folder.resolve("ledger"))) {
      assertThat(files.toList(), is(empty()));
    }
  }
}
