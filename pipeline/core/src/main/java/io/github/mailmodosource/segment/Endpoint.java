package io.github.mailmodosource.segment;

import io.github.mailmodosource.option.SettingException;
import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The address of a Tracking API as people write it: Segment's pages and the settings of other
 * libraries have it with and without its version and its calls, and each of them is meant.
 */
final class Endpoint {
  private static final String NAME = "endpoint";
  private static final int MAX_PORT = 65_535;

  private static final Pattern FORM =
      Pattern.compile("(?i)(https?)://([^/?#]*)([^?#]*)(\\?[^#]*)?(#.*)?");
  private static final Pattern AUTHORITY = Pattern.compile("(\\[[^\\]]*\\]|[^:\\[\\]]*)(:\\d*)?");

  /** The version, and the calls of Segment's HTTP API page. */
  private static final String TAIL =
      "(?i)(/+v1(/+(batch|import|track|identify|page|screen|group|alias))?)*/*$";

  /** Hosts of Segment's that take no events, and which ones do. */
  private static final Map<String, SegmentRegion> PUBLIC_API =
      Map.of(
          "api.segmentapis.com", SegmentRegion.OREGON,
          "eu1.api.segmentapis.com", SegmentRegion.DUBLIN);

  private Endpoint() {}

  /**
   * The whole address that batches are posted to. What is refused is not repeated: it may hold a
   * key.
   *
   * @throws SettingException with one clear line if it is not an http(s) address of a host
   */
  static URI batchAddress(String endpoint) {
    String text = endpoint.strip();
    Matcher form = FORM.matcher(text);
    if (text.isEmpty()) {
      throw invalid("it is empty");
    }
    if (text.chars().anyMatch(c -> Character.isWhitespace(c) || Character.isISOControl(c))) {
      throw invalid("it has white space in it");
    }
    if (!form.matches()) {
      throw invalid("it does not begin with https:// or http://");
    }
    if (form.group(4) != null) {
      throw invalid("it has a query");
    }
    if (form.group(5) != null) {
      throw invalid("it has a fragment");
    }
    String scheme = form.group(1).toLowerCase(Locale.ROOT);
    URI address =
        uri(scheme + "://" + authority(form.group(2)) + form.group(3).replaceFirst(TAIL, ""));
    refusePublicApi(address);
    return address;
  }

  private static URI uri(String base) {
    try {
      URI address = new URI(new URI(base + "/v1/batch").toASCIIString());
      if (address.getHost() != null) {
        return address;
      }
    } catch (URISyntaxException e) {
      throw invalid("it is not a URL", e);
    }
    throw invalid("its host is not a name that Java's HTTP client can use");
  }

  /** Host and port, in the one way in which they are compared and shown. */
  private static String authority(String text) {
    if (text.contains("@")) {
      throw invalid("it has a user in it");
    }
    Matcher parts = AUTHORITY.matcher(text);
    if (!parts.matches()) {
      throw invalid("its host and port cannot be told");
    }
    if (parts.group(1).isEmpty()) {
      throw invalid("it has no host");
    }
    return host(parts.group(1)) + port(parts.group(2));
  }

  private static String host(String text) {
    try {
      return text.startsWith("[") ? text : IDN.toASCII(text).toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException e) {
      throw invalid("its host is not a name", e);
    }
  }

  private static String port(@Nullable String colonAndDigits) {
    if (colonAndDigits == null || colonAndDigits.length() == 1) {
      return "";
    }
    String digits = colonAndDigits.substring(1);
    int port = digits.length() > 5 ? 0 : Integer.parseInt(digits);
    if (port < 1 || port > MAX_PORT) {
      throw invalid("its port is not one of 1 to 65535");
    }
    return ":" + port;
  }

  private static void refusePublicApi(URI address) {
    SegmentRegion region = PUBLIC_API.get(address.getHost());
    if (region != null) {
      throw new SettingException(
          NAME,
          " names Segment's Public API, which takes no events; use "
              + region.endpoint()
              + ", the Tracking API of the region "
              + region.name().toLowerCase(Locale.ROOT));
    }
  }

  private static SettingException invalid(String reason) {
    return invalid(reason, null);
  }

  private static SettingException invalid(String reason, @Nullable Throwable cause) {
    return new SettingException(
        NAME,
        " is not a valid address: "
            + reason
            + "; use one such as https://api.segment.io, without user, key, query or fragment",
        cause);
  }
}
