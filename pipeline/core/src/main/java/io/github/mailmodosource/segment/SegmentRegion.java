package io.github.mailmodosource.segment;

import io.github.mailmodosource.option.SettingException;
import java.net.URI;
import java.util.Locale;

/** The regions of Segment workspaces, each with its Tracking API. */
public enum SegmentRegion {
  OREGON("https://api.segment.io"),
  DUBLIN("https://events.eu1.segmentapis.com");

  private final URI endpoint;

  SegmentRegion(String endpoint) {
    this.endpoint = URI.create(endpoint);
  }

  /** The base address of the region's Tracking API, without {@code /v1}. */
  public URI endpoint() {
    return endpoint;
  }

  /**
   * Reads a region's name, in any case.
   *
   * @throws SettingException if there is no such region
   */
  public static SegmentRegion of(String name) {
    for (SegmentRegion region : values()) {
      if (region.name().equals(name.toUpperCase(Locale.ROOT))) {
        return region;
      }
    }
    throw new SettingException("region", "=" + name + " is unknown; use oregon or dublin");
  }
}
