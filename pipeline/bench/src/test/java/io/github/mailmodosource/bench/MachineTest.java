package io.github.mailmodosource.bench;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class MachineTest {
  private final List<String> lines =
      new Machine("abc", 2, "17.0.1")
          .describe("-Xmx1g", Instant.parse("2026-11-26T10:20:30Z"))
          .lines()
          .toList();

  @Test
  void aReportSaysWhenAndOnWhatItWasMeasured() {
    assertThat(lines.get(0), is("date      2026-11-26T10:20Z, commit abc"));
    assertThat(lines.get(1), matchesPattern("machine   2 cores, .+, .+, .+ .+"));
    assertThat(lines.get(2), matchesPattern("load      [0-9., ]+ \\(1, 5, 15 minutes\\)"));
    assertThat(lines.get(3), is("java      17.0.1, JAVA_OPTS=-Xmx1g"));
    assertThat(
        lines.get(4), matchesPattern("versions  Beam 2\\.\\d+\\.\\d+, Flink 1\\.\\d+\\.\\d+"));
  }

  @Test
  void aVersionThatNobodyKnowsIsUnknown() {
    assertThat(Machine.version("no-such-library"), is("unknown"));
  }
}
