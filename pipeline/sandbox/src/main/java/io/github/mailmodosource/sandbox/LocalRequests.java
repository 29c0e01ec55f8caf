package io.github.mailmodosource.sandbox;

import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.net.URI;
import java.util.Map;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * Lets in what was sent to this machine by its own name. A page on the web may have a name that
 * leads to 127.0.0.1 (DNS rebinding), and may have its reader's browser post to any address; what
 * the sandbox keeps are real addresses of real people.
 */
final class LocalRequests {
  private static final int MISDIRECTED = 421;
  private static final int FORBIDDEN = 403;

  /** 127.0.0.0/8, and the names that mean the loopback interface; with any port. */
  private static final Pattern LOOPBACK =
      Pattern.compile(
          "(?i)(localhost\\.?|127(\\.(\\d{1,2}|1\\d\\d|2[0-4]\\d|25[0-5])){3}|\\[(0*:)*0*1\\])"
              + "(:\\d{1,5})?");

  private LocalRequests() {}

  /** Refuses every other request, whatever its address. */
  static void check(Context request) {
    String host = request.header("Host");
    // Without one it is HTTP/1.0, which no browser speaks.
    if (host != null && !LOOPBACK.matcher(host).matches()) {
      throw new HttpResponseException(
          MISDIRECTED,
          "the sandbox answers to loopback names only; use http://127.0.0.1:"
              + request.req().getLocalPort(),
          Map.of());
    }
    String origin = request.header("Origin");
    if (origin != null && !isLocal(origin)) {
      throw new HttpResponseException(
          FORBIDDEN, "the sandbox does not answer to pages of other hosts", Map.of());
    }
    // Nor may such a page load an answer as if it were a script or a picture.
    request.header("Cross-Origin-Resource-Policy", "same-origin");
    request.header("X-Content-Type-Options", "nosniff");
  }

  private static boolean isLocal(String origin) {
    try {
      @Nullable String authority = URI.create(origin).getRawAuthority();
      return authority != null && LOOPBACK.matcher(authority).matches();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** Javalin would take the method that a header names; Segment takes the request's own. */
  static final class OwnMethod implements HttpConfiguration.Customizer {
    private static final String OVERRIDE = "X-HTTP-Method-Override";

    @Override
    public Request customize(Request request, HttpFields.Mutable answer) {
      if (!request.getHeaders().contains(OVERRIDE)) {
        return request;
      }
      HttpFields.Mutable headers = HttpFields.build(request.getHeaders());
      headers.remove(OVERRIDE);
      HttpFields own = headers.asImmutable();
      return new Request.Wrapper(request) {
        @Override
        public HttpFields getHeaders() {
          return own;
        }
      };
    }
  }
}
