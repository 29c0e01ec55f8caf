package io.github.mailmodosource.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mailmodosource.segment.FaultSearch.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Which requests it takes to find the items at fault. */
class FaultSearchTest {

  /** Takes or rejects integers, and remembers what came of each. */
  private static final class Numbers implements FaultSearch.Sender<Integer> {
    private final Set<Integer> bad;
    private final int mostAtOnce;
    private final List<Integer> sent = new ArrayList<>();
    private final List<Integer> refused = new ArrayList<>();
    private int requests;

    private Numbers(Set<Integer> bad, int mostAtOnce) {
      this.bad = bad;
      this.mostAtOnce = mostAtOnce;
    }

    @Override
    public Outcome send(List<Integer> items) {
      requests++;
      boolean tooLarge = items.size() > mostAtOnce;
      if (!tooLarge && items.stream().noneMatch(bad::contains)) {
        sent.addAll(items);
        return Outcome.SENT;
      }
      if (items.size() == 1) {
        refused.addAll(items);
      }
      return tooLarge ? Outcome.TOO_LARGE : Outcome.FAULTY;
    }
  }

  private static Numbers deliver(int count, Set<Integer> bad, int mostAtOnce)
      throws InterruptedException {
    Numbers numbers = new Numbers(bad, mostAtOnce);
    new FaultSearch<>(numbers).deliver(IntStream.range(0, count).boxed().toList());
    return numbers;
  }

  @Property
  void everyItemComesToItsEndOnce(
      @ForAll @IntRange(min = 1, max = 300) int count,
      @ForAll @Size(max = 40) Set<@IntRange(max = 299) Integer> bad,
      @ForAll @IntRange(min = 1, max = 400) int mostAtOnce)
      throws InterruptedException {
    Numbers numbers = deliver(count, bad, mostAtOnce);

    Set<Integer> faults =
        bad.stream().filter(i -> i < count).collect(Collectors.toCollection(TreeSet::new));
    assertEquals(List.copyOf(faults), numbers.refused.stream().sorted().toList());
    assertEquals(
        IntStream.range(0, count).boxed().filter(i -> !faults.contains(i)).toList(),
        numbers.sent.stream().sorted().toList());
  }

  @Property
  void fewFaultsTakeAboutALogarithmOfRequestsEach(
      @ForAll @IntRange(min = 2, max = 2_500) int count,
      @ForAll @Size(max = 4) Set<@IntRange(max = 2_499) Integer> bad)
      throws InterruptedException {
    long faults = bad.stream().filter(i -> i < count).count();
    int log = 32 - Integer.numberOfLeadingZeros(count - 1);

    assertTrue(deliver(count, bad, count).requests <= 1 + faults * (log + 2));
  }

  @Property
  void manyFaultsTakeAboutTwoRequestsAnItem(
      @ForAll @IntRange(min = 1, max = 500) int count,
      @ForAll Set<@IntRange(max = 499) Integer> bad)
      throws InterruptedException {
    assertTrue(deliver(count, bad, count).requests <= 2 * count + 60);
  }

  @Property
  void whatIsTooLargeIsHalvedAndNoMore(@ForAll @IntRange(min = 1, max = 12) int halvings)
      throws InterruptedException {
    int count = 4_096;

    assertEquals((2 << halvings) - 1, deliver(count, Set.of(), count >> halvings).requests);
  }
}
