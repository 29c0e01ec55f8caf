package io.github.mailmodosource.job;

import io.github.mailmodosource.commandline.UsageException;
import io.github.mailmodosource.event.SharedFields;
import io.github.mailmodosource.option.DurationOption;
import io.github.mailmodosource.option.SecretReference;
import io.github.mailmodosource.runner.Workers;
import io.github.mailmodosource.segment.SegmentRegion;
import io.github.mailmodosource.segment.SegmentSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** Where events go and how fast, from options. */
public final class SegmentInput {
  private SegmentInput() {}

  /** What all events have in common, from {@code --integrations}. */
  public static Checked<SharedFields> shared(TrackOptions options, Faults faults) {
    return faults.check("--integrations: ", () -> SharedFields.of(options.getIntegrations()));
  }

  /**
   * The settings of a run that sends. A write key that cannot be read, or a proxy that cannot be
   * used, is a fault too, unless only the workers elsewhere can know: they read it, and this
   * machine need not have it.
   */
  public static Checked<SegmentSettings> of(
      SegmentOptions options, Checked<SharedFields> shared, Faults faults) {
    Checked<SegmentSettings> settings = withoutSending(options, shared, faults);
    if (!Workers.mayBeInSeveralProcesses(options)) {
      faults.check("--writeKey: ", () -> SecretReference.parse(options.getWriteKey()).read());
      faults.check(
          () -> {
            settings.get().checkRoute();
            return settings;
          });
    }
    return settings;
  }

  /**
   * The settings of a run that sends nothing: nobody needs the write key, and it is not read. Each
   * option is checked alone, beside the defaults of the others, and then all of them together.
   */
  public static Checked<SegmentSettings> withoutSending(
      SegmentOptions options, Checked<SharedFields> shared, Faults faults) {
    Checked<SecretReference> key =
        faults.check("--writeKey: ", () -> SecretReference.parse(options.getWriteKey()));
    List<Checked<UnaryOperator<SegmentSettings.Builder>>> parts = new ArrayList<>();
    for (UnaryOperator<SegmentSettings.Builder> part : parts(options)) {
      parts.add(
          faults.check(
              () -> {
                part.apply(SegmentSettings.builder()).build();
                return part;
              }));
    }
    return faults.check(
        () -> {
          SegmentSettings.Builder builder =
              SegmentSettings.builder().writeKey(key.get()).shared(shared.get());
          for (Checked<UnaryOperator<SegmentSettings.Builder>> part : parts) {
            builder = part.get().apply(builder);
          }
          return builder.build();
        });
  }

  private static List<UnaryOperator<SegmentSettings.Builder>> parts(SegmentOptions options) {
    String endpoint = options.getEndpoint();
    String retryFor = options.getRetryFor();
    return List.of(
        to -> to.region(SegmentRegion.of(options.getRegion())),
        to ->
            (endpoint == null ? to : to.endpoint(endpoint))
                .allowPlainHttp(options.isAllowPlainHttp()),
        to -> to.gzip(gzip(options.getCompression())),
        to -> to.batchBytes(options.getBatchBytes()),
        to -> to.batchEvents(options.getBatchEvents()),
        to -> to.requestsPerSecond(options.getRequestsPerSecond()),
        to -> to.eventsPerSecond(options.getEventsPerSecond()),
        to -> to.maxInFlight(options.getMaxInFlight()),
        to -> retryFor == null ? to : to.retryFor(DurationOption.parse("--retryFor", retryFor)),
        to ->
            to.connectTimeout(
                DurationOption.parse("--connectTimeout", options.getConnectTimeout())),
        to -> to.readTimeout(DurationOption.parse("--readTimeout", options.getReadTimeout())));
  }

  private static boolean gzip(String compression) {
    return switch (compression.toLowerCase(Locale.ROOT)) {
      case "gzip" -> true;
      case "none" -> false;
      default ->
          throw new UsageException(
              "--compression=" + compression + " is unknown; use gzip or none");
    };
  }
}
