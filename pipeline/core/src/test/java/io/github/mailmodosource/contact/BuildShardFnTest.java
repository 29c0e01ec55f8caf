package io.github.mailmodosource.contact;

import static io.github.mailmodosource.contact.Contacts.calls;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.beam.sdk.util.CoderUtils;
import org.junit.jupiter.api.Test;

class BuildShardFnTest {
  private final BuildShardFn build = new BuildShardFn(1);

  @Test
  void nothingGivesAnEmptyShard() {
    assertThat(build.extractOutput(build.createAccumulator()).size(), is(0));
    assertThat(build.extractOutput(build.mergeAccumulators(List.of())).size(), is(0));
  }

  @Test
  void whateverTheOrderOfAddingAndMergingTheShardIsTheSame() throws Exception {
    Random random = new Random(7);
    List<IdentifyCall> all = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      all.add(
          new IdentifyCall(
              "reader" + random.nextInt(40) + "@example.com",
              new Identity("id-" + random.nextInt(4), random.nextBoolean()),
              random.nextInt(30)));
    }
    byte[] expected = bytes(build.addInput(build.createAccumulator(), callsOf(all)));

    for (int round = 0; round < 20; round++) {
      Collections.shuffle(all, random);
      List<IdentifyCalls> parts = new ArrayList<>();
      for (int from = 0; from < all.size(); ) {
        int to = Math.min(all.size(), from + 1 + random.nextInt(100));
        IdentifyCalls part = build.createAccumulator();
        int middle = from + random.nextInt(to - from + 1);
        part = build.addInput(part, callsOf(all.subList(from, middle)));
        parts.add(build.addInput(part, callsOf(all.subList(middle, to))));
        from = to;
      }
      int half = parts.size() / 2;
      IdentifyCalls merged =
          build.mergeAccumulators(
              List.of(
                  build.mergeAccumulators(parts.subList(half, parts.size())),
                  build.mergeAccumulators(parts.subList(0, half))));
      assertThat("round " + round, bytes(merged), is(expected));
    }
  }

  @Test
  void mergingLeavesThePartsAsTheyWere() {
    IdentifyCalls one = calls(Contacts.call("a@b.co", Contacts.user("U-1"), null));
    IdentifyCalls two = calls(Contacts.call("z@b.co", Contacts.user("U-2"), null));
    assertThat(build.mergeAccumulators(List.of(one, two)).size(), is(2));
    assertThat(one.size(), is(1));
    assertThat(two.size(), is(1));
  }

  private byte[] bytes(IdentifyCalls gathered) throws Exception {
    return CoderUtils.encodeToByteArray(new IndexShardCoder(), build.extractOutput(gathered));
  }

  private static IdentifyCalls callsOf(List<IdentifyCall> all) {
    return calls(all.toArray(IdentifyCall[]::new));
  }
}
