package io.github.mailmodosource.segment;

import io.github.mailmodosource.failure.JobStoppedException;
import java.net.IDN;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a variable such as {@code HTTPS_PROXY} says.
 *
 * @param port 80 unless it is given
 * @param login the value of {@code Proxy-Authorization}; null for none
 */
record ProxyVariable(String host, int port, @Nullable String login) {
  private static final int HTTP_PORT = 80;
  private static final int MAX_PORT = 65_535;

  private static final Pattern FORM =
      Pattern.compile(
          "(?i)(?:([a-z][a-z0-9+.-]*)://)?(?:([^/?#]*)@)?(\\[[0-9a-f:.]+]|[^/?#:@\\s\\[\\]]+)(?::(\\d{1,5}))?/*");

  /**
   * Reads {@code host:port}, {@code http://host:port} and {@code http://user:password@host:port}.
   *
   * @throws JobStoppedException with one line that has nothing of the value: it may hold a password
   */
  static ProxyVariable parse(String name, String value) {
    Matcher form = FORM.matcher(value);
    if (!form.matches()) {
      throw refused(name, "is not the address of a proxy");
    }
    String scheme = form.group(1);
    if (scheme != null && !scheme.equalsIgnoreCase("http")) {
      throw refused(name, "names a proxy that is not an http:// one, which is not supported");
    }
    int port = form.group(4) == null ? HTTP_PORT : Integer.parseInt(form.group(4));
    if (port < 1 || port > MAX_PORT) {
      throw refused(name, "has a port that is not one of 1 to 65535");
    }
    try {
      return new ProxyVariable(host(form.group(3)), port, login(form.group(2)));
    } catch (IllegalArgumentException e) {
      // It quotes what it cannot decode.
      throw refused(name, "is not the address of a proxy");
    }
  }

  private static String host(String text) {
    return text.startsWith("[") ? text : IDN.toASCII(text);
  }

  private static @Nullable String login(@Nullable String userAndPassword) {
    if (userAndPassword == null || userAndPassword.isEmpty()) {
      return null;
    }
    // In this part of a URL a plus is a plus.
    String plain = URLDecoder.decode(userAndPassword.replace("+", "%2B"), StandardCharsets.UTF_8);
    byte[] login = (plain.contains(":") ? plain : plain + ":").getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(login);
  }

  private static JobStoppedException refused(String name, String problem) {
    return JobStoppedException.of(
        "the environment variable "
            + name
            + " "
            + problem
            + "; use http://host:port or http://user:password@host:port, with / ? # @ % of a"
            + " password as %2F %3F %23 %40 %25");
  }

  /** No password. */
  @Override
  public String toString() {
    return "ProxyVariable[" + host + ":" + port + "]";
  }
}
