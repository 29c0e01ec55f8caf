package io.github.mailmodosource.judge;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import io.github.mailmodosource.TestPipelines;
import io.github.mailmodosource.activity.Activity;
import io.github.mailmodosource.activity.ActivityCoder;
import io.github.mailmodosource.activity.ActivityParser;
import io.github.mailmodosource.activity.ActivityPeriod;
import io.github.mailmodosource.activity.ActivitySamples;
import io.github.mailmodosource.activity.EventType;
import io.github.mailmodosource.activity.TimeParser;
import io.github.mailmodosource.contact.Gate;
import io.github.mailmodosource.contact.IdentifyCallParser;
import io.github.mailmodosource.contact.LiveContacts;
import io.github.mailmodosource.event.EachEvent;
import io.github.mailmodosource.metrics.WaitingCounts;
import io.github.mailmodosource.rows.RowBlock;
import io.github.mailmodosource.rows.RowReader;
import io.github.mailmodosource.rows.RowSamples;
import io.github.mailmodosource.rows.RowUnit;
import io.github.mailmodosource.track.ActivityBlock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestStream;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.joda.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** "An identify call and an e-mail of the same minute meet." */
class WaitForContactsTest {
  private static final AtomicInteger RUNS = new AtomicInteger();
  private static final AtomicReference<RowBlock> CONTACTS =
      new AtomicReference<>(RowSamples.block());

  /** What is done when a block of this source comes, in the midst of the stream. */
  private static final Map<String, Runnable> ACTIONS = new ConcurrentHashMap<>();

  private static final JudgeSettings SETTINGS =
      new JudgeSettings(
          ActivityParser.mapping(),
          new TimeParser(ZoneOffset.UTC),
          false,
          false,
          ActivityPeriod.of(null, null),
          Gate.Mode.AS_OF);

  private static final String IDLE = "{\"email\":\"idle@b.co\",\"user_id\":\"U-0\"}";
  private static final String LATE =
      "{\"email\":\"late@b.co\",\"user_id\":\"U-9\",\"identified_at\":\"2026-11-20T11:00:00Z\"}";
  private static final String ANN =
      "{\"email\":\"ann@b.co\",\"user_id\":\"U-1\",\"identified_at\":\"2026-11-20T09:00:00Z\"}";

  private final ContactsRefresh refresh =
      new ContactsRefresh(
          "waiting run " + RUNS.incrementAndGet(),
          java.time.Duration.ofMillis(100),
          java.time.Duration.ofMinutes(10));

  private final List<Long> held = new ArrayList<>();

  private record ContactsOfNow() implements RowReader {
    private static final long serialVersionUID = 1;

    @Override
    public void read(Consumer<RowBlock> out) {
      out.accept(CONTACTS.get());
    }
  }

  @BeforeEach
  void contacts() {
    CONTACTS.set(RowSamples.block(IDLE, LATE));
    ACTIONS.clear();
  }

  @Test
  void anActivityMeetsTheContactThatComesAfterIt() {
    Map<String, Long> counters =
        run(
            stream()
                .addElements(rows("idle@b.co", "ann@b.co"))
                .addElements(action("1", this::noteHeld))
                .advanceProcessingTime(Duration.standardMinutes(1))
                .addElements(action("2", this::noteHeld))
                .addElements(action("3", () -> identify(IDLE, LATE, ANN)))
                .advanceProcessingTime(Duration.standardMinutes(1))
                .addElements(action("4", this::noteHeld)),
            "Link Clicked U-0",
            "Link Clicked U-1");
    assertThat(held, is(List.of(1L, 1L, 0L)));
    assertThat(
        counters, is(Map.of("funnel/READ/Link Clicked", 2L, "days/2026-11-20/Link Clicked", 2L)));
    assertThat(
        WaitingCounts.of(refresh.run()).takenOver().values().stream().allMatch(n -> n == 0),
        is(true));
  }

  @Test
  void itIsCountedOnlyWhenItHasWaitedLongEnough() {
    Map<String, Long> counters =
        run(
            stream()
                .addElements(rows("ann@b.co", "late@b.co"))
                .advanceProcessingTime(Duration.standardMinutes(9))
                .addElements(rows("ben@b.co"))
                .addElements(action("1", this::noteHeld))
                .advanceProcessingTime(Duration.standardMinutes(2))
                .addElements(action("2", this::noteHeld))
                .advanceProcessingTime(Duration.standardMinutes(9))
                .addElements(action("3", this::noteHeld)));
    assertThat(held, is(List.of(3L, 1L, 0L)));
    assertThat(
        counters,
        is(
            Map.of(
                "funnel/READ/Link Clicked", 3L,
                "funnel/NOT_IDENTIFIED/Link Clicked", 2L,
                "funnel/IDENTIFIED_LATER/Link Clicked", 1L)));
  }

  /** Others of its shard do not put its time off. */
  @Test
  void aSteadyStreamDelaysNobody() {
    TestStream.Builder<RowUnit> stream = stream().addElements(rows("ann@b.co"));
    for (int i = 0; i < 130; i++) {
      stream =
          stream.advanceProcessingTime(Duration.standardSeconds(5)).addElements(rows("ann@b.co"));
    }
    // So that the timer fires every ten seconds, and one comes in between.
    ContactsRefresh rare =
        new ContactsRefresh(refresh.run(), java.time.Duration.ofHours(1), refresh.waitFor());
    run(rare, stream.addElements(action("1", this::noteHeld)));
    // Those of the last ten minutes, and what has come since the timer fired last.
    assertThat(held.get(0), is(lessThan(125L)));
  }

  @Test
  void whereTheInputEndsNothingThatWaitsIsLost() {
    Map<String, Long> counters =
        run(
            stream()
                .addElements(rows("ann@b.co", "ben@b.co"))
                .addElements(action("1", () -> identify(IDLE, ANN))),
            "Link Clicked U-1");
    assertThat(
        counters,
        is(
            Map.of(
                "funnel/READ/Link Clicked", 2L,
                "funnel/NOT_IDENTIFIED/Link Clicked", 1L,
                "days/2026-11-20/Link Clicked", 1L)));
  }

  @Test
  void withoutAWaitAllIsCountedAtOnce() {
    ContactsRefresh none =
        new ContactsRefresh(refresh.run(), refresh.every(), java.time.Duration.ZERO);
    Map<String, Long> counters =
        run(none, stream().addElements(rows("idle@b.co", "ann@b.co")), "Link Clicked U-0");
    assertThat(counters.get("funnel/NOT_IDENTIFIED/Link Clicked"), is(1L));
  }

  @Test
  void whatIsBeyondTheRoomIsCountedTheOldestFirst() {
    Pipeline pipeline = TestPipelines.create();
    TestStream.Builder<KV<Integer, List<Activity>>> stream =
        TestStream.create(KvCoder.of(VarIntCoder.of(), ListCoder.of(ActivityCoder.of())));
    long size = HeldActivities.of(0, List.of(activity("ann0@b.co"))).size();
    for (int i = 0; i < 8; i++) {
      stream =
          stream
              .addElements(KV.of(7, List.of(activity("ann" + i + "@b.co"))))
              .advanceProcessingTime(Duration.standardSeconds(1));
    }
    PCollection<ActivityBlock> passed =
        pipeline
            .apply(stream.advanceWatermarkToInfinity())
            .apply(
                WaitForContacts.by(SETTINGS, live(refresh), refresh, Instant.EPOCH)
                    .withShardBytes(4 * size));
    // The fifth is one too many: two make room, down to three quarters; so does the seventh.
    PAssert.that(passed).empty();
    Map<String, Long> counters = TestPipelines.run(pipeline);
    assertThat(
        counters,
        is(Map.of("funnel/NOT_IDENTIFIED/Link Clicked", 8L, "warnings/contacts_wait_full", 4L)));
  }

  private static Activity activity(String email) {
    return ActivitySamples.bare(
        EventType.LINK_CLICKED,
        ActivitySamples.occurrence(null, email, Instant.parse("2026-11-20T10:00:00Z")));
  }

  private Map<String, Long> run(TestStream.Builder<RowUnit> stream, String... events) {
    return run(refresh, stream, events);
  }

  private static Map<String, Long> run(
      ContactsRefresh how, TestStream.Builder<RowUnit> stream, String... events) {
    Pipeline pipeline = TestPipelines.create();
    PCollection<String> sent =
        pipeline
            .apply("Rows", stream.advanceWatermarkToInfinity())
            .apply("Act", ParDo.of(new ActFn()))
            .setCoder(RowSamples.unitCoder())
            .apply(
                "JudgeActivity",
                JudgeActivity.against(
                    live(how), how, SETTINGS, Instant.parse("2026-11-23T00:00:00Z")))
            .output()
            .apply("EachEvent", EachEvent.create())
            .apply(
                "Describe",
                MapElements.into(TypeDescriptors.strings())
                    .via(
                        event -> {
                          Matcher user =
                              Pattern.compile("\"userId\":\"([^\"]*)\"")
                                  .matcher(event.json().text());
                          return event.eventName() + " " + (user.find() ? user.group(1) : "?");
                        }));
    PAssert.that(sent).containsInAnyOrder(events);
    return new TreeMap<>(TestPipelines.run(pipeline));
  }

  private static LiveContacts live(ContactsRefresh how) {
    return LiveContacts.of(
        how.run(),
        new ContactsOfNow(),
        IdentifyCallParser.mapping(),
        SETTINGS.times(),
        how.every());
  }

  private static final class ActFn extends DoFn<RowUnit, RowUnit> {
    @ProcessElement
    public void act(@Element RowUnit unit, OutputReceiver<RowUnit> out) {
      unit.forEachBlock(
          block -> {
            Runnable action = ACTIONS.get(block.source());
            if (action == null) {
              out.output(block);
            } else {
              action.run();
            }
          });
    }
  }

  /** Contacts that are in force when this returns. */
  private void identify(String... contacts) {
    CONTACTS.set(RowSamples.block(contacts));
    long before = readings();
    long end = System.nanoTime() + java.time.Duration.ofMinutes(1).toNanos();
    // One may have been under way.
    while (readings() < before + 2) {
      assertThat("within a minute", System.nanoTime() < end, is(true));
      Thread.onSpinWait();
    }
  }

  private long readings() {
    return Objects.requireNonNull(LiveContacts.figures(refresh.run())).readings();
  }

  private void noteHeld() {
    held.add(
        WaitingCounts.of(refresh.run()).held().values().stream().mapToLong(Long::longValue).sum());
  }

  private static TestStream.Builder<RowUnit> stream() {
    return TestStream.create(RowSamples.unitCoder());
  }

  private static RowBlock action(String name, Runnable action) {
    ACTIONS.put(name, action);
    RowBlock none = RowSamples.block();
    return new RowBlock(name, 0, 1, none.format(), null, 0, none.bytes());
  }

  private static RowBlock rows(String... emails) {
    List<String> rows = new ArrayList<>();
    for (String email : emails) {
      rows.add(
          "{\"event\":\"clicked\",\"email\":\""
              + email
              + "\",\"occurred_at\":\"2026-11-20T10:00:00Z\"}");
    }
    return RowSamples.block(rows.toArray(String[]::new));
  }
}
