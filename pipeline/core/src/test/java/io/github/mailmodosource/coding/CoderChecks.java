package io.github.mailmodosource.coding;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.util.CoderUtils;

/** What holds for each of our coders. */
public final class CoderChecks {
  private CoderChecks() {}

  /** Bytes of another release are refused with a clear line, not read as rubbish. */
  public static <T> void refusesAnotherVersion(Coder<T> coder, T value) throws IOException {
    byte[] bytes = CoderUtils.encodeToByteArray(coder, value);
    bytes[0] = 99;
    IOException refused =
        assertThrows(IOException.class, () -> coder.decode(new ByteArrayInputStream(bytes)));
    assertThat(refused.getMessage(), containsString("these bytes have version 99"));
  }
}
