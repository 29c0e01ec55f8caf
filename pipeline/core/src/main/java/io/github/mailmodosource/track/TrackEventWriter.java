package io.github.mailmodosource.track;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import io.github.mailmodosource.activity.Activity;
import io.github.mailmodosource.activity.Mailing;
import io.github.mailmodosource.activity.Occurrence;
import io.github.mailmodosource.coding.UtcTime;
import io.github.mailmodosource.contact.IdentifiedActivity;
import io.github.mailmodosource.contact.Identity;
import io.github.mailmodosource.event.EventJson;
import io.github.mailmodosource.event.TrackEvent;
import java.io.IOException;

/** Writes an identified activity as the JSON of a track event. Not thread-safe. */
final class TrackEventWriter<A extends Activity> {
  private static final JsonFactory JSON =
      new JsonFactoryBuilder()
          // One generator writes event after event, each for itself.
          .rootValueSeparator((String) null)
          .disable(StreamWriteFeature.AUTO_CLOSE_CONTENT)
          // An emoji as 4 bytes, not as 12: events have a limit in bytes.
          .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
          .build();

  private static final SerializedString TRACK = new SerializedString("track");

  /** The properties that only one event has. */
  interface OwnProperties<A> {
    void write(A activity, PropertyWriter to) throws IOException;
  }

  private final MessageId messageIds;
  private final ByteArrayBuilder buffer = new ByteArrayBuilder();
  private final JsonGenerator json;
  private final OwnProperties<A> own;

  TrackEventWriter(OwnProperties<A> own, String idNamespace) {
    this.own = own;
    messageIds = new MessageId(idNamespace);
    try {
      json = JSON.createGenerator(buffer);
    } catch (IOException e) {
      throw inMemory(e);
    }
  }

  TrackEvent write(IdentifiedActivity<A> identified) {
    A activity = identified.activity();
    Occurrence occurrence = activity.occurrence();
    String messageId = messageIds.of(activity);
    String eventName = activity.type().eventName();
    buffer.reset();
    try {
      json.writeStartObject();
      json.writeFieldName(Names.TYPE);
      json.writeString(TRACK);
      text(Names.EVENT, eventName);
      Identity identity = identified.identity();
      text(identity.anonymous() ? Names.ANONYMOUS_ID : Names.USER_ID, identity.id());
      text(Names.MESSAGE_ID, messageId);
      text(Names.TIMESTAMP, UtcTime.format(occurrence.time()));
      startObject(Names.PROPERTIES);
      PropertyWriter properties = new PropertyWriter(json);
      writeMailing(activity.mailing(), properties);
      own.write(activity, properties);
      properties.extras(occurrence.extras());
      json.writeEndObject();
      startObject(Names.CONTEXT);
      startObject(Names.TRAITS);
      text(Names.EMAIL, occurrence.email());
      json.writeEndObject();
      json.writeEndObject();
      json.writeEndObject();
      json.flush();
    } catch (IOException e) {
      throw inMemory(e);
    }
    return new TrackEvent(
        messageId, eventName, EventJson.of(buffer.toByteArray()), occurrence.row());
  }

  private void text(SerializedString name, String value) throws IOException {
    json.writeFieldName(name);
    json.writeString(value);
  }

  private void startObject(SerializedString name) throws IOException {
    json.writeFieldName(name);
    json.writeStartObject();
  }

  private static IllegalStateException inMemory(IOException e) {
    return new IllegalStateException("writing to memory does not fail", e);
  }

  private static void writeMailing(Mailing mailing, PropertyWriter to) throws IOException {
    to.text(Names.EMAIL_ID, mailing.emailId());
    to.text(Names.EMAIL_SUBJECT, mailing.emailSubject());
    to.text(Names.EMAIL_TYPE, mailing.emailType());
    to.text(Names.TEMPLATE_ID, mailing.templateId());
    to.text(Names.TEMPLATE_NAME, mailing.templateName());
    to.text(Names.CAMPAIGN_ID, mailing.campaignId());
    to.text(Names.CAMPAIGN_NAME, mailing.campaignName());
    to.text(Names.CAMPAIGN_TYPE, mailing.campaignType());
    if (mailing.isTriggered()) {
      to.text(Names.CAMPAIGN_TRIGGER_SOURCE, mailing.campaignTriggerSource());
    }
  }
}
