package io.github.mailmodosource.warehouse;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.github.mailmodosource.activity.EventType;
import io.github.mailmodosource.coding.CoderChecks;
import java.util.Arrays;
import org.apache.beam.sdk.util.CoderUtils;
import org.junit.jupiter.api.Test;

class WarehouseRowCoderTest {
  private final WarehouseRow row =
      new WarehouseRow(EventType.EMAIL_SENT, "mailmodo-1", Arrays.asList("ü😀", null, ""));

  @Test
  void aRowComesBackAsItWas() throws Exception {
    assertThat(CoderUtils.clone(WarehouseRowCoder.of(), row), is(row));
  }

  @Test
  void bytesOfAnotherVersionAreRefused() throws Exception {
    CoderChecks.refusesAnotherVersion(WarehouseRowCoder.of(), row);
  }
}
