package io.github.mailmodosource.contact;

import io.github.mailmodosource.activity.EmailAddress;
import io.github.mailmodosource.activity.TimeParser;
import io.github.mailmodosource.deadletter.Reason;
import io.github.mailmodosource.rows.BadRowException;
import io.github.mailmodosource.rows.FieldMapping;
import io.github.mailmodosource.rows.FieldValues;
import java.io.Serializable;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a contact row: an identify call as Segment writes it, or a flat row such as the warehouse's
 * {@code identifies} table holds.
 */
public final class IdentifyCallParser implements Serializable {
  private static final int TYPE = 0;
  private static final int EMAIL = 1;
  private static final int USER_ID = 2;
  private static final int ANONYMOUS_ID = 3;
  private static final int IDENTIFIED_AT = 4;

  /** Segment's other calls. A flat row may have a column "type" that means something else. */
  private static final Set<String> OTHER_CALLS =
      Set.of("track", "page", "screen", "group", "alias", "delete");

  /** PostgreSQL's own, for what is true since ever, and for what never will be. */
  private static final String SINCE_EVER = "-infinity";

  private static final String NEVER = "infinity";

  /** What is before it stands for no time: Go and .NET write the first moment of the year 1. */
  private static final Instant YEAR_2 = Instant.parse("0002-01-01T00:00:00Z");

  private final TimeParser times;

  public IdentifyCallParser() {
    this(new TimeParser(ZoneOffset.UTC));
  }

  /**
   * A parser of these forms of times. Whatever their zone is, those without one are UTC: Segment
   * writes UTC, in archives and in warehouses.
   */
  public IdentifyCallParser(TimeParser times) {
    this.times = times.in(ZoneOffset.UTC);
  }

  /** The fields of a contact row, and the names that each shape has for them. */
  public static FieldMapping mapping() {
    Map<String, List<String>> names = new LinkedHashMap<>();
    names.put("type", List.of("type"));
    names.put(
        "email", List.of("traits.email", "context.traits.email", "email", "context_traits_email"));
    names.put("user_id", List.of("userId", "user_id"));
    names.put("anonymous_id", List.of("anonymousId", "anonymous_id"));
    names.put("identified_at", List.of("identified_at", "receivedAt", "received_at", "timestamp"));
    return FieldMapping.of(names).withIdentities("email", "user_id", "anonymous_id");
  }

  /**
   * The row's identify call; null for a row that identifies nobody: another call, no e-mail
   * (Mailmodo drops these too), no id, or {@code infinity} for a time, which never comes.
   *
   * @throws BadRowException {@code bad_contact} for a time that cannot be read
   */
  public @Nullable IdentifyCall parse(FieldValues values) throws BadRowException {
    if (isOtherCall(values)) {
      return null;
    }
    String email = values.get(EMAIL);
    String normalized = email == null ? "" : EmailAddress.normalize(email);
    Identity identity = identity(values);
    if (normalized.isEmpty() || identity == null) {
      return null;
    }
    String time = values.get(IDENTIFIED_AT);
    return time != null && time.strip().equalsIgnoreCase(NEVER)
        ? null
        : new IdentifyCall(normalized, identity, nanos(time));
  }

  /** Why {@link #parse} made nothing of a row. */
  IgnoredContact whyIgnored(FieldValues values) {
    if (isOtherCall(values)) {
      return IgnoredContact.NO_IDENTIFY_CALL;
    }
    String email = values.get(EMAIL);
    return email == null || EmailAddress.normalize(email).isEmpty()
        ? IgnoredContact.NO_EMAIL
        : IgnoredContact.NO_USER_ID;
  }

  /** Whether the row is one of Segment's calls that are no identify call. */
  public static boolean isOtherCall(FieldValues values) {
    String type = values.get(TYPE);
    return type != null && OTHER_CALLS.contains(type.toLowerCase(Locale.ROOT));
  }

  private static @Nullable Identity identity(FieldValues values) {
    String userId = values.get(USER_ID);
    if (userId != null) {
      return new Identity(userId, false);
    }
    String anonymousId = values.get(ANONYMOUS_ID);
    return anonymousId == null ? null : new Identity(anonymousId, true);
  }

  private long nanos(@Nullable String text) throws BadRowException {
    if (text == null || text.strip().equalsIgnoreCase(SINCE_EVER)) {
      return IdentifyCall.SINCE_EVER;
    }
    Instant time = times.parse(text);
    if (time == null) {
      throw new BadRowException(Reason.BAD_CONTACT, "'" + text + "' is not a valid time");
    }
    boolean none = time.isBefore(YEAR_2) || time.equals(Instant.EPOCH);
    return none ? IdentifyCall.SINCE_EVER : Nanos.of(time);
  }
}
