package io.github.mailmodosource.segment;

import io.github.mailmodosource.failure.JobStoppedException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How requests get from this process to Segment: straight, or through an HTTP proxy. Java's own
 * settings say it, and else the variables that curl, npm and pip obey.
 */
final class Route {
  private static final int HTTPS_PORT = 443;
  private static final int HTTP_PORT = 80;

  private final @Nullable InetSocketAddress proxy;
  private final @Nullable String login;
  private final String source;

  private Route(@Nullable InetSocketAddress proxy, @Nullable String login, String source) {
    this.proxy = proxy;
    this.login = login;
    this.source = source;
  }

  /**
   * The route from here to an address.
   *
   * @throws JobStoppedException with one clear line if the variable that holds cannot be used
   */
  static Route to(URI address) {
    return to(address, System.getenv(), ProxySelector.getDefault());
  }

  /** The same under other variables, and another proxy selector of Java's. */
  static Route to(URI address, Map<String, String> variables, @Nullable ProxySelector java) {
    Route ofJava = java == null ? null : ofJava(address, java);
    return ofJava == null ? ofVariables(address, variables) : ofJava;
  }

  private static Route straight() {
    return new Route(null, null, "");
  }

  /** The route if Java's settings say anything about it: that some hosts are reached straight. */
  private static @Nullable Route ofJava(URI address, ProxySelector java) {
    String setting = address.getScheme() + ".proxyHost";
    List<Proxy> proxies = java.select(address);
    // SOCKS is for the connections of databases: Java's HTTP client knows nothing of it.
    if (!proxies.isEmpty()
        && proxies.get(0).type() == Proxy.Type.HTTP
        && proxies.get(0).address() instanceof InetSocketAddress proxy) {
      return new Route(unresolved(proxy), null, isSet(setting) ? "-D" + setting : "set in Java");
    }
    boolean decided =
        isSet(setting)
            || Boolean.getBoolean("java.net.useSystemProxies")
            || NoProxy.isJavasFor(System.getProperty("http.nonProxyHosts", ""), address.getHost());
    return decided ? straight() : null;
  }

  private static Route ofVariables(URI address, Map<String, String> variables) {
    boolean https = address.getScheme().equals("https");
    String name = https ? "HTTPS_PROXY" : "HTTP_PROXY";
    String value = variables.getOrDefault(https ? "https_proxy" : "http_proxy", "").strip();
    if (value.isEmpty()) {
      value = variables.getOrDefault(name, "").strip();
    } else {
      name = https ? "https_proxy" : "http_proxy";
    }
    int standardPort = https ? HTTPS_PORT : HTTP_PORT;
    int port = address.getPort() < 0 ? standardPort : address.getPort();
    String except = variables.getOrDefault("no_proxy", "").strip();
    if (except.isEmpty()) {
      except = variables.getOrDefault("NO_PROXY", "");
    }
    // What is sent to this machine stays on it: the sandbox's events are no proxy's business.
    if (value.isEmpty()
        || Loopback.isHost(address.getHost())
        || NoProxy.isFor(except, address.getHost(), port)) {
      return straight();
    }
    ProxyVariable variable = ProxyVariable.parse(name, value);
    return new Route(
        InetSocketAddress.createUnresolved(variable.host(), variable.port()),
        variable.login(),
        name);
  }

  /** For the client. The proxy's name is looked up for each connection, as Segment's is. */
  ProxySelector selector() {
    return proxy == null ? HttpClient.Builder.NO_PROXY : ProxySelector.of(proxy);
  }

  /** The value of {@code Proxy-Authorization}; null for none. */
  @Nullable String login() {
    return login;
  }

  /** The proxy, such as {@code the proxy proxy.example:3128 (HTTPS_PROXY)}; null for none. */
  @Nullable String proxy() {
    return proxy == null
        ? null
        : "the proxy " + proxy.getHostString() + ":" + proxy.getPort() + " (" + source + ")";
  }

  /** Says of a failure which way the request went: it may be the way's. */
  String failed(String failure) {
    return proxy == null ? failure : failure + ", through " + proxy();
  }

  private static InetSocketAddress unresolved(InetSocketAddress proxy) {
    return InetSocketAddress.createUnresolved(proxy.getHostString(), proxy.getPort());
  }

  private static boolean isSet(String property) {
    return !Objects.requireNonNullElse(System.getProperty(property), "").isBlank();
  }

  /** The proxy and where it is set; no password. */
  @Override
  public String toString() {
    return proxy == null ? "straight" : "through " + proxy();
  }
}
