package io.github.mailmodosource.cluster;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OverviewTest {
  private FakeRest rest;

  @BeforeEach
  void start() throws IOException {
    rest = FakeRest.start();
  }

  @AfterEach
  void stop() {
    rest.close();
  }

  @Test
  void aClusterIsToldInOneLine() throws Exception {
    rest.cluster("1.20.5", "10.1.2.3", "10.1.2.4");
    assertThat(
        Overview.of(rest.api()).words(), is("Flink 1.20.5, 2 task managers, 2 slots, 1 free"));
    rest.cluster("1.20.5", "10.1.2.3");
    assertThat(Overview.of(rest.api()).words(), is("Flink 1.20.5, 1 task manager, 1 slot, 1 free"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "localhost", "[::1]", "127.3.2.1"})
  void workersOfThisMachineReachItsFiles(String host) throws Exception {
    rest.cluster("1.20.5", "127.0.0.1", host);
    assertThat(Overview.of(rest.api()).onThisMachine(), is(true));
  }

  /** The last one as pods have them: nobody outside of their cluster finds it. */
  @ParameterizedTest
  @ValueSource(strings = {"192.0.2.1", "[2001:db8::1]", "taskmanager-1.invalid"})
  void oneWorkerElsewhereDoesNotReachThem(String host) throws Exception {
    rest.cluster("1.20.5", "127.0.0.1", host);
    assertThat(Overview.of(rest.api()).onThisMachine(), is(false));
  }

  @Test
  void whereThereIsNoWorkerNobodyKnows() throws Exception {
    rest.cluster("1.20.5");
    assertThat(Overview.of(rest.api()).onThisMachine(), is(false));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "[]", "", "{\"version\":\"1.20.5\"}", "<html></html>"})
  void whatAnswersOtherwiseIsNotFlink(String answer) {
    rest.answering("/overview", answer).answering("/taskmanagers", answer);
    assertThrows(IOException.class, () -> Overview.of(rest.api()));
  }

  @ParameterizedTest
  @CsvSource({"1.20.5, 1.20", "1.19.3, 1.19", "2.0.0, 2.0", "1.20.1-internal, 1.20"})
  void patchesDoNotTellVersionsApart(String version, String minor) {
    assertThat(Overview.minor(version), is(minor));
  }
}
