package io.github.mailmodosource.check;

import io.github.mailmodosource.activity.Activity;
import io.github.mailmodosource.activity.TimeParser;
import io.github.mailmodosource.contact.ContactIndex;
import io.github.mailmodosource.contact.ContactReading;
import io.github.mailmodosource.contact.ContactsJoin;
import io.github.mailmodosource.contact.Gate;
import io.github.mailmodosource.contact.GateKeeper;
import io.github.mailmodosource.contact.IdentifyCallParser;
import io.github.mailmodosource.job.Checked;
import io.github.mailmodosource.job.ContactInput;
import io.github.mailmodosource.job.FirstLook;
import io.github.mailmodosource.rows.FieldMapping;
import io.github.mailmodosource.rows.RowReader;
import io.github.mailmodosource.rows.RowSource;
import io.github.mailmodosource.rows.RowsChangedException;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The contacts: whether they identify anybody, and whom of the first activities. */
final class ContactsCheck {
  private static final String CONTACTS = "contacts";

  /** As many bytes are read in seconds. Of larger ones only the first rows are. */
  private static final long READ_WHOLE = 64L << 20;

  private final CheckOptions options;
  private final CheckLines lines;

  private ContactsCheck(CheckOptions options, CheckLines lines) {
    this.options = options;
    this.lines = lines;
  }

  /** What was read, and whether it is all there is. */
  private record Read(ContactReading reading, boolean whole) {}

  static void make(CheckOptions options, List<Activity> activities, CheckLines lines) {
    new ContactsCheck(options, lines).make(activities);
  }

  private void make(List<Activity> activities) {
    FieldMapping fields = lines.of(CONTACTS, faults -> ContactInput.fields(options, faults));
    if (fields == null) {
      return;
    }
    RowSource source =
        lines.of(
            CONTACTS,
            faults -> {
              Checked<FieldMapping> mapping = faults.check(() -> fields);
              Checked<RowSource> rows = ContactInput.of(options, mapping, faults);
              Checked<FirstLook> look = ContactInput.look(rows, mapping, faults);
              Checked<ContactsJoin> join = ContactInput.join(options, rows, look, faults);
              return faults.check(
                  () -> {
                    join.get();
                    return rows.get();
                  });
            });
    if (source == null) {
      return;
    }
    TableCheck.make(CONTACTS, source, lines);
    Read read = lines.attempt(CONTACTS, () -> read(source, fields));
    if (read != null && tell(read)) {
      ContactIndex index = read.reading().finish();
      if (!activities.isEmpty()) {
        askTheGate(index, read.whole(), activities);
      }
    }
  }

  private Read read(RowSource source, FieldMapping fields) {
    ContactReading reading = new ContactReading(fields, new IdentifyCallParser(times()));
    RowReader all = source.bytes() <= READ_WHOLE ? reader(source) : null;
    if (all == null) {
      SampleRows.of(source).rows().forEach(reading::add);
      return new Read(reading, false);
    }
    try {
      all.read(block -> block.forEachRow(reading::add));
    } catch (RowsChangedException e) {
      throw new IllegalArgumentException("--contacts: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return new Read(reading, true);
  }

  /** A pattern that is wrong is told with the rows of activity. */
  private TimeParser times() {
    TimeParser usual = new TimeParser(ZoneOffset.UTC);
    String format = options.getTimeFormat();
    try {
      return format == null ? usual : usual.withPattern(format);
    } catch (IllegalArgumentException told) {
      return usual;
    }
  }

  /** Null for what gives its rows only once: they are left to the run. */
  private static @Nullable RowReader reader(RowSource source) {
    try {
      return source.reader();
    } catch (IllegalArgumentException pipe) {
      return null;
    }
  }

  /** Whether anybody is identified. */
  private boolean tell(Read read) {
    ContactReading reading = read.reading();
    String rows = (read.whole() ? "" : "of the first ") + Counted.of(reading.read(), "row");
    String others = reading.ignoredWords().isEmpty() ? "" : " (" + reading.ignoredWords() + ")";
    if (reading.read() == 0) {
      lines.wrong(CONTACTS, "--contacts has no rows, so that nobody would be identified");
      return false;
    }
    if (reading.identified() == 0) {
      lines.wrong(
          CONTACTS,
          "--contacts: "
              + rows
              + ", and none identifies anybody"
              + others
              + "; name the columns with --contactsFields, such as user_id=customer_id,email=mail");
      return false;
    }
    String what =
        rows
            + ", "
            + Counted.number(reading.identified())
            + (reading.identified() == 1 ? " identifies" : " identify")
            + " somebody"
            + others;
    if (reading.firstUnreadable() == null) {
      lines.right(CONTACTS, what);
    } else {
      lines.doubtful(
          CONTACTS, what + "; the first that cannot be read: " + reading.firstUnreadable());
    }
    return true;
  }

  private void askTheGate(ContactIndex index, boolean whole, List<Activity> activities) {
    Gate.Mode mode =
        lines.of("gate", f -> f.check("--gate=", () -> Gate.Mode.ofOption(options.getGate())));
    if (mode == null) {
      return;
    }
    GateKeeper gate = new GateKeeper(mode);
    gate.open(index);
    long passed = activities.stream().filter(activity -> gate.find(activity) != null).count();
    long known = activities.stream().filter(a -> index.contains(a.occurrence().email())).count();
    String what =
        Counted.number(passed)
            + " of the "
            + Counted.of(activities.size(), "row")
            + " of activity pass; "
            + Counted.number(activities.size() - known)
            + " of people who are not identified, "
            + Counted.number(known - passed)
            + " of people who are identified later"
            + (whole ? "" : " (by the contacts that were looked at)");
    if (passed > 0) {
      lines.right("gate", what);
    } else {
      lines.doubtful(
          "gate", what + "; are these the same people, and is --gate=as_of what is meant?");
    }
  }
}
