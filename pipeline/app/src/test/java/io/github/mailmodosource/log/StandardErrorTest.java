package io.github.mailmodosource.log;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.event.Level;

/** "--logFormat=text|json": everything on standard error as a JSON object a line. */
class StandardErrorTest {
  private final PrintStream before = System.err;
  private final Properties properties = new Properties();
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();

  @BeforeEach
  void catchStandardError() {
    properties.putAll(System.getProperties());
    System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void giveItBack() {
    StandardError.asText();
    System.setErr(before);
    System.setProperties(properties);
  }

  private List<JsonNode> lines() {
    return LoggedLines.of(written.toString(StandardCharsets.UTF_8));
  }

  private JsonNode line() {
    List<JsonNode> lines = lines();
    assertThat(lines, hasSize(1));
    return lines.get(0);
  }

  @Test
  void aLineHasItsFieldsInOneOrder() {
    assertThat(
        JsonLine.of(
            Instant.parse("2026-11-20T03:04:05.600789Z"),
            Level.WARN,
            "segment",
            "segment-1",
            "a \"line\"\nand\tanother \u0007 Été 夏",
            "java.io.IOException: gone\n\tat a.B.c(B.java:1)\n"),
        is(
            "{\"time\":\"2026-11-20T03:04:05.600Z\",\"level\":\"WARN\",\"logger\":\"segment\","
                + "\"thread\":\"segment-1\","
                + "\"message\":\"a \\\"line\\\"\\nand\\tanother \\u0007 Été 夏\","
                + "\"throwable\":\"java.io.IOException: gone\\n\\tat a.B.c(B.java:1)\\n\"}"));
  }

  @Test
  void aNoticeIsTextWithTheProgramsNameOrAnObjectWithItsLevel() {
    Notice.warn("one of ann@example.com");
    assertThat(
        written.toString(StandardCharsets.UTF_8).strip(),
        is("mailmodo-source: one of a***@example.com"));
    written.reset();

    StandardError.asJson();
    Notice.error("two of ann@example.com");
    assertThat(line().get("level").asText(), is("ERROR"));
    assertThat(line().get("logger").asText(), is("mailmodo-source"));
    assertThat(line().get("message").asText(), is("two of a***@example.com"));
    assertThat(line().get("thread").asText(), is(Thread.currentThread().getName()));
  }

  @Test
  void aBugIsOneObjectWithItsTraceAndWithoutAddresses() {
    StandardError.asJson();
    Notice.bug(new IllegalStateException("of ann@example.com", new RuntimeException("why")));
    assertThat(line().get("level").asText(), is("ERROR"));
    String trace = line().get("throwable").asText();
    assertThat(trace, startsWith("java.lang.IllegalStateException: of a***@example.com\n\tat "));
    assertThat(trace, containsString("Caused by: java.lang.RuntimeException: why"));
  }

  @Test
  void whatOthersWriteIsAnObjectForEachLineOfTheirs() {
    StandardError.asJson();
    System.err.print("one ");
    System.err.print("line\r\n\nanother: Été");
    System.err.println(" 夏");
    assertThat(lines(), hasSize(2));
    assertThat(lines().get(0).get("message").asText(), is("one line"));
    assertThat(lines().get(1).get("message").asText(), is("another: Été 夏"));
    assertThat(lines().get(1).get("logger").asText(), is("stderr"));
  }

  @Test
  void javasOwnLoggingIsTold() {
    StandardError.asJson();
    java.util.logging.Logger driver = java.util.logging.Logger.getLogger("org.postgresql.Driver");
    driver.log(java.util.logging.Level.FINE, "not this");
    driver.log(java.util.logging.Level.WARNING, "slow: {0} ms", new Object[] {7});
    assertThat(line().get("level").asText(), is("WARN"));
    assertThat(line().get("logger").asText(), is("org.postgresql.Driver"));
    assertThat(line().get("message").asText(), is("slow: 7 ms"));
  }

  @Test
  void aThreadThatDiesSaysSoInOneObject() throws Exception {
    StandardError.asJson();
    Thread dying =
        new Thread(
            () -> {
              throw new IllegalStateException("dead");
            },
            "dying");
    dying.start();
    dying.join();
    assertThat(line().get("message").asText(), is("uncaught exception in the thread dying"));
    assertThat(
        line().get("throwable").asText(), startsWith("java.lang.IllegalStateException: dead"));
  }

  /** With the levels that text has. */
  @Test
  void loggersOfLibrariesAreAskedForTheirLevels() {
    LogLevels.setDefault("warn");
    LogLevels.set("org.apache.flink", "off");
    LogLevels.set("org.apache.flink.runtime", "debug");
    StandardError.asJson();
    JsonLogProvider provider = new JsonLogProvider();
    Logger beam = provider.getLoggerFactory().getLogger("org.apache.beam.sdk");
    beam.info("not this");
    provider.getLoggerFactory().getLogger("org.apache.flink.api").error("nor this");
    assertThat(lines(), hasSize(0));

    provider.getLoggerFactory().getLogger("org.apache.flink.runtime.io").debug("{} of {}", 1, 2);
    beam.warn("it failed after {} s", 3, new IllegalStateException("why"));
    assertThat(lines().get(0).get("message").asText(), is("1 of 2"));
    assertThat(lines().get(0).get("level").asText(), is("DEBUG"));
    assertThat(lines().get(1).get("message").asText(), is("it failed after 3 s"));
    assertThat(
        lines().get(1).get("throwable").asText(),
        startsWith("java.lang.IllegalStateException: why\n\tat "));
  }

  @Test
  void afterwardsItIsTextAgain() {
    StandardError.asJson();
    StandardError.asText();
    System.err.print("as it was");
    java.util.logging.Logger.getLogger("x").fine("nothing");
    assertThat(written.toString(StandardCharsets.UTF_8), is("as it was"));
  }
}
