package io.github.mailmodosource.segment;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

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

  /** Segment's pages write the address in each of these ways. */
  @ParameterizedTest
  @ValueSource(strings = {"", "/", "/v1", "/v1/"})
  void anEndpointMayEndInV1(String end) {
    assertThat(
        address("--endpoint=https://proxy.example.com/segment" + end),
        is("https://proxy.example.com/segment/v1/batch"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "api.segment.io",
        "ftp://api.segment.io",
        "https://hidden@api.segment.io",
        "https://api.segment.io?key=hidden",
        "https://",
        "https://a b"
      })
  void whatIsNoAddressIsRefusedAndNotRepeated(String endpoint) {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> address("--endpoint=" + endpoint));
    assertThat(refused.getMessage(), containsString("endpoint is not a valid address"));
    assertThat(refused.getMessage(), not(containsString("hidden")));
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
}
