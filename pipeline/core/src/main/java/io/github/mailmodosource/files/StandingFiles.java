package io.github.mailmodosource.files;

import io.github.mailmodosource.coding.Hash128;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Files that were found and are not read yet: some may still be written to, others have stood still
 * for an interval and are handed out, each once. Holds no more than {@value #MOST} (some 50 MB);
 * what is found beyond waits in its folder. Thread-safe.
 */
final class StandingFiles {
  static final int MOST = 200_000;

  private final long intervalNanos;
  private final int most;
  private final Map<Hash128, Standing> standing = new HashMap<>();

  /** What links lead to, and the link. */
  private final Map<Hash128, Hash128> targets = new HashMap<>();

  private final Deque<FoundFile> ready = new ArrayDeque<>();
  private final Map<Hash128, FoundFile> foundReady = new HashMap<>();
  private int look;

  /**
   * @param intervalNanos how long size and time of a file have to stay as they are
   */
  StandingFiles(long intervalNanos, int most) {
    this.intervalNanos = intervalNanos;
    this.most = most;
  }

  /** A file, and since when it has been as it is. */
  private static final class Standing {
    private FoundFile file;
    private long since;
    private final long firstFound;
    private int look;
    private boolean taken;

    Standing(FoundFile file, long now) {
      this.file = file;
      since = now;
      firstFound = now;
    }
  }

  /** The next look begins. */
  synchronized void beginLook() {
    look++;
    foundReady.clear();
  }

  /** Whether a file is being read, or will be, so that it need not be looked at again. */
  synchronized boolean isTaken(Hash128 id) {
    Standing known = standing.get(id);
    return known != null && known.taken;
  }

  synchronized boolean contains(Hash128 id) {
    return standing.containsKey(id);
  }

  /** How many more files it can hold. */
  synchronized int room() {
    return Math.max(0, most - standing.size());
  }

  /**
   * A look found this file.
   *
   * @param now in ns, by a clock that only goes forward
   */
  synchronized void found(FoundFile file, long now) {
    if (isOtherNameOfAFile(file)) {
      return;
    }
    Standing known = standing.get(file.id());
    if (known == null) {
      known = new Standing(file, now);
      standing.put(file.id(), known);
      if (file.target() != null) {
        targets.put(file.target(), file.id());
      }
    } else if (known.taken) {
      return;
    } else if (!known.file.stamp().equals(file.stamp())) {
      known.file = file;
      known.since = now;
    } else if (now - known.since >= intervalNanos) {
      foundReady.put(file.id(), file);
    }
    known.look = look;
  }

  /** A file that links lead to is read once, by its own name if that is met too. */
  private boolean isOtherNameOfAFile(FoundFile file) {
    Hash128 target = file.target();
    if (target != null) {
      Hash128 known = targets.get(target);
      return standing.containsKey(target) || (known != null && !known.equals(file.id()));
    }
    Hash128 link = targets.get(file.id());
    Standing known = link == null ? null : standing.get(link);
    if (known == null) {
      return false;
    }
    if (!known.taken) {
      remove(known.file);
      foundReady.remove(known.file.id());
    }
    return known.taken;
  }

  /** A look is over: what stood still is handed out, in the order of the names. */
  synchronized void endLook() {
    List<FoundFile> stoodStill = new ArrayList<>(foundReady.values());
    stoodStill.sort(Comparator.comparing(FoundFile::name));
    for (FoundFile file : stoodStill) {
      Standing known = standing.get(file.id());
      if (known != null) {
        known.taken = true;
        ready.add(file);
      }
    }
    foundReady.clear();
    List<FoundFile> left = new ArrayList<>();
    standing.values().stream()
        .filter(known -> !known.taken && known.look != look)
        .forEach(known -> left.add(known.file));
    left.forEach(this::remove);
    notifyAll();
  }

  /** The next file to be read; waits until there is one. */
  synchronized FoundFile take() throws InterruptedException {
    while (ready.isEmpty()) {
      wait();
    }
    return ready.remove();
  }

  /** A file that was being read when the mark was taken: it is not handed out again. */
  synchronized void resume(FoundFile file, long now) {
    Standing known = new Standing(file, now);
    known.taken = true;
    standing.put(file.id(), known);
    if (file.target() != null) {
      targets.put(file.target(), file.id());
    }
  }

  /** A file was read, or given up: it is as if it had never been found. */
  synchronized void passed(FoundFile file) {
    remove(file);
  }

  /** How many files {@link #take} has to hand out. */
  synchronized int readyFiles() {
    return ready.size();
  }

  synchronized int size() {
    return standing.size();
  }

  /** When the file that has waited longest was found first; null if none waits. */
  synchronized @Nullable Long oldest() {
    return standing.values().stream()
        .map(known -> known.firstFound)
        .reduce((a, b) -> a - b < 0 ? a : b)
        .orElse(null);
  }

  /** Takes over what another reader of the same files knew of them; none of it is taken yet. */
  synchronized void takeOver(StandingFiles other) {
    synchronized (other) {
      other.standing.forEach(
          (id, known) -> {
            if (standing.putIfAbsent(id, known) == null) {
              known.taken = false;
              known.look = look;
            }
          });
      targets.putAll(other.targets);
    }
  }

  private void remove(FoundFile file) {
    standing.remove(file.id());
    if (file.target() != null) {
      targets.remove(file.target());
    }
  }
}
