package io.github.mailmodosource.commandline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A YAML file of {@code option: value}. A value is taken as it is written, whatever type YAML sees
 * in it: {@code 20261120} is a date to one option and a number to another. A list is joined by
 * commas, as on the command line; a map, and a list that holds any, becomes JSON.
 */
final class YamlOptions {
  /** No value of an option is as deep; a node that holds itself is deeper than any. */
  private static final int DEEPEST = 20;

  private final String file;

  private YamlOptions(String file) {
    this.file = file;
  }

  static List<GivenOption> read(String file, String text) {
    return new YamlOptions(file).read(text);
  }

  private List<GivenOption> read(String text) {
    List<GivenOption> given = new ArrayList<>();
    for (NodeTuple option : options(text)) {
      if (!(option.getKeyNode() instanceof ScalarNode name)) {
        throw new UsageException(place(option.getKeyNode()) + ": the name of an option is missing");
      }
      given.add(
          new GivenOption(
              name.getValue(), value(name.getValue(), option.getValueNode()), place(name)));
    }
    return given;
  }

  private List<NodeTuple> options(String text) {
    Optional<Node> document;
    try {
      document = new Compose(LoadSettings.builder().build()).composeString(text);
    } catch (MarkedYamlEngineException e) {
      // Its message quotes the lines around, which may hold what nobody may see.
      throw new UsageException(
          file
              + e.getProblemMark().map(mark -> ", line " + (mark.getLine() + 1)).orElse("")
              + ": this is not YAML: "
              + e.getProblem());
    } catch (YamlEngineException e) {
      throw new UsageException(file + ": this is not YAML");
    }
    if (document.isEmpty()) {
      return List.of();
    }
    if (document.get() instanceof MappingNode mapping) {
      return mapping.getValue();
    }
    throw new UsageException(
        place(document.get()) + ": a line of the form 'option: value' is expected here");
  }

  private String value(String option, Node node) {
    if (node instanceof ScalarNode scalar) {
      if (scalar.isPlain() && (scalar.getValue().isEmpty() || scalar.getValue().equals("~"))) {
        throw new UsageException(
            place(node) + ": " + option + " has no value; give it one, or leave it out");
      }
      // The last line end of a block belongs to YAML.
      return scalar.getValue().replaceFirst("\\n+\\z", "");
    }
    if (node instanceof SequenceNode list
        && list.getValue().stream().allMatch(ScalarNode.class::isInstance)) {
      return joined(option, list.getValue());
    }
    return json(node, 0).toString();
  }

  private String joined(String option, List<Node> items) {
    List<String> texts = items.stream().map(item -> ((ScalarNode) item).getValue()).toList();
    for (int i = 0; i + 1 < texts.size(); i++) {
      if (texts.get(i).contains(",")) {
        throw new UsageException(
            place(items.get(i))
                + ": a comma separates the items of "
                + option
                + ", so that only the last one may hold any");
      }
    }
    return texts.stream().collect(Collectors.joining(","));
  }

  private JsonNode json(Node node, int depth) {
    if (depth > DEEPEST) {
      throw new UsageException(place(node) + ": this is nested too deeply");
    }
    if (node instanceof MappingNode mapping) {
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      for (NodeTuple entry : mapping.getValue()) {
        String name = entry.getKeyNode() instanceof ScalarNode key ? key.getValue() : "";
        if (object.has(name)) {
          throw new UsageException(place(entry.getKeyNode()) + ": " + name + " stands here twice");
        }
        object.set(name, json(entry.getValueNode(), depth + 1));
      }
      return object;
    }
    if (node instanceof SequenceNode list) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      list.getValue().forEach(item -> array.add(json(item, depth + 1)));
      return array;
    }
    return json((ScalarNode) node);
  }

  private static JsonNode json(ScalarNode scalar) {
    JsonNodeFactory json = JsonNodeFactory.instance;
    String text = scalar.getValue();
    Tag tag = scalar.getTag();
    if (tag.equals(Tag.BOOL)) {
      return json.booleanNode(Boolean.parseBoolean(text));
    }
    if (tag.equals(Tag.NULL)) {
      return json.nullNode();
    }
    if (tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)) {
      try {
        return json.numberNode(new BigDecimal(text));
      } catch (NumberFormatException e) {
        // Infinity, which JSON does not have.
        return json.textNode(text);
      }
    }
    return json.textNode(text);
  }

  private String place(Node node) {
    return file + node.getStartMark().map(mark -> ", line " + (mark.getLine() + 1)).orElse("");
  }
}
