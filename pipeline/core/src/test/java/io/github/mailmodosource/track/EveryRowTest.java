package io.github.mailmodosource.track;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.mailmodosource.activity.Activity;
import io.github.mailmodosource.activity.ActivityParser;
import io.github.mailmodosource.activity.EmailSent;
import io.github.mailmodosource.activity.EventType;
import io.github.mailmodosource.activity.PlausibleTimes;
import io.github.mailmodosource.activity.TimeParser;
import io.github.mailmodosource.contact.IdentifiedActivity;
import io.github.mailmodosource.deadletter.DeadLetter;
import io.github.mailmodosource.deadletter.DeadLetterSamples;
import io.github.mailmodosource.deadletter.Reason;
import io.github.mailmodosource.event.SharedFields;
import io.github.mailmodosource.event.TrackEvent;
import io.github.mailmodosource.jdbc.ColumnKind;
import io.github.mailmodosource.rows.BadRowException;
import io.github.mailmodosource.rows.FieldReader;
import io.github.mailmodosource.rows.RowFormat;
import io.github.mailmodosource.rows.SourceRow;
import io.github.mailmodosource.warehouse.ExpectedRow;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * No row stops a job: whatever a seed of chance makes of names, depth, numbers and text, a row is a
 * dead letter, or an event that can be sent, written as a dead letter, replayed and reconciled.
 */
class EveryRowTest {
  private static final int ROWS = 300;
  private static final long SEED = 20_261_127;

  private static final String NEEDED =
      "\"event\":\"sent\",\"email\":\"a@b.co\",\"occurred_at\":\"2026-11-20T03:04:05Z\"";

  private static final String[] NAMES = {
    "имя",
    "名前",
    "größe",
    "👍",
    "",
    "$",
    "_",
    "a.b",
    "properties",
    "messageId",
    "userId",
    "x y",
    "\\n",
    "\\u0000",
    "\\ud83d",
    "event2",
    "context",
    "campaign_id",
    "campaignId",
    "campaign_id_ü"
  };

  private static final String[] NUMBERS = {
    "1e999999999",
    "-1e-999999999",
    "1e99999999999",
    "-0",
    "1.10",
    "7",
    "1e400",
    "NaN",
    "9223372036854775808"
  };

  private final TrackEventWriter<EmailSent> writer =
      new TrackEventWriter<>(new EmailSentFn("")::properties, "");
  private final ActivityParser parser =
      new ActivityParser(new TimeParser(ZoneOffset.UTC), PlausibleTimes.any());
  private final SharedFields shared = SharedFields.of(null);

  private enum Source {
    JSON,
    CSV,
    TABLE
  }

  @ParameterizedTest(name = "{0}, unknown fields kept: {1}")
  @CsvSource({"JSON,true", "JSON,false", "CSV,true", "CSV,false", "TABLE,true", "TABLE,false"})
  void isADeadLetterOrAnEventThatAllCommandsCanRead(Source source, boolean keepExtras)
      throws Exception {
    Random random = new Random(SEED);
    FieldReader reader = new FieldReader(ActivityParser.mapping(), keepExtras);
    int events = 0;
    for (int i = 0; i < ROWS; i++) {
      SourceRow row =
          switch (source) {
            case JSON -> row(null, json(random));
            case CSV -> csv(random);
            case TABLE -> row(null, table(random));
          };
      events += check(row, reader) ? 1 : 0;
    }
    assertThat("rows that became events", events, is(greaterThan(ROWS / 2)));
  }

  private boolean check(SourceRow row, FieldReader reader) {
    TrackEvent event;
    try {
      event = event(row, reader);
    } catch (BadRowException e) {
      DeadLetter letter = row.deadLetter(e.reason(), e.getMessage());
      SourceRow again = SourceRow.of(DeadLetterSamples.writtenAndRead(letter));
      assertThat("its letter has the row", again.text(), is(row.text()));
      return false;
    }
    // As send writes what Segment refused, and replay sends it.
    DeadLetter letter =
        row.deadLetter(Reason.REJECTED_BY_SEGMENT, "why").withEvent(shared.mergedInto(event), 1);
    DeadLetter read = DeadLetterSamples.writtenAndRead(letter);
    assertThat(read.event(), is(letter.event()));
    TrackEvent replayed = TrackEvent.of(String.valueOf(read.event()), SourceRow.of(read), 1);
    assertThat(replayed.messageId(), is(event.messageId()));
    assertThat(ExpectedRow.of(event).get("event"), is("email_sent"));
    // As replay judges the row of a letter again.
    try {
      assertThat(event(SourceRow.of(read), reader).json().text(), is(event.json().text()));
    } catch (BadRowException e) {
      throw new AssertionError("a row that was read once is read again", e);
    }
    return true;
  }

  private TrackEvent event(SourceRow row, FieldReader reader) throws BadRowException {
    Activity activity = parser.parse(EventType.EMAIL_SENT, reader.read(row), row);
    return writer.write(new IdentifiedActivity<>((EmailSent) activity, TrackSamples.USER));
  }

  private static String json(Random random) {
    StringBuilder row = new StringBuilder("{").append(NEEDED);
    int fields = 1 + random.nextInt(3);
    for (int i = 0; i < fields; i++) {
      row.append(",\"").append(name(random)).append("\":").append(value(random));
    }
    return row.append('}').toString();
  }

  private static SourceRow csv(Random random) {
    String name = name(random).replaceAll("[\\\\\"\n\r]", "");
    String value = value(random).replace("\"", "\"\"");
    return row(
        "event,email,occurred_at,\"" + name + "\"",
        "sent,a@b.co,2026-11-20T03:04:05Z,\"" + value + "\"");
  }

  /** As a row of a database is written. */
  private static String table(Random random) throws IOException {
    ByteArrayOutputStream row = new ByteArrayOutputStream();
    try (JsonGenerator json = new JsonFactory().createGenerator(row, JsonEncoding.UTF8)) {
      json.writeStartObject();
      json.writeRaw(NEEDED + ",");
      json.writeFieldName("number");
      ColumnKind.NUMBER.write(number(random), json);
      json.writeFieldName(name(random).replace("\\", ""));
      ColumnKind.JSON.write(value(random), json);
      json.writeEndObject();
    }
    return row.toString(UTF_8);
  }

  private static BigDecimal number(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> new BigDecimal("1e999999999");
      case 1 -> new BigDecimal("1e-999999999");
      case 2 -> new BigDecimal("7".repeat(1 + random.nextInt(5_000)));
      default -> new BigDecimal("1e" + random.nextInt(5_000));
    };
  }

  private static String name(Random random) {
    return switch (random.nextInt(6)) {
      case 0 -> "aB".repeat(1 + random.nextInt(40_000));
      case 1 -> "ü名".repeat(1 + random.nextInt(20_000));
      case 2 -> "user" + random.nextInt();
      default -> NAMES[random.nextInt(NAMES.length)];
    };
  }

  private static String value(Random random) {
    int size = random.nextInt(100_000);
    return switch (random.nextInt(8)) {
      case 0 -> nested("[", "]", random);
      case 1 -> nested("{\"aB\":", "}", random);
      case 2 -> nested("{\"" + "deepName".repeat(1 + random.nextInt(50)) + "\":[", "]}", random);
      case 3 -> "7".repeat(1 + size / 10);
      case 4 -> "1." + "0".repeat(1 + size / 10);
      case 5 -> "\"" + "x😀".repeat(size / 2) + "\"";
      case 6 -> "{\"" + name(random) + "\":[" + NUMBERS[random.nextInt(NUMBERS.length)] + "]}";
      default -> NUMBERS[random.nextInt(NUMBERS.length)];
    };
  }

  /** Near the limit of 1,000 levels, more often below it. */
  private static String nested(String open, String close, Random random) {
    int levels = random.nextInt(3) == 0 ? 990 + random.nextInt(20) : random.nextInt(480);
    return open.repeat(levels) + "1" + close.repeat(levels);
  }

  private static SourceRow row(@Nullable String header, String text) {
    byte[] bytes = text.getBytes(UTF_8);
    return new SourceRow(
        "sample",
        0,
        2,
        header == null ? RowFormat.JSON_LINES : RowFormat.CSV,
        header == null ? null : header.getBytes(UTF_8),
        bytes,
        0,
        bytes.length,
        bytes.length);
  }
}
