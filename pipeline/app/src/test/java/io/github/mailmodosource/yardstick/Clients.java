package io.github.mailmodosource.yardstick;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.segment.analytics.Analytics;
import com.segment.analytics.Callback;
import com.segment.analytics.messages.Message;
import com.segment.analytics.messages.TrackMessage;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** Sends the same events in our way and in that of Segment's own clients. */
final class Clients {
  static final String WRITE_KEY = "a-write-key";

  private static final Path SOURCES = Path.of("pipeline/app/src/test/resources/yardstick");
  private static final Path EVENTS = SOURCES.resolve("events.jsonl");
  private static final Path NODE = Path.of("pipeline/target/yardstick");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

  private Clients() {}

  /** The whole command, as a user starts it, on rows that must give those events. */
  static void mailmodoSource(String endpoint, Path folder) throws Exception {
    Path key = Files.writeString(folder.resolve("write-key"), WRITE_KEY);
    run(
        Path.of("."),
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-cp",
        System.getProperty("java.class.path"),
        "io.github.mailmodosource.MailmodoSource",
        "send",
        "--activity=" + SOURCES.resolve("activity.jsonl"),
        "--contacts=" + SOURCES.resolve("contacts.jsonl"),
        "--endpoint=" + endpoint,
        "--writeKey=file:" + key,
        "--report=" + folder.resolve("report"));
  }

  static void analyticsJava(String endpoint) throws Exception {
    List<String> events = Files.readAllLines(EVENTS);
    CountDownLatch answered = new CountDownLatch(events.size());
    Analytics analytics =
        Analytics.builder(WRITE_KEY)
            .endpoint(endpoint)
            .callback(
                new Callback() {
                  @Override
                  public void success(Message message) {
                    answered.countDown();
                  }

                  @Override
                  public void failure(Message message, Throwable cause) {
                    answered.countDown();
                  }
                })
            .build();
    try {
      for (String line : events) {
        JsonNode event = JSON.readTree(line);
        TrackMessage.Builder message =
            TrackMessage.builder(event.get("event").asText())
                .userId(event.get("userId").asText())
                .messageId(event.get("messageId").asText())
                .timestamp(Date.from(Instant.parse(event.get("timestamp").asText())))
                .properties(map(event.get("properties")))
                .context(map(event.get("context")));
        event
            .get("integrations")
            .properties()
            .forEach(
                field -> message.enableIntegration(field.getKey(), field.getValue().asBoolean()));
        analytics.enqueue(message);
      }
      analytics.flush();
      answered.await();
    } finally {
      analytics.shutdown();
    }
  }

  /** Skips the test on a machine that has no Node.js; installs the client where it is missing. */
  static void analyticsNode(String endpoint) throws Exception {
    for (String tool : List.of("node", "npm")) {
      assumeTrue(isOnPath(tool), tool + " is not on this machine: install Node.js 20 or newer");
    }
    Files.createDirectories(NODE);
    for (String file : List.of("package.json", "send.mjs")) {
      Files.copy(SOURCES.resolve(file), NODE.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
    if (!isInstalled()) {
      run(NODE, "npm", "install", "--no-package-lock", "--no-audit", "--no-fund");
    }
    run(NODE, "node", "send.mjs", endpoint, WRITE_KEY, EVENTS.toAbsolutePath().toString());
  }

  private static boolean isInstalled() throws IOException {
    String name = "@segment/analytics-node";
    Path installed = NODE.resolve("node_modules").resolve(name).resolve("package.json");
    return Files.exists(installed)
        && JSON.readTree(installed.toFile())
            .path("version")
            .equals(
                JSON.readTree(NODE.resolve("package.json").toFile())
                    .path("dependencies")
                    .path(name));
  }

  private static boolean isOnPath(String tool) {
    return List.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)).stream()
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
  }

  private static void run(Path folder, String... command) throws Exception {
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(output, process.waitFor(), is(0));
  }

  private static Map<String, Object> map(JsonNode object) {
    return JSON.convertValue(object, MAP);
  }
}
