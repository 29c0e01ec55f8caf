package io.github.mailmodosource.files;

import io.github.mailmodosource.coding.Hash128;
import io.github.mailmodosource.coding.MaskedText;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for files that have not been read. In folders of this machine only names are listed, and
 * nothing is asked about those that are known: a look at a million takes seconds. Other file
 * systems are listed by Beam.
 */
final class FileLister {
  private static final Logger LOG = LoggerFactory.getLogger(FileLister.class);

  /** Names are looked for that can be forgotten so many times before one is. */
  private static final int SEARCHES = 100;

  private final WatchedFiles files;
  private final SeenFiles seen;
  private final Map<Hash128, FileStamp> failed;
  private final StandingFiles standing;
  private final LongSupplier nanoTime;
  private final long started;

  /** Names that lead to files with other names. */
  private final Set<Hash128> otherNames = new HashSet<>();

  private final Set<Hash128> folders = new HashSet<>();

  /** Files of 0 bytes: they are waited for, but do not take the place of others. */
  private Set<Hash128> empty = new HashSet<>();

  private Set<String> failures = new LinkedHashSet<>();
  private long forgottenAt;

  /**
   * A lister.
   *
   * @param seen what was read; names are met and forgotten here
   * @param failed what could not be read, and is left alone until it changes; what is not in its
   *     folder any more is removed here
   * @param standing takes what is found
   * @param nanoTime a clock that only goes forward
   */
  FileLister(
      WatchedFiles files,
      SeenFiles seen,
      Map<Hash128, FileStamp> failed,
      StandingFiles standing,
      LongSupplier nanoTime) {
    this.files = files;
    this.seen = seen;
    this.failed = failed;
    this.standing = standing;
    this.nanoTime = nanoTime;
    started = nanoTime.getAsLong();
    forgottenAt = started;
  }

  /** Looks once at all folders. */
  void look() {
    standing.beginLook();
    Look look = new Look();
    boolean allHaveFiles = true;
    for (String pattern : files.patterns()) {
      int before = look.met;
      look.at(pattern);
      allHaveFiles &= look.met > before;
    }
    standing.endLook();
    failures = look.failures;
    empty = look.emptyNow;
    if (allHaveFiles && look.failures.isEmpty() && !look.isCut) {
      forget();
      failed.keySet().removeAll(look.failedBefore);
    }
  }

  /** In seconds, for the times of {@link SeenFiles}. */
  static int seconds(long nanos) {
    return (int) TimeUnit.NANOSECONDS.toSeconds(nanos);
  }

  /**
   * Only behind a look that saw everything, and something for every pattern: the folder of a disk
   * that is not mounted is empty.
   */
  private void forget() {
    long now = nanoTime.getAsLong();
    Duration after = files.forgetAfter();
    if (now - forgottenAt >= after.toNanos() / SEARCHES) {
      forgottenAt = now;
      seen.forget(
          seconds(now - started) - (int) Math.min(after.toSeconds(), Integer.MAX_VALUE / 2));
    }
  }

  /** One look. */
  private final class Look implements LocalGlob.Visitor {
    private final Set<String> failures = new LinkedHashSet<>();
    private final int second = seconds(nanoTime.getAsLong() - started);

    /** How many files were met, known ones too. */
    private int met;

    /** How many new names may be asked about: with a million, the others wait for a later look. */
    private int room = standing.room();

    private final Set<Hash128> emptyNow = new HashSet<>();

    /** Whether some were left out, because there are too many new ones. */
    private boolean isCut;

    /** Files that could not be read before this look, and that it has not met. */
    private final Set<Hash128> failedBefore = new HashSet<>(failed.keySet());

    private @Nullable Path lastFolder;
    private String lastPrefix = "";

    void at(String pattern) {
      int before = met;
      try {
        if (FileList.isLocal(pattern)) {
          String name = FileList.localName(pattern);
          LocalGlob.walk(name, this);
          Path folder = LocalGlob.folderOf(name);
          if (met == before && !folder.toString().isEmpty() && !Files.isDirectory(folder)) {
            failed(new IOException(folder + " does not exist any more; is its disk mounted?"));
          }
        } else {
          boolean hiddenToo = LocalGlob.isHidden(lastName(pattern));
          for (MatchResult.Metadata file : FileList.match(pattern)) {
            remote(file, hiddenToo);
          }
        }
      } catch (IOException e) {
        failed(e);
      } catch (RuntimeException e) {
        if (FileList.isLocal(pattern)) {
          throw e;
        }
        // Clients of object stores throw what they like when the network fails.
        failed(new IOException(pattern + " cannot be listed: " + e.getMessage(), e));
      }
    }

    @Override
    public Predicate<Path> known(Path folder) throws IOException {
      String prefix = prefix(folder);
      folders.add(Hash128.of(folder.toRealPath().toString()));
      return entry -> isKnown(Hash128.of(prefix + entry));
    }

    @Override
    public void file(Path file, BasicFileAttributes attributes, boolean named) throws IOException {
      if (attributes.isOther()) {
        throw new IOException(file + " is not a file; pipes are not watched");
      }
      Hash128 id = idOf(file);
      if (isDone(id)) {
        // It was named by its whole name, or by two patterns.
        return;
      }
      Hash128 target = null;
      if (Files.isSymbolicLink(file)) {
        target = Hash128.of(file.toRealPath().toString());
        if (seen.contains(target)) {
          otherNames.add(id);
          return;
        }
      }
      found(new FoundFile(file.toString(), id, target, FileStamp.of(file, attributes)));
    }

    /** Of each failure the log has one line, not one for each look. */
    @Override
    public void failed(IOException e) {
      String message = String.valueOf(e.getMessage());
      if (failures.add(message) && !FileLister.this.failures.contains(message)) {
        LOG.warn("{}; it is tried again at the next look", MaskedText.of(message));
      }
    }

    private void remote(MatchResult.Metadata file, boolean hiddenToo) {
      String name = file.resourceId().toString();
      Hash128 id = Hash128.of(name);
      if ((hiddenToo || !LocalGlob.isHidden(lastName(name))) && !isKnown(id)) {
        found(new FoundFile(name, id, null, FileStamp.of(file)));
      }
    }

    private void found(FoundFile file) {
      met++;
      failedBefore.remove(file.id());
      // Whoever made it will write to it: its name would be spent on nothing.
      if (file.stamp().size() == 0) {
        emptyNow.add(file.id());
      } else if (!file.stamp().equals(failed.get(file.id()))) {
        standing.found(file, nanoTime.getAsLong());
      }
    }

    /** Whether nothing has to be asked about a name. */
    private boolean isKnown(Hash128 id) {
      return isDone(id) || mustWait(id);
    }

    private boolean isDone(Hash128 id) {
      boolean done = seen.meet(id, second) || standing.isTaken(id) || otherNames.contains(id);
      if (done) {
        met++;
        failedBefore.remove(id);
      }
      return done;
    }

    private boolean mustWait(Hash128 id) {
      if (standing.contains(id)
          || folders.contains(id)
          || failed.containsKey(id)
          || empty.contains(id)) {
        return false;
      }
      if (room == 0) {
        isCut = true;
        return true;
      }
      room--;
      return false;
    }

    /** Of the whole name without links, so that whatever leads to the file gives the same. */
    private Hash128 idOf(Path file) throws IOException {
      Path parent = file.getParent();
      return Hash128.of(prefix(parent == null ? Path.of("") : parent) + file.getFileName());
    }

    /** What stands in front of the names in a folder, links resolved. */
    private String prefix(Path folder) throws IOException {
      if (!folder.equals(lastFolder)) {
        String real = folder.toRealPath().toString();
        lastPrefix = real.endsWith(File.separator) ? real : real + File.separator;
        lastFolder = folder;
      }
      return lastPrefix;
    }

    private static String lastName(String name) {
      List<String> parts = List.of(name.split("/"));
      return parts.isEmpty() ? "" : parts.get(parts.size() - 1);
    }
  }
}
