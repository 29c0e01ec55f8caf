package io.github.mailmodosource.segment;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Pattern;

/** Which hosts are this machine, by their names alone: nothing is looked up. */
final class Loopback {
  private static final Pattern IPV4 = Pattern.compile("127(\\.\\d{1,3}){3}");

  private Loopback() {}

  /**
   * Whether it is one of 127.0.0.0/8, ::1, localhost, or a name below localhost (RFC 6761).
   *
   * @param host as in a URI: IPv6 in brackets
   */
  static boolean isHost(String host) {
    if (host.startsWith("[")) {
      try {
        // An address is not looked up.
        return InetAddress.getByName(host).isLoopbackAddress();
      } catch (UnknownHostException e) {
        return false;
      }
    }
    String name = host.toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
    return name.equals("localhost") || name.endsWith(".localhost") || IPV4.matcher(name).matches();
  }
}
