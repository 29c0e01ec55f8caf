package io.github.mailmodosource.contact;

import static io.github.mailmodosource.contact.Contacts.anonymous;
import static io.github.mailmodosource.contact.Contacts.call;
import static io.github.mailmodosource.contact.Contacts.shard;
import static io.github.mailmodosource.contact.Contacts.user;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.github.mailmodosource.coding.CoderChecks;
import java.time.Instant;
import org.apache.beam.sdk.util.CoderUtils;
import org.junit.jupiter.api.Test;

class IndexShardCoderTest {
  private final IndexShardCoder coder = new IndexShardCoder();

  @Test
  void aShardComesBackAsItWas() throws Exception {
    IndexShard copy =
        CoderUtils.clone(
            coder,
            shard(
                call("a@b.co", user("Ü-1"), null),
                call("z@b.co", anonymous("anon-1"), "2026-11-20T10:00:00.000000001Z")));
    assertThat(copy.shards(), is(1));
    assertThat(copy.size(), is(2));
    assertThat(copy.at(EmailHash.of("a@b.co"), 0), is(user("Ü-1")));
    assertThat(
        copy.at(EmailHash.of("z@b.co"), Nanos.of(Instant.parse("2026-11-20T10:00:00.000000001Z"))),
        is(anonymous("anon-1")));
    assertThat(copy.contains(EmailHash.of("b@b.co")), is(false));
  }

  @Test
  void anEmptyShardComesBack() throws Exception {
    assertThat(CoderUtils.clone(coder, shard()).size(), is(0));
  }

  @Test
  void bytesOfAnotherVersionAreRefused() throws Exception {
    CoderChecks.refusesAnotherVersion(coder, shard());
  }
}
