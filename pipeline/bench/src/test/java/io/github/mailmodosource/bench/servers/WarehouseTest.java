package io.github.mailmodosource.bench.servers;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.github.mailmodosource.servers.TestDatabases;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WarehouseTest {
  private static final String BATCH =
      """
      {"batch":[
        {"event":"Email Sent","messageId":"a","userId":"u","timestamp":"2026-10-01T00:00:00.001Z",
         "properties":{"email_subject":"%s"},"context":{"traits":{"email":"a@example.com"}}},
        {"event":"Email Opened","messageId":"b","anonymousId":"x","timestamp":"2026-10-01T00:00:00.002Z",
         "properties":{"apple_privacy_open":true},"context":{"traits":{"email":"b@example.com"}}}]}
      """;

  private Warehouse warehouse;

  @BeforeEach
  void start() throws Exception {
    TestDatabases.POSTGRESQL.execute("DROP SCHEMA IF EXISTS mailmodo CASCADE");
    warehouse = Warehouse.start();
  }

  @AfterEach
  void stop() throws Exception {
    warehouse.close();
  }

  @Test
  void everyEventIsARowOfItsTable() throws Exception {
    assertThat(post(BATCH.formatted("Hello")), is(200));
    assertThat(warehouse.finish(), is(2L));
    assertThat(
        number(
            "SELECT count(*) FROM mailmodo.email_sent WHERE id = 'a' AND user_id = 'u' AND"
                + " anonymous_id IS NULL AND event = 'email_sent' AND event_text = 'Email Sent' AND"
                + " email_subject = 'Hello' AND context_traits_email = 'a@example.com' AND"
                + " timestamp = '2026-10-01T00:00:00.001Z'"),
        is(1L));
    assertThat(
        number(
            "SELECT count(*) FROM mailmodo.email_opened WHERE id = 'b' AND user_id IS NULL AND"
                + " anonymous_id = 'x' AND apple_privacy_open"),
        is(1L));
  }

  @Test
  void textIsCutAsSegmentCutsIt() throws Exception {
    assertThat(post(BATCH.formatted("\ud83d\ude03".repeat(600))), is(200));
    assertThat(warehouse.finish(), is(2L));
    assertThat(
        number(
            "SELECT count(*) FROM mailmodo.email_sent WHERE email_subject = repeat('\ud83d\ude03', 512)"),
        is(1L));
  }

  @Test
  void anUnknownEventIsRefusedForGood() throws Exception {
    assertThat(post("{\"batch\":[{\"event\":\"Email Lost\"}]}"), is(501));
    assertThat(warehouse.finish(), is(0L));
  }

  private static long number(String query) throws Exception {
    return TestDatabases.POSTGRESQL.number(query);
  }

  private int post(String batch) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(warehouse.address() + "/v1/batch"))
            .POST(HttpRequest.BodyPublishers.ofString(batch))
            .build();
    return HttpClient.newHttpClient()
        .send(request, HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }
}
