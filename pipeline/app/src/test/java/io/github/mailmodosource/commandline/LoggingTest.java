package io.github.mailmodosource.commandline;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoggingTest {
  private static final String LEVEL = "org.slf4j.simpleLogger.defaultLogLevel";
  private static final String TALKATIVE =
      "org.slf4j.simpleLogger.log.org.apache.flink.runtime.security";

  private final Properties before = new Properties();

  @BeforeEach
  void keepSystemProperties() {
    before.putAll(System.getProperties());
    System.getProperties().keySet().removeIf(key -> String.valueOf(key).contains("simpleLogger"));
  }

  @AfterEach
  void restoreSystemProperties() {
    System.setProperties(before);
  }

  @Test
  void warningsAreLoggedUnlessTheUserSaysOtherwise() {
    Logging.start(new CommandLine("send"));
    assertThat(System.getProperty(LEVEL), is("warn"));
    assertThat("who warns at every start is quieter", System.getProperty(TALKATIVE), is("error"));
  }

  @ParameterizedTest
  @CsvSource({
    "trace, trace",
    "debug, debug",
    "info, info",
    "WARN, warn",
    "Error, error",
    "off, off"
  })
  void logsWhatTheUserAsksFor(String option, String level) {
    Logging.start(new CommandLine("send", "--logLevel=" + option));
    assertThat(System.getProperty(LEVEL), is(level));
    assertThat("nothing is held back then", System.getProperty(TALKATIVE), is(nullValue()));
  }

  /** "No secret ever appears in a log (at any level, a library's included)." */
  @ParameterizedTest
  @CsvSource({
    "trace, info, warn",
    "debug, info, warn",
    "info, info, warn",
    "warn, warn, warn",
    "error, error, error",
    "off, off, off"
  })
  void librariesThatLogWhatPassesThroughThemTellLess(String option, String runner, String driver) {
    System.setProperty("jdk.httpclient.HttpClient.log", "headers");
    Logging.start(new CommandLine("send", "--logLevel=" + option));
    String logger = "org.slf4j.simpleLogger.log.";
    assertThat(System.getProperty(logger + "org.apache.beam.runners.direct"), is(runner));
    assertThat(System.getProperty(logger + "org.apache.flink.runtime.operators"), is(runner));
    assertThat(System.getProperty(logger + "org.apache.beam.sdk.options"), is(runner));
    assertThat(System.getProperty(logger + "org.mariadb.jdbc"), is(driver));
    assertThat(System.getProperty("jdk.httpclient.HttpClient.log"), is(nullValue()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"loud", "", "warning"})
  void anUnknownLevelIsRefusedWithTheKnownOnes(String level) {
    UsageException refused =
        assertThrows(
            UsageException.class,
            () -> Logging.start(new CommandLine("send", "--logLevel=" + level)));
    assertThat(
        refused.getMessage(),
        startsWith(
            "--logLevel="
                + level
                + " is unknown; use one of trace, debug, info, warn, error, off"));
    assertThat(System.getProperty(LEVEL), is(nullValue()));
  }
}
