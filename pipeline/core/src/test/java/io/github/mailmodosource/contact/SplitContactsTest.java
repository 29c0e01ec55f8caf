package io.github.mailmodosource.contact;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.startsWith;

import io.github.mailmodosource.TestPipelines;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.KV;
import org.junit.jupiter.api.Test;

/** Calls and activity of one e-mail meet in one shard. */
class SplitContactsTest {
  private static final int SHARDS = 7;

  @Test
  void eachCallComesOnceAndToTheShardWhereTheActivityOfItsEmailLooksForIt() {
    List<IdentifyCalls> blocks = new ArrayList<>();
    TreeMap<Integer, Integer> expected = new TreeMap<>();
    for (int block = 0; block < 3; block++) {
      IdentifyCalls calls = new IdentifyCalls();
      for (int i = 0; i < 2_000; i++) {
        String email = email(i);
        calls.add(Contacts.call(email, Contacts.user("U-" + block), null));
        expected.merge(SplitContacts.shard(email, SHARDS), 1, Integer::sum);
      }
      blocks.add(calls);
    }
    Pipeline pipeline = TestPipelines.create();
    PAssert.that(
            pipeline
                .apply(Create.of(blocks).withCoder(new IdentifyCallsCoder()))
                .apply("SplitContacts", SplitContacts.into(SHARDS)))
        .satisfies(
            parts -> {
              TreeMap<Integer, Integer> found = new TreeMap<>();
              for (KV<Integer, IdentifyCalls> part : parts) {
                found.merge(part.getKey(), part.getValue().size(), Integer::sum);
              }
              assertThat(found, is(expected));
              return null;
            });
    pipeline.run().waitUntilFinish();
  }

  @Test
  void emailsAreSpreadOverAllShards() {
    int[] sizes = new int[SHARDS];
    IntStream.range(0, 7_000).forEach(i -> sizes[SplitContacts.shard(email(i), SHARDS)]++);
    for (int size : sizes) {
      assertThat(size, is(allOf(greaterThan(800), lessThan(1_200))));
    }
  }

  @Test
  void anInputWithoutEndIsRefused() {
    assertThat(
        TestPipelines.refusalOfEndless(new IdentifyCallsCoder(), SplitContacts.into(SHARDS)),
        startsWith("SplitContacts works on bounded input only"));
  }

  private static String email(int number) {
    return "reader" + number + "@example.com";
  }
}
