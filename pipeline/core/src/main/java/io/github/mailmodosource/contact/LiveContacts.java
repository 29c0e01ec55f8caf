package io.github.mailmodosource.contact;

import io.github.mailmodosource.activity.TimeParser;
import io.github.mailmodosource.failure.JobStoppedException;
import io.github.mailmodosource.rows.FieldMapping;
import io.github.mailmodosource.rows.RowReader;
import io.github.mailmodosource.rows.RowsChangedException;
import java.io.Serializable;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The contacts of a run without end: one index for all steps of a process, read before the first of
 * them begins, and read again beside the flow. Travels with a step to the workers.
 *
 * <p>Bounded runs have the index as a side input instead ({@link IdentifiedContacts}): there all
 * workers share one reading of the contacts, and rows that cannot be read become dead letters. In a
 * run without end the side input was measured to fail: activity is taken in and kept in state for
 * as long as the first index is not there (834 MB in 25 s); a step that reads contacts anew holds
 * up every checkpoint, and with it all activity, for as long as it reads; and each checkpoint would
 * hold the index (51 MB of a million contacts). The price of this one is that every process reads
 * the contacts, and that two may differ for as long as a refresh takes.
 *
 * <p>A row that cannot be read has no way to the dead letters from here. It is counted, and the log
 * tells of it once for each reading. A reading that finds nobody, fails, or finds its files changed
 * leaves the old contacts in force.
 *
 * <p>Usage: {@link #open} in {@code @Setup}, {@link #index} for each element, {@link #close} in
 * {@code @Teardown}.
 */
public final class LiveContacts implements Serializable {
  private static final long serialVersionUID = 1;
  private static final Logger LOG = LoggerFactory.getLogger("contacts");

  private final String run;
  private final Source source;
  private transient @Nullable LiveSet<ReadContacts> set;

  private LiveContacts(String run, Source source) {
    this.run = run;
    this.source = source;
  }

  /**
   * The contacts of a run.
   *
   * @param run tells the runs of a process apart
   * @param fields where each field is found; see {@link IdentifyCallParser#mapping()}
   * @param times the forms of times; those without a zone are UTC
   * @param every how much time lies between two readings
   */
  public static LiveContacts of(
      String run, RowReader rows, FieldMapping fields, TimeParser times, Duration every) {
    return new LiveContacts(run, new Source(rows, fields, new IdentifyCallParser(times), every));
  }

  /**
   * Returns when there are contacts.
   *
   * @throws JobStoppedException with one clear line if they cannot be read, or identify nobody
   */
  public void open() throws InterruptedException {
    set = LiveSet.acquire(name(run), source);
  }

  /** The contacts of now. Not to be kept: with the next refresh there would be three in memory. */
  public ContactIndex index() {
    return opened().current().set().index();
  }

  /** How often the contacts have been read by now. */
  public long readings() {
    return opened().current().readings();
  }

  public void close() {
    LiveSet<ReadContacts> used = set;
    set = null;
    if (used != null) {
      used.release();
    }
  }

  private LiveSet<ReadContacts> opened() {
    LiveSet<ReadContacts> opened = set;
    if (opened == null) {
      throw new IllegalStateException("the runner has not set this up");
    }
    return opened;
  }

  /**
   * What this process knows of the contacts of a run.
   *
   * @return null if no step of the run has been in this process
   */
  public static @Nullable ContactFigures figures(String run) {
    LiveSet<?> set = LiveSet.find(name(run));
    LiveSet.Loaded<?> loaded = set == null ? null : set.loaded();
    return set == null || loaded == null
        ? null
        : ((ReadContacts) loaded.set()).figures(loaded, set.failures());
  }

  private static String name(String run) {
    return "contacts of " + run;
  }

  /** What one reading found. */
  private record ReadContacts(
      ContactIndex index, long read, long identified, Map<IgnoredContact, Long> ignored) {
    ContactFigures figures(LiveSet.Loaded<?> loaded, long failures) {
      return new ContactFigures(
          read, identified, ignored, loaded.at(), loaded.nanos(), loaded.readings(), failures);
    }

    @Override
    public String toString() {
      return "ReadContacts[" + identified + "]";
    }
  }

  private record Source(
      RowReader rows, FieldMapping fields, IdentifyCallParser parser, Duration every)
      implements LiveSet.Recipe<ReadContacts>, Serializable {
    private static final long serialVersionUID = 1;

    @Override
    public String what() {
      return "the contacts";
    }

    @Override
    public ReadContacts read(@Nullable ReadContacts old)
        throws RowsChangedException, InterruptedException {
      ContactReading reading = new ContactReading(fields, parser);
      rows.read(block -> block.forEachRow(reading::add));
      return finished(reading);
    }
  }

  private static ReadContacts finished(ContactReading reading) {
    long read = reading.read();
    if (read == 0) {
      throw JobStoppedException.of("nobody can be identified: --contacts has no rows");
    }
    long identified = reading.identified();
    if (identified == 0) {
      throw JobStoppedException.of(
          "no row of --contacts identifies anybody ("
              + read
              + (read == 1 ? " row, " : " rows, ")
              + reading.ignoredWords()
              + "); name the columns with --contactsFields, such as"
              + " --contactsFields=user_id=customer_id,email=mail");
    }
    Map<IgnoredContact, Long> ignored = reading.ignored();
    if (reading.firstUnreadable() != null) {
      LOG.warn(
          "{} rows of contacts cannot be read; the first: {}",
          ignored.get(IgnoredContact.UNREADABLE),
          reading.firstUnreadable());
    }
    return new ReadContacts(reading.finish(), read, identified, ignored);
  }
}
