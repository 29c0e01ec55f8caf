package io.github.mailmodosource.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.ResourceId;

/** The files of a ledger, in a folder of any Beam file system. */
interface LedgerFiles {
  /**
   * A file of a ledger, by its name.
   *
   * @param bytes its length when the folder was looked at
   */
  record Entry(String name, long bytes) {}

  /**
   * Those of a folder.
   *
   * @throws IllegalArgumentException if no file system is there for it
   */
  static LedgerFiles in(String folder) {
    ResourceId resource = FileSystems.matchNewResource(folder, true);
    return resource.getScheme().equals("file")
        ? new LocalFiles(Path.of(resource.toString()))
        : new ObjectFiles(resource);
  }

  /** Those that are there; none if the folder is not. */
  List<Entry> list() throws IOException;

  InputStream open(String name) throws IOException;

  /** Deletes a file if it is there. */
  void delete(String name) throws IOException;

  /** Begins to write, under names that nobody else has. */
  RecordOutput write(LedgerKey key) throws IOException;
}
