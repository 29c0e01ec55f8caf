package io.github.mailmodosource.event;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * When the duplicates of events were. One that is another time than the event that is kept was no
 * duplicate: what was taken for the id of an activity is the id of something else.
 */
public final class DuplicateTimes {
  private static final Duration SAME = Duration.ofSeconds(1);

  /** Of one id; what has as many and more is not told apart any longer. */
  private static final int MOST_TIMES = 1_000;

  private static final String FURTHER_TIMES = "";
  private static final ObjectReader JSON = new ObjectMapper().reader();

  /** By messageId, how many duplicates were at which time. */
  private final Map<String, Map<String, Long>> byId = new HashMap<>();

  /** An event that is kept, and the time of one that was taken for its duplicate. */
  record Example(TrackEvent kept, String time) {
    /** For the report: it names a person. */
    String text() {
      return kept.eventName()
          + " of "
          + email(kept)
          + " ("
          + kept.row().where()
          + ") at "
          + kept.json().timestamp()
          + ", and again at "
          + time;
    }
  }

  /** Remembers when a duplicate was; of several of one time, how many. */
  public void add(TrackEvent duplicate) {
    String time = duplicate.json().timestamp();
    if (time == null) {
      return;
    }
    Map<String, Long> times = byId.computeIfAbsent(duplicate.messageId(), id -> new HashMap<>(2));
    boolean further = times.size() >= MOST_TIMES && !times.containsKey(time);
    times.merge(further ? FURTHER_TIMES : time, 1L, Long::sum);
  }

  /** How many duplicates of the event were more than a second before or after it. */
  long differing(TrackEvent kept) {
    Map<String, Long> times = timesOf(kept);
    if (times.isEmpty()) {
      // Nearly always: no time is looked for.
      return 0;
    }
    String keptTime = kept.json().timestamp();
    long differing = 0;
    for (Map.Entry<String, Long> time : times.entrySet()) {
      if (differ(keptTime, time.getKey())) {
        differing += time.getValue();
      }
    }
    return differing;
  }

  /** The first that differs; null if none does. */
  @Nullable Example example(TrackEvent kept) {
    String keptTime = kept.json().timestamp();
    return timesOf(kept).keySet().stream()
        .filter(time -> !time.equals(FURTHER_TIMES) && differ(keptTime, time))
        .min(String::compareTo)
        .map(time -> new Example(kept, time))
        .orElse(null);
  }

  private Map<String, Long> timesOf(TrackEvent kept) {
    return byId.getOrDefault(kept.messageId(), Map.of());
  }

  private static boolean differ(@Nullable String kept, String other) {
    if (kept == null || kept.equals(other)) {
      return false;
    }
    if (other.equals(FURTHER_TIMES)) {
      return true;
    }
    try {
      return Duration.between(Instant.parse(kept), Instant.parse(other)).abs().compareTo(SAME) > 0;
    } catch (DateTimeException e) {
      // A payload of somebody else's.
      return true;
    }
  }

  private static String email(TrackEvent event) {
    try {
      return JSON.readTree(event.json().text()).at("/context/traits/email").asText("nobody");
    } catch (IOException e) {
      return "nobody";
    }
  }
}
