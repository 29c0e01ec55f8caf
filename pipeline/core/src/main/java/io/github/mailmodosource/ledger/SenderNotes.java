package io.github.mailmodosource.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.mailmodosource.coding.MaskedText;
import io.github.mailmodosource.lines.WholeFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.io.fs.MatchResult.Metadata;
import org.apache.beam.sdk.io.fs.MoveOptions.StandardMoveOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a sender has to say to whoever waits for its job on another machine, such as that Segment is
 * out of reach: a small file for each line, in the folder of the ledger. A runner has no other way
 * back while a bounded job goes on.
 */
public final class SenderNotes {
  private static final Logger LOG = LoggerFactory.getLogger("segment");

  private final String folder;

  private SenderNotes(String folder) {
    this.folder = folder;
  }

  /** Those in the folder of a ledger. */
  public static SenderNotes in(String folder) {
    return new SenderNotes(folder);
  }

  /**
   * Leaves a line, without addresses. Nothing depends on it: what cannot be left is in the log of
   * the worker only.
   */
  public void leave(String line) {
    String name =
        String.format(
            Locale.ROOT,
            "%s/note-%013d-%s.txt",
            folder,
            System.currentTimeMillis(),
            UUID.randomUUID());
    try (WholeFile file = WholeFile.beside(name, "text/plain", WholeFile.Access.OWNER)) {
      file.out().write(MaskedText.of(line).getBytes(UTF_8));
      file.putInPlace();
    } catch (IOException e) {
      LOG.debug("a note could not be left in {}: {}", folder, WholeFile.why(e));
    }
  }

  /** The lines that were left since the last time, in their order; they are there no more. */
  public List<String> take() throws IOException {
    List<Metadata> files =
        new ArrayList<>(
            FileSystems.match(folder + "/note-*.txt", EmptyMatchTreatment.ALLOW).metadata());
    files.sort(Comparator.comparing(file -> file.resourceId().toString()));
    List<String> lines = new ArrayList<>();
    for (Metadata file : files) {
      try (InputStream in = Channels.newInputStream(FileSystems.open(file.resourceId()))) {
        lines.add(new String(in.readAllBytes(), UTF_8));
      }
      FileSystems.delete(List.of(file.resourceId()), StandardMoveOptions.IGNORE_MISSING_FILES);
    }
    return lines;
  }
}
