package io.github.mailmodosource.contact;

import static io.github.mailmodosource.contact.Contacts.anonymous;
import static io.github.mailmodosource.contact.Contacts.call;
import static io.github.mailmodosource.contact.Contacts.index;
import static io.github.mailmodosource.contact.Contacts.user;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.github.mailmodosource.coding.CoderChecks;
import java.time.Instant;
import org.apache.beam.sdk.util.CoderUtils;
import org.junit.jupiter.api.Test;

class ContactIndexCoderTest {
  private final ContactIndexCoder coder = new ContactIndexCoder();

  @Test
  void anIndexComesBackAsItWas() throws Exception {
    ContactIndex copy =
        CoderUtils.clone(
            coder,
            index(
                call("a@b.co", user("Ü-1"), null),
                call("z@b.co", anonymous("anon-1"), "2026-11-20T10:00:00.000000001Z")));
    assertThat(copy.size(), is(2));
    assertThat(copy.at("a@b.co", Instant.EPOCH), is(user("Ü-1")));
    assertThat(
        copy.at("z@b.co", Instant.parse("2026-11-20T10:00:00.000000001Z")),
        is(anonymous("anon-1")));
    assertThat(copy.contains("b@b.co"), is(false));
  }

  @Test
  void anEmptyIndexComesBack() throws Exception {
    assertThat(CoderUtils.clone(coder, index()).size(), is(0));
  }

  @Test
  void bytesOfAnotherVersionAreRefused() throws Exception {
    CoderChecks.refusesAnotherVersion(coder, index());
  }
}
