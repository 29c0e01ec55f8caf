package io.github.mailmodosource.activity;

import io.github.mailmodosource.coding.VersionedCoder;
import io.github.mailmodosource.rows.SourceRow;
import io.github.mailmodosource.rows.SourceRowCoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The event's code, the occurrence, then the event's properties in the order of their list. */
public final class ActivityCoder<A extends Activity> extends VersionedCoder<A> {

  private ActivityCoder() {
    super(1);
  }

  public static <A extends Activity> ActivityCoder<A> of() {
    return new ActivityCoder<>();
  }

  @Override
  protected void write(A activity, OutputStream out) throws IOException {
    writeCode(activity.type().code(), out);
    writeOccurrence(activity.occurrence(), out);
    for (Property property : Property.of(activity.type())) {
      Object value = activity.value(property);
      switch (property.type()) {
        case TEXT -> writeOptionalText((String) value, out);
        case BOOLEAN -> writeOptionalBoolean((Boolean) value, out);
      }
    }
  }

  // The event in the bytes is the one that was written: A is what the collection holds.
  @SuppressWarnings("unchecked")
  @Override
  protected A read(InputStream in) throws IOException {
    EventType type = EventType.ofCode(readCode(in));
    Occurrence occurrence = readOccurrence(in);
    Map<Property, @Nullable Object> values = new EnumMap<>(Property.class);
    for (Property property : Property.of(type)) {
      values.put(
          property,
          switch (property.type()) {
            case TEXT -> readOptionalText(in);
            case BOOLEAN -> readOptionalBoolean(in);
          });
    }
    return (A) Activity.of(type, occurrence, new WrittenProperties(values));
  }

  // The seconds are written just before the nanoseconds.
  @SuppressWarnings("JavaInstantGetSecondsGetNano")
  private static void writeOccurrence(Occurrence occurrence, OutputStream out) throws IOException {
    writeOptionalText(occurrence.id(), out);
    writeText(occurrence.email(), out);
    writeNumber(occurrence.time().getEpochSecond(), out);
    writeNumber(occurrence.time().getNano(), out);
    writeNumber(occurrence.extras().size(), out);
    for (Map.Entry<String, String> extra : occurrence.extras().entrySet()) {
      writeText(extra.getKey(), out);
      writeText(extra.getValue(), out);
    }
    SourceRowCoder.of().encode(occurrence.row(), out);
  }

  private static Occurrence readOccurrence(InputStream in) throws IOException {
    String id = readOptionalText(in);
    String email = readText(in);
    Instant time = Instant.ofEpochSecond(readNumber(in), readNumber(in));
    int size = (int) readNumber(in);
    Map<String, String> extras = new LinkedHashMap<>();
    for (int i = 0; i < size; i++) {
      extras.put(readText(in), readText(in));
    }
    SourceRow row = SourceRowCoder.of().decode(in);
    return new Occurrence(id, email, time, extras, row);
  }

  private static void writeOptionalBoolean(@Nullable Boolean value, OutputStream out)
      throws IOException {
    writeCode(value == null ? 0 : value ? 2 : 1, out);
  }

  private static @Nullable Boolean readOptionalBoolean(InputStream in) throws IOException {
    int value = readCode(in);
    return value == 0 ? null : value == 2;
  }

  private record WrittenProperties(Map<Property, @Nullable Object> values)
      implements PropertyValues<RuntimeException> {
    @Override
    public @Nullable String text(Property property) {
      return (String) values.get(property);
    }

    @Override
    public @Nullable Boolean bool(Property property) {
      return (Boolean) values.get(property);
    }

    /** Which there are, not what they say. */
    @Override
    public String toString() {
      return "WrittenProperties" + values.keySet();
    }
  }
}
