package io.github.mailmodosource.metrics;

import org.apache.beam.sdk.metrics.Counter;

/** Everything a run counts beside the funnel, so that both ends agree on the names. */
public final class RunCounters {
  public static final String CONTACTS = "contacts";
  public static final String IGNORED_CONTACTS = "ignoredContacts";
  public static final String DELIVERY = "delivery";
  public static final String WARNINGS = "warnings";
  public static final String DEAD_LETTERS = "deadLetters";

  public static final String FILES = "files";

  /** What this process alone counts, to tell how far it is. */
  public static final String INPUT = "input";

  /** In {@link #INPUT}: text of activity that was read. */
  public static final String BYTES = "bytes";

  /** What a run would send. */
  public static final String FORECAST = "forecast";

  /** What a Tracking Plan says of events. */
  public static final String TRACKING_PLAN = "trackingPlan";

  private RunCounters() {}

  /** Watched files: {@code read} or {@code unreadable}. */
  public static Counter files(String name) {
    return new RunCounter(FILES, name);
  }

  /** Text of activity that was read, in bytes, compressed or not. */
  public static Counter activityBytes() {
    return new RunCounter(INPUT, BYTES, CountedFor.PROCESS);
  }

  /** {@code requests}, {@code bytes} or {@code bytesSent}, of a run that sends nothing. */
  public static Counter forecast(String name) {
    return new RunCounter(FORECAST, name);
  }

  /** Events that were compared with a Tracking Plan, and how they violate it. */
  public static Counter trackingPlan(String name) {
    return new RunCounter(TRACKING_PLAN, name);
  }

  /** {@code read}, {@code identified} or {@code ignored}. */
  public static Counter contacts(String name) {
    return new RunCounter(CONTACTS, name);
  }

  /** Contacts that were ignored, by the key of the reason. */
  public static Counter ignoredContacts(String reason) {
    return new RunCounter(IGNORED_CONTACTS, reason);
  }

  /**
   * {@code requests}, {@code retries}, {@code throttled} or {@code bytes}; where an earlier attempt
   * had sent some, also {@code resumed}.
   */
  public static Counter delivery(String name) {
    return delivery(name, CountedFor.BOTH);
  }

  /** The same, for the runner or this process alone. */
  public static Counter delivery(String name, CountedFor whom) {
    return new RunCounter(DELIVERY, name, whom);
  }

  /**
   * {@code unexpected_campaign_type}, {@code unknown_fields}, {@code ambiguous_local_time}, {@code
   * duplicate_differs}; of {@code reconcile} also {@code lost_to_column_type}; of a run without end
   * also {@code contacts_wait_full}.
   */
  public static Counter warnings(String name) {
    return new RunCounter(WARNINGS, name);
  }

  /** Dead letters that were written, by the code of their reason. */
  public static Counter deadLetters(String reason) {
    return new RunCounter(DEAD_LETTERS, reason);
  }
}
