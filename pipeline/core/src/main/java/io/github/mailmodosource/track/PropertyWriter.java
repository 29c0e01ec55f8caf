package io.github.mailmodosource.track;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes an event's properties; an absent one is left out, never null. */
public final class PropertyWriter {
  private final JsonGenerator json;

  PropertyWriter(JsonGenerator json) {
    this.json = json;
  }

  public void text(SerializedString name, @Nullable String value) throws IOException {
    if (value != null) {
      json.writeFieldName(name);
      json.writeString(value);
    }
  }

  public void bool(SerializedString name, @Nullable Boolean value) throws IOException {
    if (value != null) {
      json.writeFieldName(name);
      json.writeBoolean(value);
    }
  }

  /** Properties that are not documented, whose values are JSON. */
  void extras(Map<String, String> extras) throws IOException {
    for (Map.Entry<String, String> extra : extras.entrySet()) {
      json.writeFieldName(extra.getKey());
      json.writeRawValue(extra.getValue());
    }
  }
}
