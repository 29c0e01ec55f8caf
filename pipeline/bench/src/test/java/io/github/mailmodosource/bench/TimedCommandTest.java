package io.github.mailmodosource.bench;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimedCommandTest {
  @TempDir Path folder;

  private final Children children = new Children(Map.of());

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aCommandIsTimedAndItsWordsAreInTheLog(boolean gnuTime) throws Exception {
    assumeTrue(!gnuTime || Files.exists(Path.of("/usr/bin/time")), "GNU time is not here");
    TimedCommand timed = new TimedCommand(children, folder.resolve("figures"), gnuTime);
    Path log = folder.resolve("log");

    TimedCommand.Result ended =
        timed.run(List.of("bash", "-c", "sleep 0.3; echo out; echo error >&2; exit 4"), log);

    assertThat(ended.exitCode(), is(4));
    assertThat(ended.usage().seconds(), is(greaterThanOrEqualTo(new BigDecimal("0.3"))));
    assertThat(Files.readAllLines(log), is(List.of("out", "error")));
  }

  @Test
  void figuresAreSecondsThenKilobytes() {
    Usage usage = Usage.parse("12.34 10.00 0.25 2048\n");
    assertThat(usage.seconds(), is(new BigDecimal("12.34")));
    assertThat(usage.cpuSeconds(), is(10.25));
    assertThat(usage.maxKilobytes(), is(2048L));
  }
}
