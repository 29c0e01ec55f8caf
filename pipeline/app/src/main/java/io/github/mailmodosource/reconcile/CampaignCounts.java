package io.github.mailmodosource.reconcile;

import io.github.mailmodosource.match.Finding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * How many events of each campaign were found to be what. There may be millions of campaigns, of
 * which a report shows some: each takes its names and a few numbers, some 250 bytes.
 */
final class CampaignCounts {
  /** A count has its finding in the lowest three of these bits, its event above them. */
  private static final int CODE_SHIFT = 48;

  private static final int FINDING_BITS = 3;
  private static final long COUNT_MASK = (1L << CODE_SHIFT) - 1;
  private static final Finding[] FINDINGS = Finding.values();

  /** By what is wrong, the worst first; then by key. */
  private static final Comparator<Campaign> WORST_FIRST =
      Comparator.comparingDouble((Campaign campaign) -> -campaign.wrong())
          .thenComparing(Campaign::key);

  private final Map<String, Campaign> campaigns = new HashMap<>();

  /** The places of events in codes. */
  private final Map<String, Integer> events = new LinkedHashMap<>();

  /** One campaign. */
  static final class Campaign {
    private final String key;
    private @Nullable String name;

    /** Codes and counts in one, without those that are 0. */
    private long[] counts = {};

    private Campaign(String key) {
      this.key = key;
    }

    String key() {
      return key;
    }

    /** What people call it; its key if that is not known. */
    String name() {
      return name == null ? key : name;
    }

    boolean hasName() {
      return name != null;
    }

    /** The six, of all events. */
    Map<Finding, Long> found() {
      Map<Finding, Long> found = new EnumMap<>(Finding.class);
      for (Finding finding : FINDINGS) {
        found.put(finding, 0L);
      }
      for (long entry : counts) {
        ReconcileCounts.merge(found, finding(entry), entry & COUNT_MASK);
      }
      return found;
    }

    /** What somebody should look at; an event that only stands there twice is the least of it. */
    private double wrong() {
      double wrong = 0;
      for (long entry : counts) {
        wrong +=
            switch (finding(entry)) {
              case MISSING, MISMATCHED, UNEXPECTED -> entry & COUNT_MASK;
              case DUPLICATED -> (entry & COUNT_MASK) / 1e6;
              case EXPECTED, MATCHED -> 0;
            };
      }
      return wrong;
    }

    private static Finding finding(long entry) {
      return FINDINGS[(int) (entry >>> CODE_SHIFT) & ((1 << FINDING_BITS) - 1)];
    }

    private void add(int code, long count) {
      for (int i = 0; i < counts.length; i++) {
        if (counts[i] >>> CODE_SHIFT == code) {
          counts[i] += count;
          return;
        }
      }
      counts = Arrays.copyOf(counts, counts.length + 1);
      counts[counts.length - 1] = ((long) code << CODE_SHIFT) + count;
    }

    private long get(int code) {
      for (long entry : counts) {
        if (entry >>> CODE_SHIFT == code) {
          return entry & COUNT_MASK;
        }
      }
      return 0;
    }
  }

  int size() {
    return campaigns.size();
  }

  boolean has(String key) {
    return campaigns.containsKey(key);
  }

  /**
   * Adds events.
   *
   * @param event empty if it is not known
   * @param finding any but {@code EXPECTED}
   */
  void add(String key, String event, Finding finding, long count) {
    Integer place = events.computeIfAbsent(event, e -> events.size());
    campaigns.computeIfAbsent(key, Campaign::new).add(code(place, finding), count);
  }

  void name(String key, String name) {
    Campaign campaign = campaigns.computeIfAbsent(key, Campaign::new);
    if (!name.equals(campaign.name)) {
      campaign.name = name;
    }
  }

  /** How often this was found of an event of a campaign; {@code EXPECTED} is not asked for. */
  long get(String key, String event, Finding finding) {
    Campaign campaign = campaigns.get(key);
    Integer place = events.get(event);
    return campaign == null || place == null ? 0 : campaign.get(code(place, finding));
  }

  /** The keys by the names of their campaigns. */
  Map<String, List<String>> keysByName() {
    Map<String, List<String>> keys = new HashMap<>();
    for (Campaign campaign : campaigns.values()) {
      keys.computeIfAbsent(campaign.name(), n -> new ArrayList<>(1)).add(campaign.key);
    }
    keys.values().forEach(list -> list.sort(null));
    return keys;
  }

  /** The worst campaigns, the worst first; at most so many. */
  List<Campaign> worst(int most) {
    PriorityQueue<Campaign> best = new PriorityQueue<>(WORST_FIRST.reversed());
    for (Campaign campaign : campaigns.values()) {
      if (best.size() < most) {
        best.add(campaign);
      } else if (WORST_FIRST.compare(campaign, best.element()) < 0) {
        best.remove();
        best.add(campaign);
      }
    }
    List<Campaign> worst = new ArrayList<>(best);
    worst.sort(WORST_FIRST);
    return worst;
  }

  private static int code(int event, Finding finding) {
    return event << FINDING_BITS | finding.ordinal();
  }
}
