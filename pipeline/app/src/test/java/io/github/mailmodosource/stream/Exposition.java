package io.github.mailmodosource.stream;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What Prometheus reads, by the rules of its text format 0.0.4: strict, and written without a look
 * at the library that writes it. {@code
 * https://prometheus.io/docs/instrumenting/exposition_formats/}
 */
final class Exposition {
  private static final Set<String> TYPES =
      Set.of("counter", "gauge", "histogram", "summary", "untyped");
  private static final Pattern META =
      Pattern.compile("# (HELP|TYPE) ([a-zA-Z_:][a-zA-Z0-9_:]*) (.+)");
  private static final Pattern SAMPLE =
      Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? (\\S+)(?: -?\\d+)?");
  private static final Pattern LABEL =
      Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\]|\\\\[\\\\n\"])*)\",?");

  private final Map<String, Family> families = new LinkedHashMap<>();

  /** All that has one name. */
  static final class Family {
    private final String name;
    private String type = "";
    private String help = "";
    private final Map<Key, Double> samples = new LinkedHashMap<>();

    private Family(String name) {
      this.name = name;
    }

    String type() {
      return type;
    }

    String help() {
      return help;
    }

    Map<Key, Double> samples() {
      return samples;
    }
  }

  record Key(String name, Map<String, String> labels) {}

  static Exposition parse(String text) {
    Exposition page = new Exposition();
    if (!text.endsWith("\n")) {
      throw new AssertionError("the last line must end");
    }
    Family family = null;
    for (String line : text.split("\n", -1)) {
      if (line.isEmpty() || (line.startsWith("#") && !line.matches("# (HELP|TYPE) .*"))) {
        continue;
      }
      family = line.startsWith("#") ? page.meta(line, family) : sample(line, family);
    }
    return page;
  }

  private Family meta(String line, @Nullable Family current) {
    Matcher meta = match(META, line);
    String name = meta.group(2);
    Family family = current;
    if (family == null || !family.name.equals(name)) {
      family = new Family(name);
      if (families.put(name, family) != null) {
        throw new AssertionError(name + " stands there twice");
      }
    }
    if (!family.samples.isEmpty()) {
      throw new AssertionError("behind its samples: " + line);
    }
    boolean isType = meta.group(1).equals("TYPE");
    if (!(isType ? family.type : family.help).isEmpty()) {
      throw new AssertionError("twice: " + line);
    }
    if (isType) {
      family.type = meta.group(3);
      if (!TYPES.contains(family.type)) {
        throw new AssertionError(line);
      }
    } else {
      family.help = meta.group(3);
    }
    return family;
  }

  private static Family sample(String line, @Nullable Family family) {
    Matcher sample = match(SAMPLE, line);
    String name = sample.group(1);
    Set<String> names = new TreeSet<>();
    if (family != null) {
      names.add(family.name);
      if (family.type.equals("histogram")) {
        names = Set.of(family.name + "_bucket", family.name + "_sum", family.name + "_count");
      }
    }
    if (family == null || !names.contains(name)) {
      throw new AssertionError("not of a family: " + line);
    }
    Map<String, String> labels = new TreeMap<>();
    String rest = sample.group(2) == null ? "" : sample.group(2);
    while (!rest.isEmpty()) {
      Matcher label = LABEL.matcher(rest);
      if (!label.lookingAt() || labels.put(label.group(1), label.group(2)) != null) {
        throw new AssertionError(line);
      }
      rest = rest.substring(label.end());
    }
    double value =
        sample.group(3).equals("+Inf")
            ? Double.POSITIVE_INFINITY
            : Double.parseDouble(sample.group(3));
    if (family.samples.put(new Key(name, labels), value) != null) {
      throw new AssertionError("twice: " + line);
    }
    return family;
  }

  private static Matcher match(Pattern pattern, String line) {
    Matcher matcher = pattern.matcher(line);
    if (!matcher.matches()) {
      throw new AssertionError(line);
    }
    return matcher;
  }

  Map<String, Family> families() {
    return families;
  }

  /** The names of all samples, as an expression may use them. */
  Set<String> names() {
    Set<String> names = new TreeSet<>();
    families.values().forEach(family -> family.samples.keySet().forEach(k -> names.add(k.name())));
    return names;
  }

  /** All values of all labels. */
  List<String> labelValues() {
    List<String> values = new ArrayList<>();
    families
        .values()
        .forEach(
            family -> family.samples.keySet().forEach(k -> values.addAll(k.labels().values())));
    return values;
  }

  /** The value of one sample; labels as name, value, name, value. */
  double value(String name, String... labels) {
    Map<String, String> wanted = new TreeMap<>();
    for (int i = 0; i < labels.length; i += 2) {
      wanted.put(labels[i], labels[i + 1]);
    }
    for (Family family : families.values()) {
      Double value = family.samples.get(new Key(name, wanted));
      if (value != null) {
        return value;
      }
    }
    throw new AssertionError(name + wanted + " is not in " + names());
  }
}
