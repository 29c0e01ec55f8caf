package io.github.mailmodosource.ledger;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.MoveOptions.StandardMoveOptions;
import org.apache.beam.sdk.io.fs.ResolveOptions.StandardResolveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Files where nothing can be added to the end of one, such as the objects of a store. */
record ObjectFiles(ResourceId folder) implements LedgerFiles {
  private static final Logger LOG = LoggerFactory.getLogger("ledger");

  /** A reader opens each of them. */
  static final int MOST_SMALL_ONES = 128;

  /** What a writer holds in memory, and the size of a file that is left alone from then on. */
  static final int FULL_BYTES = 4 << 20;

  @Override
  public List<Entry> list() throws IOException {
    List<Entry> entries = new ArrayList<>();
    for (MatchResult.Metadata file :
        FileSystems.match(folder + "*" + LedgerFile.SUFFIX, EmptyMatchTreatment.ALLOW).metadata()) {
      String name = file.resourceId().getFilename();
      if (name != null) {
        entries.add(new Entry(name, file.sizeBytes()));
      }
    }
    return entries;
  }

  @Override
  public InputStream open(String name) throws IOException {
    return Channels.newInputStream(FileSystems.open(file(name)));
  }

  @Override
  public void delete(String name) throws IOException {
    FileSystems.delete(List.of(file(name)), StandardMoveOptions.IGNORE_MISSING_FILES);
  }

  private ResourceId file(String name) {
    return folder.resolve(name, StandardResolveOptions.RESOLVE_FILE);
  }

  @Override
  public RecordOutput write(LedgerKey key) {
    return new MergedFiles(key);
  }

  /**
   * Each write is a small file. When there are many, one file takes their place, and that of the
   * one before, until it is full. It is there as a whole before the others are deleted: who sees
   * both reads some records twice, which are one.
   */
  private final class MergedFiles implements RecordOutput {
    private final String writer = "accepted-" + UUID.randomUUID() + "-";
    private final LedgerKey key;

    /** All that is in the files that will be merged. */
    private final ByteArrayOutputStream merged = new ByteArrayOutputStream();

    private final List<String> parts = new ArrayList<>();
    private int files;

    MergedFiles(LedgerKey key) {
      this.key = key;
    }

    @Override
    public void write(byte[] records) throws IOException {
      parts.add(create(records));
      merged.writeBytes(records);
      if (parts.size() > MOST_SMALL_ONES || merged.size() >= FULL_BYTES) {
        merge();
      }
    }

    private void merge() throws IOException {
      boolean full = merged.size() >= FULL_BYTES;
      List<String> old = List.copyOf(parts);
      parts.clear();
      if (full && old.size() == 1) {
        merged.reset();
        return;
      }
      String whole = create(merged.toByteArray());
      if (full) {
        merged.reset();
      } else {
        parts.add(whole);
      }
      for (String part : old) {
        try {
          delete(part);
        } catch (IOException | RuntimeException e) {
          LOG.warn("{}{} cannot be deleted: {}", folder, part, e.toString());
        }
      }
    }

    private String create(byte[] records) throws IOException {
      String name = writer + ++files + LedgerFile.SUFFIX;
      try (OutputStream out =
          Channels.newOutputStream(FileSystems.create(file(name), "application/octet-stream"))) {
        out.write(LedgerFile.header(key));
        out.write(records);
      }
      return name;
    }

    @Override
    public void close() {
      // Each file is closed as soon as it is written.
    }
  }
}
