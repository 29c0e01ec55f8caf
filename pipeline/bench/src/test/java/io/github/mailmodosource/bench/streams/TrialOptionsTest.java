package io.github.mailmodosource.bench.streams;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class TrialOptionsTest {
  @Test
  void whatStandsBehindTwoDashesIsForSend() {
    TrialOptions options =
        TrialOptions.parse(
            List.of("--rows=60", "--parallelism=2,1", "--", "--stateBackend=rocksdb"));

    assertThat(options.rows(), is(60));
    assertThat(options.more(), contains("--stateBackend=rocksdb"));
    assertThat(options.parallelismOf(0), is(2));
    assertThat(options.parallelismOf(3), is(1));
  }

  @Test
  void anUnknownOptionIsRefused() {
    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class, () -> TrialOptions.parse(List.of("--killz=1")));

    assertThat(refusal.getMessage(), containsString("--killz"));
  }
}
