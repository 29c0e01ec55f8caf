package io.github.mailmodosource.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** The REST interface of a cluster, as far as it is only read. */
final class RestApi {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final int UNAVAILABLE = 503;

  /** A job manager has begun, and does not lead yet. */
  static final class NotYetException extends IOException {
    private static final long serialVersionUID = 1;

    private NotYetException() {
      super("HTTP 503");
    }
  }

  /** There is somebody who answers, and knows nothing of it. */
  static final class NotFoundException extends IOException {
    private static final long serialVersionUID = 1;

    private NotFoundException() {
      super("HTTP 404");
    }
  }

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(TIMEOUT)
          .followRedirects(HttpClient.Redirect.NORMAL)
          .build();

  private final String address;

  /**
   * An interface.
   *
   * @param address such as {@code http://host:8081}, without a slash at its end
   */
  RestApi(String address) {
    this.address = address;
  }

  /** As people open it in a browser. */
  String address() {
    return address;
  }

  /**
   * What it answers.
   *
   * @param path with a slash in front
   * @throws IOException if it does not answer, or with anything but JSON
   */
  JsonNode get(String path) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address + path))
            .timeout(TIMEOUT)
            .header("Accept", "application/json")
            .build();
    try {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() == NOT_FOUND) {
        throw new NotFoundException();
      }
      if (answer.statusCode() == UNAVAILABLE) {
        throw new NotYetException();
      }
      if (answer.statusCode() != OK) {
        throw new IOException("HTTP " + answer.statusCode());
      }
      return JSON.readTree(answer.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }
}
