package io.github.mailmodosource.track;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import io.github.mailmodosource.activity.Activity;
import io.github.mailmodosource.activity.Mailing;
import io.github.mailmodosource.activity.Occurrence;
import io.github.mailmodosource.activity.UtcTime;
import io.github.mailmodosource.contact.IdentifiedActivity;
import io.github.mailmodosource.contact.Identity;
import java.io.IOException;

/** Writes an identified activity as the JSON of a track event. Not thread-safe. */
final class TrackEventWriter<A extends Activity> {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(StreamWriteFeature.AUTO_CLOSE_CONTENT)
          // An emoji as 4 bytes, not as 12: events have a limit in bytes.
          .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
          .build();

  /** The properties that only one event has. */
  interface OwnProperties<A> {
    void write(A activity, Properties to) throws IOException;
  }

  private final MessageId messageIds = new MessageId();
  private final ByteArrayBuilder buffer = new ByteArrayBuilder();
  private final OwnProperties<A> own;

  TrackEventWriter(OwnProperties<A> own) {
    this.own = own;
  }

  TrackEvent write(IdentifiedActivity<A> identified) {
    A activity = identified.activity();
    Occurrence occurrence = activity.occurrence();
    String messageId = messageIds.of(activity);
    String eventName = activity.type().eventName();
    buffer.reset();
    try (JsonGenerator json = JSON.createGenerator(buffer)) {
      json.writeStartObject();
      json.writeStringField("type", "track");
      json.writeStringField("event", eventName);
      Identity identity = identified.identity();
      json.writeStringField(identity.anonymous() ? "anonymousId" : "userId", identity.id());
      json.writeStringField("messageId", messageId);
      json.writeStringField("timestamp", UtcTime.format(occurrence.time()));
      json.writeObjectFieldStart("properties");
      Properties properties = new Properties(json, !occurrence.extras().isEmpty());
      writeMailing(activity.mailing(), properties);
      own.write(activity, properties);
      properties.extras(occurrence.extras());
      json.writeEndObject();
      json.writeObjectFieldStart("context");
      json.writeObjectFieldStart("traits");
      json.writeStringField("email", occurrence.email());
      json.writeEndObject();
      json.writeEndObject();
      json.writeEndObject();
    } catch (IOException e) {
      throw new IllegalStateException("writing to memory does not fail", e);
    }
    return new TrackEvent(messageId, eventName, buffer.toByteArray(), occurrence.row());
  }

  private static void writeMailing(Mailing mailing, Properties to) throws IOException {
    to.text("email_id", mailing.emailId());
    to.text("email_subject", mailing.emailSubject());
    to.text("email_type", mailing.emailType());
    to.text("template_id", mailing.templateId());
    to.text("template_name", mailing.templateName());
    to.text("campaign_id", mailing.campaignId());
    to.text("campaign_name", mailing.campaignName());
    to.text("campaign_type", mailing.campaignType());
    if (mailing.isTriggered()) {
      to.text("campaign_trigger_source", mailing.campaignTriggerSource());
    }
  }
}
