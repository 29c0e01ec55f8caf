package io.github.mailmodosource.contact;

import static io.github.mailmodosource.contact.Contacts.anonymous;
import static io.github.mailmodosource.contact.Contacts.call;
import static io.github.mailmodosource.contact.Contacts.calls;
import static io.github.mailmodosource.contact.Contacts.user;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.github.mailmodosource.coding.CoderChecks;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import org.apache.beam.sdk.util.CoderUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentifyCallsCoderTest {
  private final IdentifyCallsCoder coder = new IdentifyCallsCoder();
  private final IdentifyCalls calls =
      calls(
          call("z@b.co", user("Ü-1"), null),
          call("a@b.co", anonymous("anon-1"), "2026-11-20T10:00:00.000000001Z"),
          call("a@b.co", anonymous("anon-1"), "1960-01-01T00:00:00Z"));

  @Test
  void callsComeBackInTheirOrder() throws Exception {
    IdentifyCalls copy = CoderUtils.clone(coder, calls);
    assertThat(copy.size(), is(3));
    for (int i = 0; i < 3; i++) {
      assertThat(copy.high(i), is(calls.high(i)));
      assertThat(copy.low(i), is(calls.low(i)));
      assertThat(copy.nanos(i), is(calls.nanos(i)));
      assertThat(copy.identity(i), is(calls.identity(i)));
    }
  }

  /** Runners keep what they combine as bytes, and add to what they read back. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void whatWasReadCanGrow(int size) throws Exception {
    IdentifyCalls few = calls();
    for (int i = 0; i < size; i++) {
      few.add(call("a@b.co", user("U-" + i), null));
    }
    IdentifyCalls copy = CoderUtils.clone(coder, few);
    for (int i = size; i < 100; i++) {
      copy.add(call("a@b.co", user("a rather long id, number " + i), null));
    }
    copy.addAll(CoderUtils.clone(coder, calls));
    assertThat(copy.size(), is(103));
    assertThat(copy.identity(99), is(user("a rather long id, number 99")));
    assertThat(copy.identity(101), is(anonymous("anon-1")));
  }

  @Test
  void nothingIsReadBehindTheLastCall() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    coder.encode(calls, bytes);
    coder.encode(calls(), bytes);
    bytes.write(42);

    ByteArrayInputStream in = new ByteArrayInputStream(bytes.toByteArray());
    assertThat(coder.decode(in).size(), is(3));
    assertThat(coder.decode(in).size(), is(0));
    assertThat(in.read(), is(42));
  }

  @Test
  void bytesOfAnotherVersionAreRefused() throws Exception {
    CoderChecks.refusesAnotherVersion(coder, calls);
  }
}
