package io.github.mailmodosource.segment;

import io.github.mailmodosource.event.Version;
import io.github.mailmodosource.failure.JobStoppedException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import javax.net.ssl.SSLException;

/**
 * Tries the way to a Tracking API: name, connection, TLS and proxy. It asks for the head of the
 * host's front page, without a write key and without a body, so that nothing can come of it.
 */
public final class HostTrial {
  private static final int PROXY_AUTHENTICATION_REQUIRED = 407;

  /** What gateways answer for a host behind them that they do not reach. */
  private static final int BAD_GATEWAY = 502;

  private static final int GATEWAY_TIMEOUT = 504;

  private HostTrial() {}

  /**
   * What was found, as a sentence without its end: {@code https://api.segment.io answers}.
   *
   * @throws JobStoppedException with one clear line if there is no way
   */
  public static String of(SegmentSettings settings) {
    return of(settings, Route.to(settings.batchAddress()));
  }

  static String of(SegmentSettings settings, Route route) {
    URI host = settings.batchAddress().resolve("/");
    String shown = host.toString().replaceFirst("/$", "");
    ProxyLogin.allow(route);
    int status;
    try {
      status = status(settings, host, route);
    } catch (IOException e) {
      throw JobStoppedException.of(
          shown
              + " cannot be reached: "
              + route.failed(NetworkFailure.describe(e))
              + "; "
              + advice(e),
          e);
    }
    String proxy = route.proxy();
    if (proxy != null && status == PROXY_AUTHENTICATION_REQUIRED) {
      throw JobStoppedException.of(
          proxy
              + " does not let requests through without a user and a password that it knows; name"
              + " them in the proxy's variable, such as http://user:password@proxy.example:3128");
    }
    if (status >= BAD_GATEWAY && status <= GATEWAY_TIMEOUT) {
      throw JobStoppedException.of(
          shown
              + " cannot be reached: "
              + route.failed("the answer is " + status)
              + "; try again, and if it stays so, look at what stands in front of it");
    }
    return shown + " answers" + (proxy == null ? "" : ", through " + proxy);
  }

  private static int status(SegmentSettings settings, URI host, Route route) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(host)
            .method("HEAD", HttpRequest.BodyPublishers.noBody())
            .header("User-Agent", "mailmodo-source/" + Version.get())
            .timeout(settings.readTimeout());
    String login = route.login();
    if (login != null) {
      request.header("Proxy-Authorization", login);
    }
    HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(settings.connectTimeout())
            .followRedirects(HttpClient.Redirect.NEVER)
            .proxy(route.selector())
            .build();
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static String advice(IOException e) {
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof SSLException) {
        return "if a proxy of yours opens TLS, have Java trust its certificate, with"
            + " JAVA_OPTS=-Djavax.net.ssl.trustStore=FILE";
      }
    }
    return "is the address right (--region, --endpoint), and does it need a proxy (HTTPS_PROXY)?";
  }
}
