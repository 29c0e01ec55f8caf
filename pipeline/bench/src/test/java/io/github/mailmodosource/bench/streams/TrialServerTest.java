package io.github.mailmodosource.bench.streams;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TrialServerTest {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @Test
  void oneIdWithTwoContentsIsNoticed() throws Exception {
    try (TrialServer server = TrialServer.start(0, 1)) {
      send(server, event("a", 1), event("b", 1));
      send(server, event("a", 1), event("b", 2));

      assertThat(server.ids(), containsInAnyOrder("a", "b"));
      assertThat(server.idsWithTwoContents(), containsInAnyOrder("b"));
      assertThat(server.events(), is(4L));
    }
  }

  @Test
  void ofTheRefusedRequestsAboutHalfAreTaken() throws Exception {
    try (TrialServer server = TrialServer.start(0.5, 1)) {
      for (int i = 0; i < 60; i++) {
        send(server, event("id-" + i, i));
      }

      assertThat(server.refused(), is(greaterThan(10L)));
      assertThat(server.refusedAfterTaking(), is(greaterThan(0L)));
      assertThat(server.refusedAfterTaking(), is(lessThan(server.refused())));
      assertThat((long) server.idCount(), is(60 - server.refused() + server.refusedAfterTaking()));
    }
  }

  @Test
  void whileItIsAwayItHangsUp() throws Exception {
    try (TrialServer server = TrialServer.start(0, 1)) {
      server.setAway(true);

      assertThrows(IOException.class, () -> send(server, event("a", 1)));
      assertThat(server.idCount(), is(0));
    }
  }

  private static String event(String id, int content) {
    return "{\"messageId\":\"" + id + "\",\"properties\":{\"n\":" + content + "}}";
  }

  private static void send(TrialServer server, String... events)
      throws IOException, InterruptedException {
    CLIENT.send(
        HttpRequest.newBuilder(URI.create(server.address() + "/v1/batch"))
            .timeout(Duration.ofSeconds(20))
            .POST(BodyPublishers.ofString("{\"batch\":[" + String.join(",", events) + "]}"))
            .build(),
        BodyHandlers.discarding());
  }
}
