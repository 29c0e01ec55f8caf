package io.github.mailmodosource.job;

import java.io.IOException;

/**
 * A folder that a run takes for itself, wherever it is; files are named as they stand at its top.
 */
public interface MarkedFolder {
  /** Its name, as messages have it; of a local one a path. */
  String folder();

  /** Whether the folder is one of this machine, whose files can be locked. */
  boolean isLocal();

  boolean exists(String name) throws IOException;

  String read(String name) throws IOException;

  void write(String name, String text) throws IOException;

  /** Deletes a file if it is there. */
  void delete(String name) throws IOException;
}
