package io.github.mailmodosource.yardstick;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * A field in which our request is not like that of another client.
 *
 * @param ours our value, or {@link #ABSENT}
 * @param theirs their value, or {@link #ABSENT}
 */
record Difference(String field, String ours, String theirs) {
  static final String ABSENT = "absent";

  /** All differences, by the names of their fields. */
  static List<Difference> between(Map<String, String> ours, Map<String, String> theirs) {
    TreeSet<String> names = new TreeSet<>(ours.keySet());
    names.addAll(theirs.keySet());
    List<Difference> differences = new ArrayList<>();
    for (String name : names) {
      String our = ours.getOrDefault(name, ABSENT);
      String their = theirs.getOrDefault(name, ABSENT);
      if (!our.equals(their)) {
        differences.add(new Difference(name, our, their));
      }
    }
    return differences;
  }
}
