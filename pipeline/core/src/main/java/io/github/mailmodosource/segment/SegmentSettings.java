package io.github.mailmodosource.segment;

import io.github.mailmodosource.event.SharedFields;
import io.github.mailmodosource.option.SecretReference;
import io.github.mailmodosource.option.SettingException;
import java.io.Serializable;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How events are sent; what every worker gets. The settings check themselves: an instance that
 * exists can be used.
 *
 * @param batchAddress the whole address that batches are posted to
 * @param allowPlainHttp whether the address may be a plain http one of another machine, where the
 *     write key and people's addresses can be read on their way
 * @param writeKey where the write key of the source is found
 * @param gzip whether requests are compressed
 * @param batchBytes most bytes of a batch before compression, 40,000 to 475,000
 * @param batchEvents most events of a batch, 1 to 2,500
 * @param requestsPerSecond of the whole job; 0 for no bound
 * @param eventsPerSecond of the whole job; 0 for no bound
 * @param maxInFlight most requests at once for each worker process, 1 to 256
 * @param givenRetryFor how long a batch is tried before it becomes dead letters; null for an hour,
 *     or without end in an unbounded run
 * @param connectTimeout how long a connection may take to be made, at most an hour
 * @param readTimeout how long a request may take to the last byte of its answer, at most an hour
 * @param shared what all events have in common
 * @param ledger the folder in which an unfinished run writes down what Segment has accepted; null
 *     for none. A run without end has none, whatever it is
 * @param maxEvents most events that a run sends, 0 for no bound; a run without end has none
 * @param maxUsers most distinct users whose events a run sends, 0 for no bound; likewise
 * @param unbounded whether the run has no end: then no outage stops it, however long
 */
public record SegmentSettings(
    URI batchAddress,
    boolean allowPlainHttp,
    SecretReference writeKey,
    boolean gzip,
    int batchBytes,
    int batchEvents,
    double requestsPerSecond,
    double eventsPerSecond,
    int maxInFlight,
    @Nullable Duration givenRetryFor,
    Duration connectTimeout,
    Duration readTimeout,
    SharedFields shared,
    @Nullable String ledger,
    long maxEvents,
    long maxUsers,
    boolean unbounded)
    implements Serializable {
  /** Segment takes 32 KB an event; the smaller reading of KB is the safe one. */
  static final int MAX_EVENT_BYTES = 32_000;

  /** A time to retry for that never ends. */
  public static final Duration WITHOUT_END = Duration.ofSeconds(Long.MAX_VALUE);

  private static final Duration BOUNDED_RETRY_FOR = Duration.ofHours(1);
  private static final int MIN_BATCH_BYTES = 40_000;
  private static final int MAX_BATCH_BYTES = 475_000;
  private static final int MAX_BATCH_EVENTS = 2_500;
  private static final int MAX_IN_FLIGHT = 256;
  private static final Duration MAX_TIMEOUT = Duration.ofHours(1);

  /**
   * Checks the settings.
   *
   * @throws SettingException for the first that cannot be used
   */
  public SegmentSettings {
    if (!allowPlainHttp && isReadOnItsWay(batchAddress)) {
      throw new SettingException(
          "endpoint",
          " is a plain http address of another machine: the write key and people's addresses could"
              + " be read on their way; use https, or add --allowPlainHttp");
    }
    between("batchBytes", batchBytes, MIN_BATCH_BYTES, MAX_BATCH_BYTES);
    between("batchEvents", batchEvents, 1, MAX_BATCH_EVENTS);
    between("requestsPerSecond", requestsPerSecond, 0, 1e6);
    between("eventsPerSecond", eventsPerSecond, 0, 1e9);
    between("maxInFlight", maxInFlight, 1, MAX_IN_FLIGHT);
    between("maxEvents", (double) maxEvents, 0, 1e15);
    between("maxUsers", (double) maxUsers, 0, 1e9);
    timeout("connectTimeout", connectTimeout);
    timeout("readTimeout", readTimeout);
    if (batchBytes - BatchBody.envelopeBytes(shared) < MAX_EVENT_BYTES) {
      throw new SettingException(
          "integrations", " is so long that no event fits into a batch beside it");
    }
  }

  /** Segment's own limits, and the write key in the environment variable SEGMENT_WRITE_KEY. */
  public static Builder builder() {
    return new Builder();
  }

  /** A builder that begins with these settings. */
  public Builder toBuilder() {
    Builder builder = new Builder();
    builder.batchAddress = batchAddress;
    builder.allowPlainHttp = allowPlainHttp;
    builder.writeKey = writeKey;
    builder.gzip = gzip;
    builder.batchBytes = batchBytes;
    builder.batchEvents = batchEvents;
    builder.requestsPerSecond = requestsPerSecond;
    builder.eventsPerSecond = eventsPerSecond;
    builder.maxInFlight = maxInFlight;
    builder.retryFor = givenRetryFor;
    builder.connectTimeout = connectTimeout;
    builder.readTimeout = readTimeout;
    builder.shared = shared;
    builder.ledger = ledger;
    builder.maxEvents = maxEvents;
    builder.maxUsers = maxUsers;
    builder.unbounded = unbounded;
    return builder;
  }

  /** How long a batch is tried before it becomes dead letters. */
  public Duration retryFor() {
    if (givenRetryFor != null) {
      return givenRetryFor;
    }
    return unbounded ? WITHOUT_END : BOUNDED_RETRY_FOR;
  }

  /**
   * Most events that are packed into a batch. A run without end never holds what takes longer than
   * a second to send: a checkpoint waits for it.
   */
  int packedEvents() {
    return unbounded && eventsPerSecond > 0
        ? (int) Math.max(1, Math.min(batchEvents, eventsPerSecond))
        : batchEvents;
  }

  /** What a user can do about a run that was stopped: a part of a sentence. */
  String sameCommand() {
    return ledger != null || unbounded
        ? "the same command sends the rest, under the same ids"
        : "the same command sends everything again, under the same ids";
  }

  /** Whether a rate holds for the whole job. */
  boolean hasPace() {
    return requestsPerSecond > 0 || eventsPerSecond > 0;
  }

  /**
   * Tries what only the machine that sends knows: the proxy that its environment names.
   *
   * @throws io.github.mailmodosource.failure.JobStoppedException with one clear line
   */
  public void checkRoute() {
    Route.to(batchAddress);
  }

  private static boolean isReadOnItsWay(URI address) {
    return "http".equals(address.getScheme()) && !Loopback.isHost(address.getHost());
  }

  private static void between(String setting, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      String text =
          Double.isFinite(value)
              ? BigDecimal.valueOf(value).stripTrailingZeros().toPlainString()
              : Double.toString(value);
      throw new SettingException(
          setting,
          String.format(Locale.ROOT, "=%s is out of range; use %,.0f to %,.0f", text, least, most));
    }
  }

  private static void timeout(String setting, Duration timeout) {
    if (timeout.isZero() || timeout.isNegative() || timeout.compareTo(MAX_TIMEOUT) > 0) {
      throw new SettingException(
          setting,
          "="
              + timeout.toString().toLowerCase(Locale.ROOT)
              + " is out of range; use 1ms to "
              + MAX_TIMEOUT.toHours()
              + "h");
    }
  }

  /** Settings that are being put together; each begins with the default of its option. */
  public static final class Builder {
    private URI batchAddress = Endpoint.batchAddress(SegmentRegion.OREGON.endpoint().toString());
    private boolean allowPlainHttp;
    private SecretReference writeKey = SecretReference.parse("env:SEGMENT_WRITE_KEY");
    private boolean gzip = true;
    private int batchBytes = MAX_BATCH_BYTES;
    private int batchEvents = MAX_BATCH_EVENTS;
    private double requestsPerSecond = 50;
    private double eventsPerSecond = 1_000;
    private int maxInFlight = 32;
    private @Nullable Duration retryFor;
    private Duration connectTimeout = Duration.ofSeconds(10);
    private Duration readTimeout = Duration.ofSeconds(30);
    private SharedFields shared = SharedFields.none();
    private @Nullable String ledger;
    private long maxEvents;
    private long maxUsers;
    private boolean unbounded;

    private Builder() {}

    public Builder region(SegmentRegion region) {
      batchAddress = Endpoint.batchAddress(region.endpoint().toString());
      return this;
    }

    /**
     * The base address of a Tracking API, in place of a region's; {@code /v1}, {@code /v1/batch}
     * and the like at its end are fine.
     *
     * @throws SettingException if it is not an http(s) address without user, key, query and
     *     fragment
     */
    public Builder endpoint(String endpoint) {
      batchAddress = Endpoint.batchAddress(endpoint);
      return this;
    }

    /** Whether the endpoint may be a plain http address of another machine than this. */
    public Builder allowPlainHttp(boolean allow) {
      allowPlainHttp = allow;
      return this;
    }

    public Builder writeKey(SecretReference reference) {
      writeKey = reference;
      return this;
    }

    public Builder gzip(boolean compress) {
      gzip = compress;
      return this;
    }

    public Builder batchBytes(int most) {
      batchBytes = most;
      return this;
    }

    public Builder batchEvents(int most) {
      batchEvents = most;
      return this;
    }

    public Builder requestsPerSecond(double most) {
      requestsPerSecond = most;
      return this;
    }

    public Builder eventsPerSecond(double most) {
      eventsPerSecond = most;
      return this;
    }

    public Builder maxInFlight(int most) {
      maxInFlight = most;
      return this;
    }

    /**
     * How long a batch is tried before it becomes dead letters; unless given, an hour, and without
     * end in an unbounded run.
     */
    public Builder retryFor(Duration duration) {
      retryFor = duration;
      return this;
    }

    public Builder connectTimeout(Duration timeout) {
      connectTimeout = timeout;
      return this;
    }

    public Builder readTimeout(Duration timeout) {
      readTimeout = timeout;
      return this;
    }

    public Builder shared(SharedFields fields) {
      shared = fields;
      return this;
    }

    /** A folder of any Beam file system, which all workers reach; null for no ledger. */
    public Builder ledger(@Nullable String folder) {
      ledger = folder;
      return this;
    }

    /** Most events that the run sends in this process; 0 for no bound. */
    public Builder maxEvents(long most) {
      maxEvents = most;
      return this;
    }

    /** Most distinct users whose events the run sends in this process; 0 for no bound. */
    public Builder maxUsers(long most) {
      maxUsers = most;
      return this;
    }

    /** Whether the run has no end; {@link SegmentSink} knows by its input. */
    Builder unbounded(boolean endless) {
      unbounded = endless;
      return this;
    }

    /**
     * The settings.
     *
     * @throws SettingException for the first that cannot be used
     */
    public SegmentSettings build() {
      return new SegmentSettings(
          batchAddress,
          allowPlainHttp,
          writeKey,
          gzip,
          batchBytes,
          batchEvents,
          requestsPerSecond,
          eventsPerSecond,
          maxInFlight,
          retryFor,
          connectTimeout,
          readTimeout,
          shared,
          ledger,
          maxEvents,
          maxUsers,
          unbounded);
    }
  }
}
