package io.github.mailmodosource.bench.servers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LightServerTest {
  private static final String TWO_EVENTS =
      "{\"batch\":[{\"messageId\":\"a\"},{\"event\":\"x\",\"messageId\":\"b\"}]}";

  private final HttpClient client = HttpClient.newHttpClient();
  private LightServer server;

  @BeforeEach
  void start() throws IOException {
    server = LightServer.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void itListensOnThisMachineAlone() {
    assertThat(server.address(), startsWith("http://127.0.0.1:"));
  }

  @Test
  void itCountsEventsRequestsAndBytesSinceTheLastTime() throws Exception {
    post(TWO_EVENTS.getBytes(UTF_8), false);
    post(TWO_EVENTS.getBytes(UTF_8), false);
    assertThat(server.take(), is(new LightServer.Counts(4, 2, 2L * TWO_EVENTS.length())));
    assertThat(server.take(), is(new LightServer.Counts(0, 0, 0)));
  }

  @Test
  void itKnowsWhenEachRequestCame() throws Exception {
    long before = System.nanoTime();
    post(TWO_EVENTS.getBytes(UTF_8), false);
    long between = System.nanoTime();
    post("{}".getBytes(UTF_8), false);
    List<LightServer.Arrival> arrivals = server.takeArrivals();
    assertThat(arrivals.stream().map(LightServer.Arrival::events).toList(), is(List.of(2L, 0L)));
    assertThat(arrivals.get(0).nanos() - before, is(greaterThanOrEqualTo(0L)));
    assertThat(between - arrivals.get(0).nanos(), is(greaterThanOrEqualTo(0L)));
    assertThat(arrivals.get(1).nanos() - between, is(greaterThanOrEqualTo(0L)));
    assertThat(server.takeArrivals(), is(List.of()));
  }

  @Test
  void itCountsEventsInGzipAndBytesAsTheyCame() throws Exception {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(zipped)) {
      zip.write(TWO_EVENTS.getBytes(UTF_8));
    }
    post(zipped.toByteArray(), true);
    assertThat(server.take(), is(new LightServer.Counts(2, 1, zipped.size())));
  }

  @Test
  void itSaysYes() throws Exception {
    HttpResponse<String> answer = post(TWO_EVENTS.getBytes(UTF_8), false);
    assertThat(answer.statusCode(), is(200));
    assertThat(answer.body(), is("{\"success\":true}"));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "``, 0",
        "messageId, 0",
        "\"messageId\", 1",
        "\"messageId\"\"messageId\", 2",
        "x\"messageId\"yy\"messageIx\"\"messageId\"z, 2",
        "\"\"\"messageId, 0"
      })
  void anEventIsWhereItsIdIs(String body, int events) {
    assertThat(LightServer.count(body.getBytes(UTF_8)), is(events));
  }

  private HttpResponse<String> post(byte[] body, boolean gzip) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server.address() + "/v1/batch"))
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    if (gzip) {
      request.header("Content-Encoding", "gzip");
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
