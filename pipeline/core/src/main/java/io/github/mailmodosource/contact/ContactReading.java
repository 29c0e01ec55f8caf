package io.github.mailmodosource.contact;

import io.github.mailmodosource.deadletter.Reason;
import io.github.mailmodosource.rows.BadRowException;
import io.github.mailmodosource.rows.FieldMapping;
import io.github.mailmodosource.rows.FieldReader;
import io.github.mailmodosource.rows.FieldValues;
import io.github.mailmodosource.rows.SourceRow;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes an index of rows in this process, without a pipeline, and counts what they are. */
public final class ContactReading {
  private final FieldReader fields;
  private final IdentifyCallParser parser;
  private final IndexBuilder index = new IndexBuilder();
  private final Map<IgnoredContact, Long> ignored = new EnumMap<>(IgnoredContact.class);
  private long read;
  private @Nullable String firstUnreadable;

  /**
   * Begins.
   *
   * @param mapping where each field is found; see {@link IdentifyCallParser#mapping()}
   */
  public ContactReading(FieldMapping mapping, IdentifyCallParser parser) {
    fields = new FieldReader(mapping, false);
    this.parser = parser;
  }

  public void add(SourceRow row) {
    read++;
    try {
      FieldValues values = fields.read(row);
      IdentifyCall call = parser.parse(values);
      if (call == null) {
        ignored.merge(parser.whyIgnored(values), 1L, Long::sum);
      } else {
        index.add(call);
      }
    } catch (BadRowException e) {
      ignored.merge(IgnoredContact.UNREADABLE, 1L, Long::sum);
      if (firstUnreadable == null) {
        firstUnreadable = LiveLog.row(row, Reason.BAD_CONTACT, e);
      }
    }
  }

  /** How many rows there were. */
  public long read() {
    return read;
  }

  /** How many of them identify somebody. */
  public long identified() {
    return index.calls();
  }

  /** Why the others do not. */
  public Map<IgnoredContact, Long> ignored() {
    return Map.copyOf(ignored);
  }

  /** The same for people, behind a number of rows: {@code 2 without an e-mail, 1 unreadable}. */
  public String ignoredWords() {
    return ignored.entrySet().stream()
        .map(why -> why.getValue() + " " + why.getKey().words())
        .collect(Collectors.joining(", "));
  }

  /** Where the first row is that cannot be read, and why; null if all can. */
  public @Nullable String firstUnreadable() {
    return firstUnreadable;
  }

  /** The index; to be called once. */
  public ContactIndex finish() {
    return ContactIndex.of(index.build());
  }
}
