package io.github.mailmodosource.segment;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The hosts of {@code NO_PROXY}, as curl reads them, and of Java's {@code http.nonProxyHosts}. No
 * name is looked up. An entry that cannot be understood is for no host of ours: the variable is for
 * all programs of a machine, and some of them have forms of their own.
 */
final class NoProxy {
  private NoProxy() {}

  /**
   * Whether one of the entries is for the host.
   *
   * @param entries separated by commas or white space: {@code *} for all; a name for itself and all
   *     names below it, with or without a dot in front; an address, or a range such as {@code
   *     10.0.0.0/8}; {@code *} within a name for any characters; each with a port or without
   * @param host as in a URI: IPv6 in brackets
   */
  static boolean isFor(String entries, String host, int port) {
    String name = withoutDot(host.toLowerCase(Locale.ROOT));
    return Arrays.stream(entries.toLowerCase(Locale.ROOT).split("[,\\s]+"))
        .anyMatch(entry -> !entry.isEmpty() && isEntryFor(entry, name, port));
  }

  /**
   * Whether one of Java's patterns is for the host.
   *
   * @param patterns separated by {@code |}, with {@code *} for any characters
   */
  static boolean isJavasFor(String patterns, String host) {
    return Arrays.stream(patterns.split("\\|"))
        .anyMatch(pattern -> matches(pattern, host.toLowerCase(Locale.ROOT)));
  }

  private static boolean isEntryFor(String entry, String host, int port) {
    // Two colons and more are an IPv6 address; with a port it has brackets.
    boolean bare = entry.indexOf(':') != entry.lastIndexOf(':') && !entry.startsWith("[");
    int colon = bare ? -1 : entry.indexOf(':', entry.lastIndexOf(']') + 1);
    if (colon >= 0 && !entry.substring(colon + 1).equals(Integer.toString(port))) {
      return false;
    }
    String name = withoutDot(colon >= 0 ? entry.substring(0, colon) : entry);
    if (name.contains("*")) {
      return matches(name, host);
    }
    if (name.indexOf('/') > 0) {
      return isInRange(host, name);
    }
    if (isAddress(host)) {
      return isAddress(name) && isInRange(host, name + "/128");
    }
    String domain = name.startsWith(".") ? name.substring(1) : name;
    return !domain.isEmpty() && (host.equals(domain) || host.endsWith("." + domain));
  }

  private static boolean matches(String pattern, String host) {
    String regex =
        Arrays.stream(pattern.strip().toLowerCase(Locale.ROOT).split("\\*", -1))
            .map(Pattern::quote)
            .collect(Collectors.joining(".*"));
    return Pattern.matches(regex, host);
  }

  private static boolean isInRange(String host, String range) {
    int slash = range.indexOf('/');
    String digits = range.substring(slash + 1);
    String network = range.substring(0, slash);
    if (!isAddress(host) || !isAddress(network) || !digits.matches("\\d{1,3}")) {
      return false;
    }
    byte[] one = address(host);
    byte[] other = address(network);
    if (one.length != other.length || one.length == 0) {
      return false;
    }
    int bits = Math.min(Integer.parseInt(digits), one.length * 8);
    for (int bit = 0; bit < bits; bit++) {
      if (((one[bit / 8] ^ other[bit / 8]) >> (7 - bit % 8) & 1) != 0) {
        return false;
      }
    }
    return true;
  }

  /** Whether it is written as an address: then Java does not look it up. */
  private static boolean isAddress(String host) {
    return host.contains(":") || host.matches("\\d{1,3}(\\.\\d{1,3}){3}");
  }

  private static byte[] address(String text) {
    try {
      return InetAddress.getByName(text).getAddress();
    } catch (UnknownHostException e) {
      return new byte[0];
    }
  }

  private static String withoutDot(String host) {
    return host.replaceFirst("\\.$", "");
  }
}
