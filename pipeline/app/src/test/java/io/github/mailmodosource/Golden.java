package io.github.mailmodosource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/** Expected results, written by hand from the contract. */
public final class Golden {
  private static final Path FOLDER = Path.of("pipeline/app/src/test/resources/golden");

  private Golden() {}

  /** The payloads that Segment must get. */
  public static List<String> payloads(String name) {
    return canonical(read(name).lines().toList());
  }

  /** The rows that must become dead letters, with their reasons. */
  public static List<String> letters(String name) {
    return read(name).lines().sorted().toList();
  }

  public static JsonNode funnel(String name) {
    return JobProbe.parse(read(name));
  }

  /** A file as it stands there. */
  public static String read(String name) {
    return JobProbe.read(FOLDER.resolve(name));
  }

  /** Payloads in one order, their fields too: neither matters to Segment. */
  public static List<String> canonical(Collection<String> payloads) {
    return payloads.stream().map(JobProbe::parse).map(Golden::sorted).sorted().toList();
  }

  private static String sorted(JsonNode node) {
    if (!(node instanceof ObjectNode object)) {
      return node.toString();
    }
    TreeMap<String, String> fields = new TreeMap<>();
    object.properties().forEach(field -> fields.put(field.getKey(), sorted(field.getValue())));
    return fields.toString();
  }
}
