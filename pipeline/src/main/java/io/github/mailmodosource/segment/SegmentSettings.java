package io.github.mailmodosource.segment;

import io.github.mailmodosource.option.DurationOption;
import io.github.mailmodosource.secret.SecretReference;
import io.github.mailmodosource.track.SharedFields;
import java.io.Serializable;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Locale;

/**
 * The options, checked and typed; what every worker gets.
 *
 * @param batchAddress the whole address that batches are posted to
 * @param requestsPerSecond 0 for no bound
 * @param eventsPerSecond 0 for no bound
 */
public record SegmentSettings(
    URI batchAddress,
    SecretReference writeKey,
    boolean gzip,
    int batchBytes,
    int batchEvents,
    double requestsPerSecond,
    double eventsPerSecond,
    int maxInFlight,
    Duration retryFor,
    Duration connectTimeout,
    Duration readTimeout,
    SharedFields shared)
    implements Serializable {

  /** Segment takes 32 KB an event; the smaller reading of KB is the safe one. */
  static final int MAX_EVENT_BYTES = 32_000;

  private static final int MIN_BATCH_BYTES = 40_000;
  private static final int MAX_BATCH_BYTES = 475_000;
  private static final int MAX_BATCH_EVENTS = 2_500;
  private static final int MAX_IN_FLIGHT = 256;
  private static final Duration MAX_TIMEOUT = Duration.ofHours(1);

  /**
   * Checks the options.
   *
   * @throws IllegalArgumentException with one clear line for the first that is wrong
   */
  public static SegmentSettings of(SegmentOptions options, SharedFields shared) {
    SegmentSettings settings =
        new SegmentSettings(
            URI.create(base(options) + "/v1/batch"),
            writeKey(options.getWriteKey()),
            gzip(options.getCompression()),
            (int)
                between("--batchBytes", options.getBatchBytes(), MIN_BATCH_BYTES, MAX_BATCH_BYTES),
            (int) between("--batchEvents", options.getBatchEvents(), 1, MAX_BATCH_EVENTS),
            between("--requestsPerSecond", options.getRequestsPerSecond(), 0, 1e6),
            between("--eventsPerSecond", options.getEventsPerSecond(), 0, 1e9),
            (int) between("--maxInFlight", options.getMaxInFlight(), 1, MAX_IN_FLIGHT),
            DurationOption.parse("--retryFor", options.getRetryFor()),
            timeout("--connectTimeout", options.getConnectTimeout()),
            timeout("--readTimeout", options.getReadTimeout()),
            shared);
    int room = settings.batchBytes() - BatchBody.envelopeBytes(shared);
    if (room < MAX_EVENT_BYTES) {
      throw new IllegalArgumentException(
          "--integrations is so long that no event fits beside it into a batch");
    }
    return settings;
  }

  /** Whether a rate holds for the whole job. */
  boolean hasPace() {
    return requestsPerSecond > 0 || eventsPerSecond > 0;
  }

  private static String base(SegmentOptions options) {
    String ofRegion =
        switch (options.getRegion().toLowerCase(Locale.ROOT)) {
          case "oregon" -> "https://api.segment.io";
          case "dublin" -> "https://events.eu1.segmentapis.com";
          default ->
              throw new IllegalArgumentException(
                  "--region=" + options.getRegion() + " is unknown: give oregon or dublin");
        };
    String endpoint = options.getEndpoint();
    if (endpoint == null) {
      return ofRegion;
    }
    try {
      URI uri = new URI(endpoint);
      boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      if (http && uri.getHost() != null && uri.getUserInfo() == null && uri.getQuery() == null) {
        return endpoint.replaceFirst("/+(v1/*)?$", "");
      }
    } catch (URISyntaxException e) {
      // Told below, with the same mend.
    }
    throw new IllegalArgumentException(
        "--endpoint is no address such as https://api.segment.io, without user, key or query");
  }

  private static SecretReference writeKey(String option) {
    try {
      return SecretReference.parse(option);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("--writeKey: " + e.getMessage(), e);
    }
  }

  private static boolean gzip(String compression) {
    return switch (compression.toLowerCase(Locale.ROOT)) {
      case "gzip" -> true;
      case "none" -> false;
      default ->
          throw new IllegalArgumentException(
              "--compression=" + compression + " is unknown: give gzip or none");
    };
  }

  private static double between(String option, double value, double least, double most) {
    if (value >= least && value <= most) {
      return value;
    }
    throw new IllegalArgumentException(
        String.format(
            Locale.ROOT,
            "%s=%s is out of bounds: give %,.0f to %,.0f",
            option,
            BigDecimal.valueOf(value).stripTrailingZeros().toPlainString(),
            least,
            most));
  }

  private static Duration timeout(String option, String value) {
    Duration timeout = DurationOption.parse(option, value);
    if (timeout.isZero() || timeout.compareTo(MAX_TIMEOUT) > 0) {
      throw new IllegalArgumentException(
          option + "=" + value + " is out of bounds: give 1ms to " + MAX_TIMEOUT.toHours() + "h");
    }
    return timeout;
  }
}
