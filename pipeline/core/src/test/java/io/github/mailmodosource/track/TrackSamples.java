package io.github.mailmodosource.track;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.mailmodosource.activity.Activity;
import io.github.mailmodosource.contact.IdentifiedActivity;
import io.github.mailmodosource.contact.Identity;
import io.github.mailmodosource.event.EventJson;
import io.github.mailmodosource.event.TrackEvent;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Track events as JSON, for tests. */
public final class TrackSamples {
  static final Identity USER = new Identity("97980cfea0067", false);

  /** What every triggered campaign's event has, as JSON without its braces. */
  static final String COMMON =
      """
      'email_id':'E-1','email_subject':'Hello','email_type':'Promotional','template_id':'T-1',
      'template_name':'Welcome','campaign_id':'C-1','campaign_name':'Winter',
      'campaign_type':'TRIGGERED','campaign_trigger_source':'Customer Journey'""";

  private static final ObjectMapper JSON = new ObjectMapper();

  private TrackSamples() {}

  /** JSON that is written with single quotes. */
  public static JsonNode json(String text) {
    try {
      return JSON.readTree(text.replace('\'', '"'));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static JsonNode json(EventJson json) {
    try {
      return JSON.readTree(json.buffer(), json.offset(), json.length());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The properties that this DoFn writes for this activity. */
  @SuppressWarnings("unchecked") // The caller gives the activity of the DoFn's event.
  static <A extends Activity> JsonNode properties(TrackFn<A> trackFn, Activity activity) {
    TrackEvent event =
        new TrackEventWriter<A>(trackFn::properties, "")
            .write(new IdentifiedActivity<>((A) activity, USER));
    return json(event.json()).get("properties");
  }
}
