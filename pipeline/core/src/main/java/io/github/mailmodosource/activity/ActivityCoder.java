package io.github.mailmodosource.activity;

import io.github.mailmodosource.coding.VersionedCoder;
import io.github.mailmodosource.rows.SourceRow;
import io.github.mailmodosource.rows.SourceRowCoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Event, occurrence, mailing, then what the event alone has. */
public final class ActivityCoder<A extends Activity> extends VersionedCoder<A> {
  private static final EventType[] TYPES = EventType.values();

  private ActivityCoder() {
    super(1);
  }

  public static <A extends Activity> ActivityCoder<A> of() {
    return new ActivityCoder<>();
  }

  @Override
  protected void write(A activity, OutputStream out) throws IOException {
    out.write(activity.type().ordinal());
    writeOccurrence(activity.occurrence(), out);
    writeMailing(activity.mailing(), out);
    if (activity instanceof EmailOpened opened) {
      writeOptionalBoolean(opened.applePrivacyOpen(), out);
    } else if (activity instanceof LinkClicked clicked) {
      writeOptionalText(clicked.linkId(), out);
      writeOptionalText(clicked.linkUrl(), out);
    } else if (activity instanceof EmailFormSubmitted submitted) {
      writeOptionalText(submitted.formId(), out);
      writeOptionalText(submitted.formName(), out);
      writeOptionalText(submitted.submissionType(), out);
    } else if (activity instanceof EmailBounced bounced) {
      writeOptionalText(bounced.reason(), out);
      writeOptionalBoolean(bounced.isHardBounce(), out);
    } else if (activity instanceof EmailUnsubscribed unsubscribed) {
      writeOptionalText(unsubscribed.reason(), out);
    }
  }

  // The event in the bytes is the one that was written: A is what the collection holds.
  @SuppressWarnings("unchecked")
  @Override
  protected A read(InputStream in) throws IOException {
    EventType type = TYPES[in.read()];
    Occurrence occurrence = readOccurrence(in);
    Mailing mailing = readMailing(in);
    Activity activity =
        switch (type) {
          case EMAIL_SENT -> new EmailSent(occurrence, mailing);
          case EMAIL_OPENED -> new EmailOpened(occurrence, mailing, readOptionalBoolean(in));
          case LINK_CLICKED ->
              new LinkClicked(occurrence, mailing, readOptionalText(in), readOptionalText(in));
          case EMAIL_FORM_SUBMITTED ->
              new EmailFormSubmitted(
                  occurrence,
                  mailing,
                  readOptionalText(in),
                  readOptionalText(in),
                  readOptionalText(in));
          case EMAIL_MARKED_AS_SPAM -> new EmailMarkedAsSpam(occurrence, mailing);
          case EMAIL_BOUNCED ->
              new EmailBounced(occurrence, mailing, readOptionalText(in), readOptionalBoolean(in));
          case EMAIL_UNSUBSCRIBED ->
              new EmailUnsubscribed(occurrence, mailing, readOptionalText(in));
        };
    return (A) activity;
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

  private static void writeMailing(Mailing mailing, OutputStream out) throws IOException {
    writeOptionalText(mailing.emailId(), out);
    writeOptionalText(mailing.emailSubject(), out);
    writeOptionalText(mailing.emailType(), out);
    writeOptionalText(mailing.templateId(), out);
    writeOptionalText(mailing.templateName(), out);
    writeOptionalText(mailing.campaignId(), out);
    writeOptionalText(mailing.campaignName(), out);
    writeOptionalText(mailing.campaignType(), out);
    writeOptionalText(mailing.campaignTriggerSource(), out);
  }

  private static Mailing readMailing(InputStream in) throws IOException {
    return new Mailing(
        readOptionalText(in),
        readOptionalText(in),
        readOptionalText(in),
        readOptionalText(in),
        readOptionalText(in),
        readOptionalText(in),
        readOptionalText(in),
        readOptionalText(in),
        readOptionalText(in));
  }

  private static void writeOptionalBoolean(@Nullable Boolean value, OutputStream out)
      throws IOException {
    out.write(value == null ? 0 : value ? 2 : 1);
  }

  private static @Nullable Boolean readOptionalBoolean(InputStream in) throws IOException {
    int value = in.read();
    return value == 0 ? null : value == 2;
  }
}
