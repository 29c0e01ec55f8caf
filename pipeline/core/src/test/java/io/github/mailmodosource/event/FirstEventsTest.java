package io.github.mailmodosource.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.sameInstance;

import io.github.mailmodosource.rows.RowFormat;
import io.github.mailmodosource.rows.SourceRow;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FirstEventsTest {
  private final List<String> duplicates = new ArrayList<>();
  private final FirstEvents first = new FirstEvents(event -> duplicates.add(describe(event)));

  @Test
  void ofOneIdTheFirstRowIsKeptWhateverComesFirst() {
    first.add(block(event("a", 30), event("b", 20), event("a", 10)));
    first.add(block(event("b", 5), event("a", 15), event("c", 40)));

    assertThat(kept(), contains("b 5", "a 10", "c 40"));
    assertThat(duplicates, contains("a 30", "b 20", "a 15"));
  }

  @Test
  void whatIsKeptOfManyDuplicatesIsTheSameAndDoesNotHoldThem() {
    first.add(block(event("a", 1)));
    EventBlock mostlyDuplicates =
        block(
            IntStream.range(0, 1_000)
                .mapToObj(i -> i == 500 ? event("b", 0) : event("a", 2 + i))
                .toArray(TrackEvent[]::new));
    first.add(mostlyDuplicates);

    assertThat(kept(), contains("b 0", "a 1"));
    TrackEvent b = first.inOrder().get(0);
    assertThat(b.json().text(), is("{\"messageId\":\"b\"}"));
    assertThat(b.row().text(), is("row of b"));
    assertThat(b.json().buffer().length, is(lessThan(mostlyDuplicates.json().length() / 100)));
    assertThat(b.row().buffer().length, is(lessThan(mostlyDuplicates.rest().length() / 100)));
  }

  @Test
  void amongDuplicatesTooTheFirstRowOfABlockIsKept() {
    first.add(
        block(
            event("a", 9),
            event("a", 8),
            event("a", 9),
            event("a", 7),
            event("a", 9),
            event("a", 9)));
    assertThat(kept(), contains("a 7"));
  }

  @Test
  void withoutManyDuplicatesNothingIsCopied() {
    EventBlock block = block(event("a", 1), event("b", 2), event("b", 3));
    first.add(block);
    assertThat(first.inOrder().get(0).json().buffer(), is(sameInstance(block.json().bytes())));
  }

  private List<String> kept() {
    return first.inOrder().stream().map(FirstEventsTest::describe).toList();
  }

  private static String describe(TrackEvent event) {
    return event.messageId() + " " + event.row().position();
  }

  private static EventBlock block(TrackEvent... events) {
    EventBlock.Builder builder = new EventBlock.Builder(16);
    List.of(events).forEach(builder::add);
    return builder.build();
  }

  private static TrackEvent event(String messageId, long position) {
    byte[] row = ("row of " + messageId).getBytes(UTF_8);
    return new TrackEvent(
        messageId,
        "Email Sent",
        EventJson.of("{\"messageId\":\"" + messageId + "\"}"),
        new SourceRow(
            "a.jsonl", position, 0, RowFormat.JSON_LINES, null, row, 0, row.length, row.length));
  }
}
