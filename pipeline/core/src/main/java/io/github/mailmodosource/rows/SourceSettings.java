package io.github.mailmodosource.rows;

import java.io.Serializable;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.util.SerializableUtils;
import org.jspecify.annotations.Nullable;

/**
 * Today's settings of the sources of one kind, as an option of the job holds them: by the name of
 * each source, serialized, as text.
 *
 * <p>They cannot be a part of the source: a runner keeps the source in its checkpoints, so that a
 * job which goes on from one would read what the job before it was to read. The options are always
 * those of the job that runs.
 *
 * @param type of the settings
 * @param kind what such sources are called, such as {@code watched files}
 * @param verb what they do, such as {@code watches}
 */
public record SourceSettings<T extends Serializable>(Class<T> type, String kind, String verb) {
  /**
   * The option with the settings of one more source.
   *
   * @param known the option so far
   * @throws IllegalStateException if a source of that name has other settings
   */
  public Map<String, String> with(String name, T settings, @Nullable Map<String, String> known) {
    Map<String, String> all = known == null ? new TreeMap<>() : new TreeMap<>(known);
    String text =
        Base64.getEncoder().encodeToString(SerializableUtils.serializeToByteArray(settings));
    String before = all.put(name, text);
    if (before != null && !before.equals(text)) {
      throw new IllegalStateException("two sources of " + kind + " are called '" + name + "'");
    }
    return all;
  }

  /**
   * The settings of a source.
   *
   * @param all the option
   * @throws IllegalStateException if there are none
   */
  public T get(String name, @Nullable Map<String, String> all) {
    String text = all == null ? null : all.get(name);
    if (text == null) {
      throw new IllegalStateException(
          "the options of this job do not say what the source '" + name + "' " + verb);
    }
    return type.cast(
        SerializableUtils.deserializeFromByteArray(Base64.getDecoder().decode(text), kind));
  }
}
