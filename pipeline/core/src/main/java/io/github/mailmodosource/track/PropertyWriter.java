package io.github.mailmodosource.track;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import io.github.mailmodosource.event.SnakeCase;
import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
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

  /**
   * Fields that no property is made for, in snake_case; of two with one name the first stays. A
   * field that would pass for a documented property in another spelling ({@code isHardBounce}) is
   * left out: nothing has looked at its type, nor whether it belongs to the event.
   */
  void extras(Map<String, String> extras) throws IOException {
    if (extras.isEmpty()) {
      return;
    }
    Set<String> taken = new HashSet<>(Names.PROPERTY_NAMES);
    for (Map.Entry<String, String> extra : extras.entrySet()) {
      String name = SnakeCase.of(extra.getKey());
      if (!name.isEmpty() && taken.add(name)) {
        json.writeFieldName(name);
        json.writeRawValue(extra.getValue());
      }
    }
  }
}
