package io.github.mailmodosource.contact;

import io.github.mailmodosource.deadletter.Reason;
import io.github.mailmodosource.failure.JobStoppedException;
import io.github.mailmodosource.rows.BadRowException;
import io.github.mailmodosource.rows.FieldMapping;
import io.github.mailmodosource.rows.FieldReader;
import io.github.mailmodosource.rows.RowReader;
import io.github.mailmodosource.rows.RowsChangedException;
import io.github.mailmodosource.rows.SourceRow;
import java.io.Serializable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The people whose events must not be sent in a run without end, read again beside the flow as
 * {@link LiveContacts} are. A row that names nobody is counted, and the log tells of it once for
 * each reading.
 *
 * <p>A list that names nobody any more is not believed if the one before named somebody: an export
 * that failed would have everybody's events sent. The old one stays in force until a list names
 * somebody, or the run is started again.
 */
public final class LiveSuppressed implements Serializable {
  private static final long serialVersionUID = 1;
  private static final Logger LOG = LoggerFactory.getLogger("contacts");

  private final String run;
  private final Source source;
  private transient @Nullable LiveSet<SuppressedPeople> set;

  private LiveSuppressed(String run, Source source) {
    this.run = run;
    this.source = source;
  }

  /**
   * The people of a run.
   *
   * @param run tells the runs of a process apart
   * @param fields where each field is found; see {@link SuppressedParser#mapping()}
   * @param every how much time lies between two readings
   */
  public static LiveSuppressed of(String run, RowReader rows, FieldMapping fields, Duration every) {
    return new LiveSuppressed(run, new Source(rows, fields, every));
  }

  /**
   * Returns when the list has been read.
   *
   * @throws JobStoppedException with one clear line if it cannot be read, or no row names anybody
   */
  public void open() throws InterruptedException {
    set = LiveSet.acquire("suppressed of " + run, source);
  }

  /** The people of now. Not to be kept. */
  public SuppressedPeople people() {
    LiveSet<SuppressedPeople> opened = set;
    if (opened == null) {
      throw new IllegalStateException("the runner has not set this up");
    }
    return opened.current().set();
  }

  public void close() {
    LiveSet<SuppressedPeople> used = set;
    set = null;
    if (used != null) {
      used.release();
    }
  }

  private record Source(RowReader rows, FieldMapping fields, Duration every)
      implements LiveSet.Recipe<SuppressedPeople>, Serializable {
    private static final long serialVersionUID = 1;

    @Override
    public String what() {
      return "the suppressed people";
    }

    @Override
    public SuppressedPeople read(@Nullable SuppressedPeople old)
        throws RowsChangedException, InterruptedException {
      Reading reading = new Reading(fields);
      rows.read(block -> block.forEachRow(reading::add));
      SuppressedPeople people = reading.finish();
      if (old != null && old.namesSomebody() && !people.namesSomebody()) {
        throw JobStoppedException.of("no row of --suppressed names anybody any more");
      }
      return people;
    }
  }

  /** Under way. */
  private static final class Reading {
    private final FieldReader fields;
    private final SuppressedRows rows = new SuppressedRows();
    private final IndexBuilder index = new IndexBuilder();
    private long bad;
    private @Nullable String firstBad;

    Reading(FieldMapping mapping) {
      fields = new FieldReader(mapping, false);
    }

    void add(SourceRow row) {
      try {
        rows.parse(row, fields, index::add);
      } catch (BadRowException e) {
        bad++;
        if (firstBad == null) {
          firstBad = LiveLog.row(row, Reason.BAD_SUPPRESSED, e);
        }
      }
    }

    SuppressedPeople finish() {
      if (firstBad != null) {
        LOG.warn("{} rows of suppressed people name nobody; the first: {}", bad, firstBad);
      }
      return SuppressedPeople.of(index.build());
    }
  }
}
