package io.github.mailmodosource.contact;

import io.github.mailmodosource.coding.MaskedText;
import io.github.mailmodosource.coding.UtcTime;
import io.github.mailmodosource.failure.JobStoppedException;
import io.github.mailmodosource.rows.RowsChangedException;
import java.lang.ref.SoftReference;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a process keeps in memory of rows that are read again and again, one for all steps of a run.
 * The first reading is waited for; further ones happen on a thread of their own, beside the flow,
 * and replace the set by one reference. A reading that fails leaves the old set in force.
 *
 * <p>In memory are at most two sets, the one in force and the one that is being read: so whoever
 * asks must not keep the answer while it waits for anything.
 *
 * <p>The thread ends with the last user. The set outlives it for as long as memory allows: a runner
 * that starts the steps of a run again ends them first, and should not read everything anew.
 */
final class LiveSet<T> {
  private static final Logger LOG = LoggerFactory.getLogger("contacts");
  private static final Map<String, LiveSet<?>> BY_NAME = new HashMap<>();

  /** How long the first reading waits for a source that keeps changing. */
  private static final long FIRST_PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(5);

  /** How often the first reading is tried where something else fails. */
  private static final int FIRST_ATTEMPTS = 3;

  private static final long PAUSE_MILLIS = 1_000;

  private final String name;
  private final Recipe<T> recipe;
  private final ReentrantLock reading = new ReentrantLock();

  /** Null before the first reading, and while nobody uses it. */
  private volatile @Nullable Loaded<T> current;

  private volatile SoftReference<Loaded<T>> last = new SoftReference<>(null);
  private final AtomicLong failures = new AtomicLong();

  /** Guarded by {@link #BY_NAME}, as the next one. */
  private int users;

  private @Nullable ScheduledExecutorService thread;

  private LiveSet(String name, Recipe<T> recipe) {
    this.name = name;
    this.recipe = recipe;
  }

  /** How a set is made. */
  interface Recipe<T> {
    /** As it stands in a log line: {@code the contacts}. */
    String what();

    /** How much time lies between two readings. */
    Duration every();

    /**
     * Reads all rows, and makes a set of them.
     *
     * @param old the set in force; null at first
     * @throws JobStoppedException with one clear line if there is no set that may take its place
     */
    T read(@Nullable T old) throws RowsChangedException, InterruptedException;
  }

  /**
   * A set that was read.
   *
   * @param readings how many there have been, this one included
   * @param at when its reading began: nothing that was written later need be in it
   * @param nanos the same, by a clock that only goes forward
   */
  record Loaded<T>(T set, long readings, Instant at, long nanos) {
    @Override
    public String toString() {
      return "Loaded[" + readings + ", " + at + "]";
    }
  }

  /**
   * The set of this name, read before this returns; each user gives it back.
   *
   * @param name of a run and of what is read; the recipe is that of the first who asks
   * @throws JobStoppedException with one clear line if it cannot be read
   */
  static <T> LiveSet<T> acquire(String name, Recipe<T> recipe) throws InterruptedException {
    LiveSet<T> set;
    synchronized (BY_NAME) {
      BY_NAME.values().removeIf(LiveSet::isGone);
      // Whoever knows the name has the same recipe.
      @SuppressWarnings("unchecked")
      LiveSet<T> known = (LiveSet<T>) BY_NAME.computeIfAbsent(name, n -> new LiveSet<>(n, recipe));
      set = known;
      set.users++;
    }
    boolean ready = false;
    try {
      set.readFirst();
      ready = true;
    } finally {
      if (!ready) {
        set.release();
      }
    }
    set.start();
    return set;
  }

  /** The set of this name, somebody's or as it was left; null if this process has none. */
  static @Nullable LiveSet<?> find(String name) {
    synchronized (BY_NAME) {
      return BY_NAME.get(name);
    }
  }

  private boolean isGone() {
    return users == 0 && last.get() == null;
  }

  void release() {
    synchronized (BY_NAME) {
      if (--users > 0) {
        return;
      }
      ScheduledExecutorService ended = thread;
      thread = null;
      current = null;
      if (ended != null) {
        ended.shutdownNow();
      }
      if (isGone()) {
        BY_NAME.remove(name, this);
      }
    }
  }

  /** The set in force. To be asked anew for each element, and not kept. */
  Loaded<T> current() {
    Loaded<T> loaded = current;
    if (loaded == null) {
      throw new IllegalStateException("nobody uses " + recipe.what());
    }
    return loaded;
  }

  /** How many readings have failed since the set in force was read. */
  long failures() {
    return failures.get();
  }

  /** The set in force, or the last one that was; null before the first. */
  @Nullable Loaded<T> loaded() {
    Loaded<T> loaded = current;
    return loaded != null ? loaded : last.get();
  }

  private void readFirst() throws InterruptedException {
    reading.lockInterruptibly();
    try {
      Loaded<T> kept = current != null ? current : last.get();
      current = kept != null ? kept : readPatiently();
      last = new SoftReference<>(current);
    } finally {
      reading.unlock();
    }
  }

  private Loaded<T> readPatiently() throws InterruptedException {
    long start = System.nanoTime();
    int attempts = 0;
    while (true) {
      JobStoppedException failure;
      try {
        return read(null);
      } catch (RowsChangedException e) {
        failure =
            JobStoppedException.of(
                recipe.what() + " cannot be read: " + e.getMessage() + "; is it being written?", e);
        if (System.nanoTime() - start > FIRST_PATIENCE_NANOS) {
          throw failure;
        }
        LOG.warn("{}; it is tried again", failure.getMessage());
      } catch (JobStoppedException e) {
        if (++attempts == FIRST_ATTEMPTS) {
          throw e;
        }
      }
      Thread.sleep(PAUSE_MILLIS);
    }
  }

  private Loaded<T> read(@Nullable Loaded<T> old)
      throws RowsChangedException, InterruptedException {
    Instant at = Instant.now();
    long nanos = System.nanoTime();
    T set = recipe.read(old == null ? null : old.set());
    return new Loaded<>(set, old == null ? 1 : old.readings() + 1, at, nanos);
  }

  private void start() {
    synchronized (BY_NAME) {
      Loaded<T> loaded = current;
      if (thread != null || loaded == null) {
        return;
      }
      ScheduledExecutorService refresher =
          Executors.newSingleThreadScheduledExecutor(
              task -> {
                Thread made = new Thread(task, "refresh " + recipe.what());
                made.setDaemon(true);
                return made;
              });
      thread = refresher;
      long every = recipe.every().toMillis();
      long age = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - loaded.nanos());
      var unused =
          refresher.scheduleWithFixedDelay(
              () -> refresh(refresher), Math.max(0, every - age), every, TimeUnit.MILLISECONDS);
    }
  }

  private void refresh(ScheduledExecutorService refresher) {
    String why;
    try {
      reading.lockInterruptibly();
      try {
        Loaded<T> old = current;
        if (old == null) {
          return;
        }
        put(read(old), refresher);
        return;
      } finally {
        reading.unlock();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    } catch (OutOfMemoryError e) {
      // What was read of the new set is let go; the flow goes on with the old one.
      why = "there is not enough memory for two sets";
    } catch (RowsChangedException | RuntimeException e) {
      why = e.getMessage() == null ? e.toString() : e.getMessage();
    }
    if (!refresher.isShutdown()) {
      failures.incrementAndGet();
      warn(why);
    }
  }

  private void put(Loaded<T> loaded, ScheduledExecutorService refresher) {
    synchronized (BY_NAME) {
      if (thread == refresher) {
        current = loaded;
        last = new SoftReference<>(loaded);
        failures.set(0);
      }
    }
  }

  private void warn(String why) {
    Loaded<T> old = current;
    LOG.warn(
        "{} cannot be read again: {}; those of {} stay in force",
        recipe.what(),
        MaskedText.of(why),
        old == null ? "before" : UtcTime.format(old.at()));
  }
}
