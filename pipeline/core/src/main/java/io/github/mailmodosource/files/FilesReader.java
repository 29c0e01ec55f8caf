package io.github.mailmodosource.files;

import io.github.mailmodosource.failure.JobStoppedException;
import io.github.mailmodosource.rows.RowBlock;
import io.github.mailmodosource.rows.RowReader;
import io.github.mailmodosource.rows.RowsChangedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.beam.sdk.io.fs.MatchResult;

/**
 * Reads whole files, those that the patterns match now, one after the other in the order of their
 * names. A file that is being written shows in its size and time: they are looked at before and
 * after, and of a file that was written to just now once more before it is read.
 */
record FilesReader(List<String> patterns, TextFile.Settings settings) implements RowReader {
  private static final long serialVersionUID = 1;

  /** A writer that pauses longer is not noticed. */
  private static final long STANDS_STILL_MILLIS = 2_000;

  FilesReader {
    patterns = List.copyOf(patterns);
  }

  /**
   * What shows that a file has changed.
   *
   * @param modified in ms since 1970; 0 if its file system does not know
   */
  private record Stamp(ListedFile file, long modified) {}

  @Override
  public void read(Consumer<RowBlock> out) throws RowsChangedException, InterruptedException {
    Map<String, Stamp> files = standing();
    FileReader reader = new FileReader(settings);
    try {
      files.values().forEach(stamp -> reader.read(FileRange.whole(stamp.file()), out));
    } catch (JobStoppedException e) {
      // That it changed says more than what became of that.
      checkUnchanged(files, look());
      throw e;
    }
    checkUnchanged(files, look());
  }

  private Map<String, Stamp> standing() throws RowsChangedException, InterruptedException {
    Map<String, Stamp> files = look();
    if (wereWrittenJustNow(files.values())) {
      Thread.sleep(STANDS_STILL_MILLIS);
      checkUnchanged(files, look());
    }
    return files;
  }

  private static boolean wereWrittenJustNow(Collection<Stamp> files) {
    long since = System.currentTimeMillis() - STANDS_STILL_MILLIS;
    return files.stream().anyMatch(file -> file.modified() >= since);
  }

  private static void checkUnchanged(Map<String, Stamp> before, Map<String, Stamp> after)
      throws RowsChangedException {
    if (before.equals(after)) {
      return;
    }
    Map<String, Stamp> changed = new TreeMap<>(after);
    before.forEach(
        (name, stamp) -> {
          if (!changed.remove(name, stamp)) {
            changed.put(name, stamp);
          }
        });
    throw new RowsChangedException(
        changed.keySet().iterator().next()
            + " changed while it was read"
            + (changed.size() > 1 ? ", and " + (changed.size() - 1) + " other files" : ""));
  }

  /** A pattern that matches nothing any more stops this: nobody wants half of the rows. */
  private Map<String, Stamp> look() {
    Map<String, Stamp> files = new LinkedHashMap<>();
    try {
      for (String pattern : patterns) {
        List<Stamp> found = stamps(pattern);
        if (found.isEmpty()) {
          throw JobStoppedException.of(
              pattern + " no longer matches any file; it did when the job started");
        }
        found.forEach(stamp -> files.put(stamp.file().name(), stamp));
      }
    } catch (IOException e) {
      throw JobStoppedException.of(String.valueOf(e.getMessage()), e);
    }
    return files;
  }

  private static List<Stamp> stamps(String pattern) throws IOException {
    List<Stamp> stamps = new ArrayList<>();
    if (!FileList.isLocal(pattern)) {
      for (MatchResult.Metadata file : FileList.match(pattern)) {
        String name = file.resourceId().toString();
        ListedFile listed = new ListedFile(name, file.sizeBytes(), false);
        stamps.add(new Stamp(listed, file.lastModifiedMillis()));
      }
      return stamps;
    }
    for (ListedFile file : FileList.of(pattern)) {
      if (file.isPipe()) {
        throw new IOException(file.name() + " gives its rows only once; use a file");
      }
      stamp(file).ifPresent(stamps::add);
    }
    return stamps;
  }

  /** None if it was listed a moment ago and does not exist any more: whoever compares sees that. */
  private static Optional<Stamp> stamp(ListedFile file) throws IOException {
    try {
      Path path = Path.of(FileList.localName(file.name()));
      BasicFileAttributes found = Files.readAttributes(path, BasicFileAttributes.class);
      ListedFile listed = new ListedFile(file.name(), found.size(), false);
      return Optional.of(new Stamp(listed, found.lastModifiedTime().toMillis()));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** A file may be named after somebody. */
  @Override
  public String toString() {
    return "FilesReader[" + patterns.size() + " patterns]";
  }
}
