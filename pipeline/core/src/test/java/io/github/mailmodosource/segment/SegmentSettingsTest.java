package io.github.mailmodosource.segment;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.mailmodosource.option.SettingException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** "POST {endpoint}/v1/batch": where batches go, by region or by endpoint. */
class SegmentSettingsTest {
  @Test
  void withoutAnOptionEventsGoToOregon() {
    assertThat(address(), is("https://api.segment.io/v1/batch"));
  }

  @ParameterizedTest
  @CsvSource({
    "oregon, https://api.segment.io/v1/batch",
    "dublin, https://events.eu1.segmentapis.com/v1/batch",
    "Dublin, https://events.eu1.segmentapis.com/v1/batch",
  })
  void eachRegionHasItsAddress(String region, String address) {
    assertThat(address("--region=" + region), is(address));
  }

  @ParameterizedTest
  @ValueSource(strings = {"oregon", "dublin"})
  void anEndpointOverridesTheRegion(String region) {
    assertThat(
        address("--region=" + region, "--endpoint=http://127.0.0.1:8765"),
        is("http://127.0.0.1:8765/v1/batch"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://segment.example", "http://10.0.0.1:80", "http://[fe80::1]:8787"})
  void whatCouldBeReadOnItsWayIsRefused(String endpoint) {
    SegmentSettings.Builder builder = SegmentSettings.builder().endpoint(endpoint);

    SettingException refused = assertThrows(SettingException.class, builder::build);

    assertThat(
        refused.getMessage(),
        is(
            "endpoint is a plain http address of another machine: the write key and people's"
                + " addresses could be read on their way; use https, or add --allowPlainHttp"));
    assertThat(
        builder.allowPlainHttp(true).build().batchAddress().toString(), is(endpoint + "/v1/batch"));
    assertThat(builder.build().toBuilder().build().allowPlainHttp(), is(true));
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://127.0.0.1:8787", "http://localhost:8787", "http://[::1]:8787"})
  void whatStaysOnThisMachineMayBePlainHttp(String endpoint) {
    assertThat(address("--endpoint=" + endpoint), is(endpoint + "/v1/batch"));
  }

  private static String address(String... options) {
    SegmentSettings.Builder builder = SegmentSettings.builder();
    for (String option : options) {
      String[] parts = option.split("=", 2);
      if (parts[0].equals("--region")) {
        builder.region(SegmentRegion.of(parts[1]));
      } else {
        builder.endpoint(parts[1]);
      }
    }
    return builder.build().batchAddress().toString();
  }

  /** "After --retryFor (1 hour) … in streaming by default without end." */
  @Test
  void unlessATimeIsGivenARunWithoutEndRetriesWithoutEnd() {
    SegmentSettings.Builder plain = SegmentSettings.builder();
    assertThat(plain.build().retryFor(), is(Duration.ofHours(1)));
    assertThat(plain.unbounded(true).build().retryFor(), is(SegmentSettings.WITHOUT_END));
    assertThat(
        plain.retryFor(Duration.ofHours(1)).build().toBuilder().build().retryFor(),
        is(Duration.ofHours(1)));
  }

  /** "A batch is never larger than a second of the pace." */
  @ParameterizedTest
  @CsvSource({
    "0, 2500, 2500",
    "0.2, 2500, 1",
    "8, 2500, 8",
    "600.5, 2500, 600",
    "1000, 300, 300",
    "1000000000, 2500, 2500",
  })
  void whatIsPackedInARunWithoutEndTakesNoLongerThanASecond(double pace, int most, int packed) {
    SegmentSettings.Builder plain =
        SegmentSettings.builder().eventsPerSecond(pace).batchEvents(most);
    assertThat(plain.build().packedEvents(), is(most));
    assertThat(plain.unbounded(true).build().packedEvents(), is(packed));
  }
}
