package io.github.mailmodosource.bench.servers;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CountingServerTest {
  private CountingServer server;

  @BeforeEach
  void start() throws Exception {
    server = CountingServer.start(0);
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void tellsWhatCameAgainFromWhatCameUnderAnotherContent() throws Exception {
    post("{\"batch\":[{\"messageId\":\"a\",\"n\":1},{\"messageId\":\"b\",\"n\":1}]}");
    post("{\"batch\":[{\"messageId\":\"c\",\"n\":1},{\"n\":1,\"messageId\":\"a\"}]}");
    post("{\"batch\":[{\"messageId\":\"b\",\"n\":2}]}");

    assertThat(get(), is("ids=3 requests=3 batchesAgain=2 eventsAgain=2 twoContents=1\n"));
  }

  @Test
  void forgetsWhatItIsToldToForget() throws Exception {
    post("{\"batch\":[{\"messageId\":\"a\"}]}");
    ask("DELETE", BodyPublishers.noBody());

    assertThat(get(), is("ids=0 requests=0 batchesAgain=0 eventsAgain=0 twoContents=0\n"));
  }

  private void post(String batch) throws Exception {
    ask("POST", BodyPublishers.ofString(batch));
  }

  private String get() throws Exception {
    return ask("GET", BodyPublishers.noBody());
  }

  private String ask(String method, BodyPublisher body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.address() + "/v1/batch"))
            .method(method, body)
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
  }
}
