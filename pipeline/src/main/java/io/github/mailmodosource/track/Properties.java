package io.github.mailmodosource.track;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes an event's properties; an absent one is left out, never null. */
public final class Properties {
  private final JsonGenerator json;

  /** Names that were written, if extras are still to come: they must not stand there twice. */
  private final @Nullable Set<String> written;

  Properties(JsonGenerator json, boolean extrasFollow) {
    this.json = json;
    written = extrasFollow ? new HashSet<>() : null;
  }

  public void text(SerializedString name, @Nullable String value) throws IOException {
    if (value != null) {
      field(name);
      json.writeString(value);
    }
  }

  public void bool(SerializedString name, @Nullable Boolean value) throws IOException {
    if (value != null) {
      field(name);
      json.writeBoolean(value);
    }
  }

  private void field(SerializedString name) throws IOException {
    remember(name.getValue());
    json.writeFieldName(name);
  }

  /** Fields that no property is made for, in snake_case; a documented property goes first. */
  void extras(Map<String, String> extras) throws IOException {
    for (Map.Entry<String, String> extra : extras.entrySet()) {
      String name = SnakeCase.of(extra.getKey());
      if (!name.isEmpty() && remember(name)) {
        json.writeFieldName(name);
        json.writeRawValue(extra.getValue());
      }
    }
  }

  /** Whether the name is new. */
  private boolean remember(String name) {
    return written == null || written.add(name);
  }
}
