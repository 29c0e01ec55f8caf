package io.github.mailmodosource.files;

import io.github.mailmodosource.coding.Hash128;
import org.jspecify.annotations.Nullable;

/**
 * A watched file that a look found.
 *
 * @param name as its file system takes it
 * @param id of its whole name, links in its folder resolved
 * @param target the id of what it leads to, if it is a link; else null
 */
record FoundFile(String name, Hash128 id, @Nullable Hash128 target, FileStamp stamp) {
  /** A file may be named after somebody. */
  @Override
  public String toString() {
    return "FoundFile[" + id + ", " + stamp.size() + " bytes]";
  }
}
