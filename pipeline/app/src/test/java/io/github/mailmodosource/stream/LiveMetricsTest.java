package io.github.mailmodosource.stream;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.mailmodosource.OpenPorts;
import io.github.mailmodosource.commandline.UsageException;
import io.github.mailmodosource.job.JobRun;
import io.github.mailmodosource.metrics.FunnelCounter;
import io.github.mailmodosource.metrics.Outcome;
import io.github.mailmodosource.stream.StreamSettings.MetricsAddress;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Prometheus finds, by real requests. */
@Timeout(60)
class LiveMetricsTest {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir Path folder;

  private JobRun run = LiveRuns.in(Path.of("."));
  private LiveReport live = start("127.0.0.1", 0);

  @BeforeEach
  void aRunWithCounts() {
    live.close();
    run = LiveRuns.in(folder);
    live = start("127.0.0.1", 0);
    LiveRuns.count(run);
  }

  @AfterEach
  void close() {
    live.close();
  }

  @Test
  void thePageIsTextThatPrometheusReads() throws Exception {
    HttpResponse<String> answer = get("/metrics");
    assertThat(answer.statusCode(), is(200));
    assertThat(
        answer.headers().firstValue("Content-Type").orElse(""),
        is("text/plain; version=0.0.4; charset=utf-8"));
    Exposition page = Exposition.parse(answer.body());
    assertThat(page.names(), everyItem(startsWith("mailmodo_source_")));
    page.families()
        .forEach(
            (name, family) -> {
              assertThat(name, family.help(), not(is("")));
              assertThat(name + " has samples", family.samples().isEmpty(), is(false));
              assertThat(name, family.type().equals("counter"), is(name.endsWith("_total")));
            });
  }

  @Test
  void theFiguresAreThoseOfTheRun() throws Exception {
    Exposition page = page();
    String rows = "mailmodo_source_rows_total";
    assertThat(page.value(rows, "event", "Email Sent", "outcome", "read"), is(18.0));
    assertThat(page.value(rows, "event", "Email Sent", "outcome", "sent"), is(10.0));
    assertThat(page.value(rows, "event", "unknown", "outcome", "invalid"), is(1.0));
    assertThat(page.value(rows, "event", "Email Bounced", "outcome", "sent"), is(0.0));
    assertThat(page.value("mailmodo_source_rows_waiting", "event", "Email Sent"), is(3.0));
    assertThat(page.value("mailmodo_source_rows_in_flight", "event", "Email Sent"), is(1.0));
    assertThat(page.value("mailmodo_source_requests_total"), is(2.0));
    assertThat(page.value("mailmodo_source_retries_total"), is(1.0));
    assertThat(page.value("mailmodo_source_throttled_requests_total"), is(1.0));
    assertThat(page.value("mailmodo_source_throttled_seconds_total"), is(0.0));
    assertThat(page.value("mailmodo_source_sent_bytes_total"), is(1_400.0));
    assertThat(page.value("mailmodo_source_files_read_total"), is(5.0));
    assertThat(page.value("mailmodo_source_dead_letters_total", "reason", "bad_json"), is(1.0));
    assertThat(
        page.value("mailmodo_source_dead_letters_total", "reason", "unreadable_file"), is(0.0));
    assertThat(page.value("mailmodo_source_warnings_total", "warning", "unknown_fields"), is(4.0));
    assertThat(
        page.value("mailmodo_source_warnings_total", "warning", "contacts_wait_full"), is(0.0));
    assertThat(page.value("mailmodo_source_restarts_total"), is(2.0));
    assertThat(page.value("mailmodo_source_checkpoint_bytes"), is(3_080_000.0));
    assertThat(
        page.value("mailmodo_source_checkpoint_timestamp_seconds"),
        is((double) LiveRuns.CHECKPOINT.getEpochSecond()));
    double now = System.currentTimeMillis() / 1000.0;
    double last = page.value("mailmodo_source_last_request_timestamp_seconds");
    assertThat("in the last minute, in seconds", last > now - 60 && last <= now, is(true));
    assertThat(page.families().get("mailmodo_source_build_info") != null, is(true));
  }

  @Test
  void theLatencyIsAHistogram() throws Exception {
    Exposition page = page();
    String bucket = "mailmodo_source_request_duration_seconds_bucket";
    assertThat(page.value(bucket, "le", "0.025"), is(0.0));
    assertThat(page.value(bucket, "le", "0.05"), is(1.0));
    assertThat(page.value(bucket, "le", "1.0"), is(2.0));
    assertThat(page.value(bucket, "le", "+Inf"), is(2.0));
    assertThat(page.value("mailmodo_source_request_duration_seconds_count"), is(2.0));
    assertThat(page.value("mailmodo_source_request_duration_seconds_sum"), is(0.73));
  }

  @Test
  void whatIsNotKnownIsNotThere() throws Exception {
    assertThat(page().names(), not(hasItem("mailmodo_source_contacts")));
  }

  @Test
  void noLabelComesFromARow() throws Exception {
    new FunnelCounter(Outcome.READ).inc("ann@example.com");
    assertThat(page().labelValues(), not(hasItem(containsString("@"))));
  }

  /** Prometheus asks for these, the newer first. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.5",
        "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited"
            + ",text/plain;version=0.0.4;q=0.5"
      })
  void whatAPrometheusAsksForIsAnswered(String accept) throws Exception {
    HttpResponse<String> answer = get("/metrics", "Accept", accept);
    assertThat(answer.statusCode(), is(200));
    assertThat(
        answer.headers().firstValue("Content-Type").orElse(""),
        startsWith(
            accept.startsWith("application/open") ? "application/openmetrics" : "text/plain"));
    assertThat(answer.body(), containsString("mailmodo_source_requests_total 2.0"));
  }

  @Test
  void thereIsAHealthPageAndNothingElse() throws Exception {
    assertThat(get("/-/healthy").statusCode(), is(200));
    for (String path : new String[] {"/", "/metric", "/config", "/metrics/../x"}) {
      assertThat(path, get(path).statusCode(), is(404));
    }
  }

  @Test
  void aPortThatIsTakenIsWrongUsage() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      UsageException refused =
          assertThrows(UsageException.class, () -> start("127.0.0.1", taken.getLocalPort()));
      assertThat(
          refused.getMessage(),
          is(
              "--metricsPort="
                  + taken.getLocalPort()
                  + " cannot be listened on at 127.0.0.1 (Address already in use); use another"
                  + " port, or an address of this machine for --metricsHost"));
    }
  }

  @Test
  void anAddressOfAnotherMachineIsWrongUsage() {
    UsageException refused = assertThrows(UsageException.class, () -> start("192.0.2.1", 0));
    assertThat(refused.getMessage(), containsString("at 192.0.2.1 (Cannot assign requested"));
    assertThrows(UsageException.class, () -> start("no such host.invalid", 0));
  }

  @Test
  void itListensWhereItWasAskedToAndNotAfterItsEnd() throws Exception {
    String url = Objects.requireNonNull(live.metricsUrl());
    assertThat(url, startsWith("http://127.0.0.1:"));
    int port = URI.create(url).getPort();
    assertThat(port, is(greaterThan(0)));
    if (Path.of("/proc/self/net/tcp").toFile().canRead()) {
      assertThat(
          OpenPorts.of(ProcessHandle.current().pid()).stream()
              .filter(socket -> OpenPorts.port(socket) == port)
              .allMatch(OpenPorts::isLoopback),
          is(true));
    }
    live.close();
    assertThrows(IOException.class, () -> get("/metrics"));
  }

  private LiveReport start(String host, int port) {
    return LiveReport.start(
        run,
        LiveRuns.settings(Duration.ofDays(1), new MetricsAddress(host, port)),
        LiveRuns::state,
        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8));
  }

  private Exposition page() throws Exception {
    return Exposition.parse(get("/metrics").body());
  }

  private HttpResponse<String> get(String path, String... headers) throws Exception {
    URI url = URI.create(Objects.requireNonNull(live.metricsUrl()));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + url.getPort() + path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
