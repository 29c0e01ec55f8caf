package io.github.mailmodosource.bench.peers;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.mailmodosource.bench.generator.Generator;
import io.github.mailmodosource.bench.generator.GeneratorOptions;
import io.github.mailmodosource.bench.servers.LightServer;
import io.github.mailmodosource.option.SecretReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each sends what the generator says, duplicates included, and nothing else. */
class PeersTest {
  @TempDir Path folder;

  private LightServer server;
  private long due;

  @BeforeEach
  void start() throws IOException {
    new Generator(
            GeneratorOptions.parse(List.of("--rows=5000", "--contacts=800", "--out=" + folder)))
        .run();
    JsonNode funnel =
        new ObjectMapper().readTree(folder.resolve("expected.json").toFile()).get("funnel");
    due = funnel.get("sent").asLong() + funnel.get("duplicate").asLong();
    server = LightServer.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void theLoopSendsThemAll() throws Exception {
    long sent =
        Loop.send(
            folder.resolve("activity.jsonl"),
            folder.resolve("contacts.jsonl"),
            server.address(),
            2);
    assertThat(sent, is(due));
    assertThat(server.take().events(), is(due));
  }

  @Test
  void ourOwnClassesWithoutBeamSendThemAll() throws Exception {
    Path key = Files.writeString(folder.resolve("key"), "bench");
    long sent =
        TunedLoop.send(
            folder.resolve("activity.jsonl"),
            folder.resolve("contacts.jsonl"),
            server.address(),
            SecretReference.parse("file:" + key),
            2);
    assertThat(sent, is(due));
    assertThat(server.take().events(), is(due));
  }

  @Test
  void segmentsClientForJavaSendsThemAll() throws Exception {
    AnalyticsJava.Answers answers =
        AnalyticsJava.send(
            folder.resolve("activity.jsonl"), folder.resolve("contacts.jsonl"), server.address());
    assertThat(answers, is(new AnalyticsJava.Answers(due, 0)));
    assertThat(server.take().events(), is(due));
  }
}
