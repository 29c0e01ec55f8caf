package io.github.mailmodosource.segment;

/**
 * Lets Java show a proxy its user and password. Java keeps Basic from proxies that make tunnels,
 * because it is not encrypted on its way there; but whoever writes a password into {@code
 * HTTPS_PROXY} asks for just that.
 */
final class ProxyLogin {
  private static final String DISABLED_SCHEMES = "jdk.http.auth.tunneling.disabledSchemes";

  private ProxyLogin() {}

  /**
   * Lifts the ban if the route needs it, unless somebody has set it in this process. Java reads it
   * with its first HTTP client, so this comes before ours.
   */
  static void allow(Route route) {
    if (route.login() != null && System.getProperty(DISABLED_SCHEMES) == null) {
      System.setProperty(DISABLED_SCHEMES, "");
    }
  }
}
