package io.github.mailmodosource.track;

import static io.github.mailmodosource.activity.ActivitySamples.EMAIL;
import static io.github.mailmodosource.activity.ActivitySamples.NO_MAILING;
import static io.github.mailmodosource.activity.ActivitySamples.TIME;
import static io.github.mailmodosource.activity.ActivitySamples.occurrence;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import io.github.mailmodosource.activity.Activity;
import io.github.mailmodosource.activity.ActivitySamples;
import io.github.mailmodosource.activity.EmailBounced;
import io.github.mailmodosource.activity.EmailFormSubmitted;
import io.github.mailmodosource.activity.EmailSent;
import io.github.mailmodosource.activity.EventType;
import io.github.mailmodosource.activity.LinkClicked;
import io.github.mailmodosource.activity.Mailing;
import io.github.mailmodosource.activity.Occurrence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class MessageIdTest {
  private final MessageId messageIds = new MessageId();

  /**
   * SHA-256, cut to 20 bytes, of the scheme's name and the parts, each with its length in four
   * bytes in front. Computed with another program: a change here makes every activity a new one.
   */
  static Stream<Arguments> vectors() {
    return Stream.of(
        // mailmodo-source/2, id, Email Bounced, reader@example.com, A-1
        Arguments.of(
            ActivitySamples.full(EventType.EMAIL_BOUNCED),
            "mailmodo-39e82c0930182cb6f2fe0bec31da303c57d0ab94"),
        // mailmodo-source/2, activity, Link Clicked, reader@example.com, 1795143845678, C-1, L-1
        Arguments.of(
            clicked(campaign("C-1", "Winter"), "L-1", "https://example.com/"),
            "mailmodo-e07a356bd0872298860d8e9d9faf06e672b20cbc"),
        // mailmodo-source/2, activity, Email Sent, reader@example.com, 1795143845678, "", ""
        Arguments.of(
            ActivitySamples.bare(EventType.EMAIL_SENT),
            "mailmodo-785b20b017a8e69c853839f451e5cb9dddeeb1ee"));
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void neverChangesFromReleaseToRelease(Activity activity, String messageId) {
    assertThat(messageIds.of(activity), is(messageId));
  }

  @ParameterizedTest
  @EnumSource(EventType.class)
  void isAPrefixAndFortyHexDigits(EventType type) {
    for (Activity activity : List.of(ActivitySamples.full(type), ActivitySamples.bare(type))) {
      assertThat(messageIds.of(activity), matchesPattern("mailmodo-[0-9a-f]{40}"));
    }
  }

  @Test
  void isShortHoweverLongTheActivitysOwnId() {
    assertThat(
        messageIds.of(sent(occurrence("x".repeat(100_000), EMAIL, TIME))).length(),
        is(lessThan(101)));
  }

  @ParameterizedTest
  @EnumSource(EventType.class)
  void isTheSameForTheSameActivity(EventType type) {
    String first = new MessageId().of(ActivitySamples.bare(type));
    messageIds.of(ActivitySamples.full(type));
    assertThat(messageIds.of(ActivitySamples.bare(type)), is(first));
    assertThat(messageIds.of(ActivitySamples.bare(type)), is(first));
  }

  /** Tables number their rows from 1 each, and Segment keeps ids apart by nothing else. */
  @Test
  void ofAnActivityWithAnIdOfItsOwnEventEmailAndIdCount() {
    String expected = messageIds.of(sent(occurrence("1", EMAIL, TIME)));
    assertThat(
        "time and campaign may be corrected",
        messageIds.of(new EmailSent(occurrence("1", EMAIL, Instant.EPOCH), campaign("C-9", null))),
        is(expected));
    assertThat(messageIds.of(sent(occurrence("2", EMAIL, TIME))), is(not(expected)));
    assertThat(messageIds.of(sent(occurrence("1", "other@example.com", TIME))), is(not(expected)));
    assertThat(
        messageIds.of(ActivitySamples.bare(EventType.EMAIL_OPENED, occurrence("1", EMAIL, TIME))),
        is(not(expected)));
    assertThat(messageIds.of(sent(occurrence(null, EMAIL, TIME))), is(not(expected)));
  }

  /** Computed with another program, as the vectors above. */
  @Test
  void aNamespaceMakesOtherIds() {
    MessageId inShop = new MessageId("shop");
    // mailmodo-source/2, namespace, shop, id, Email Bounced, reader@example.com, A-1
    assertThat(
        inShop.of(ActivitySamples.full(EventType.EMAIL_BOUNCED)),
        is("mailmodo-1dc7012a35e2edcaabed19e9577e37e1e768e70e"));
    // mailmodo-source/2, namespace, shop, activity, Email Sent, ..., 1795143845678, "", ""
    assertThat(
        inShop.of(ActivitySamples.bare(EventType.EMAIL_SENT)),
        is("mailmodo-1b7fd2859e59e78dfdcc1b9ed9b91c572963f97d"));
    assertThat(
        "an empty one adds nothing",
        new MessageId("").of(ActivitySamples.bare(EventType.EMAIL_SENT)),
        is("mailmodo-785b20b017a8e69c853839f451e5cb9dddeeb1ee"));
  }

  @Test
  void dependsOnEventEmailTimeCampaignAndLinkOrForm() {
    List<Activity> activities = new ArrayList<>();
    for (EventType type : EventType.values()) {
      activities.add(ActivitySamples.bare(type));
    }
    activities.add(sent(occurrence(null, "other@example.com", TIME)));
    activities.add(sent(occurrence(null, EMAIL, TIME.plusMillis(1))));
    activities.add(sent(occurrence(null, EMAIL, TIME.minusSeconds(86_400))));
    activities.add(new EmailSent(occurrence(null, EMAIL, TIME), campaign("C-1", null)));
    activities.add(new EmailSent(occurrence(null, EMAIL, TIME), campaign("C-2", null)));
    activities.add(new EmailSent(occurrence(null, EMAIL, TIME), campaign(null, "Winter")));
    activities.add(clicked(NO_MAILING, "L-1", null));
    activities.add(clicked(NO_MAILING, "L-2", null));
    activities.add(clicked(NO_MAILING, null, "https://example.com/"));
    activities.add(clicked(NO_MAILING, null, "https://example.com/?a=b"));
    activities.add(submitted("F-1", null));
    activities.add(submitted("F-2", null));
    activities.add(submitted(null, "Feedback"));
    assertThat(
        new HashSet<>(activities.stream().map(messageIds::of).toList()).size(),
        is(activities.size()));
  }

  @Test
  void doesNotDependOnWhatMayBeCorrectedLater() {
    assertThat(
        "link_id goes before link_url",
        messageIds.of(clicked(campaign("C-1", "Winter"), "L-1", "https://example.com/")),
        is(messageIds.of(clicked(campaign("C-1", "Spring"), "L-1", null))));
    Occurrence at = occurrence(null, EMAIL, TIME);
    assertThat(
        messageIds.of(new EmailBounced(at, NO_MAILING, "full", true)),
        is(messageIds.of(new EmailBounced(at, NO_MAILING, null, false))));
  }

  @Test
  void nanosecondsBelowTheMillisecondDoNotMatter() {
    String expected =
        messageIds.of(sent(occurrence(null, EMAIL, Instant.parse("2026-11-20T03:04:05.678Z"))));
    for (String time :
        List.of("2026-11-20T03:04:05.678000001Z", "2026-11-20T03:04:05.678999999Z")) {
      assertThat(
          time, messageIds.of(sent(occurrence(null, EMAIL, Instant.parse(time)))), is(expected));
    }
  }

  @Test
  void partsDoNotRunIntoEachOther() {
    Occurrence at = occurrence(null, EMAIL, TIME);
    assertThat(
        messageIds.of(new LinkClicked(at, campaign("ab", null), "c", null)),
        is(not(messageIds.of(new LinkClicked(at, campaign("a", null), "bc", null)))));
    assertThat(
        messageIds.of(new LinkClicked(at, campaign("ab", null), null, null)),
        is(not(messageIds.of(new LinkClicked(at, NO_MAILING, "ab", null)))));
    assertThat(
        "an id is never taken for the parts of an activity without one",
        messageIds.of(sent(occurrence("activity", EMAIL, TIME))),
        is(not(messageIds.of(sent(occurrence(null, EMAIL, TIME))))));
  }

  private static EmailSent sent(Occurrence occurrence) {
    return new EmailSent(occurrence, NO_MAILING);
  }

  private static LinkClicked clicked(Mailing mailing, @Nullable String id, @Nullable String url) {
    return new LinkClicked(occurrence(null, EMAIL, TIME), mailing, id, url);
  }

  private static EmailFormSubmitted submitted(@Nullable String id, @Nullable String name) {
    return new EmailFormSubmitted(occurrence(null, EMAIL, TIME), NO_MAILING, id, name, null);
  }

  private static Mailing campaign(@Nullable String id, @Nullable String name) {
    return new Mailing(null, null, null, null, null, id, name, null, null);
  }
}
