package io.github.mailmodosource.contact;

import static io.github.mailmodosource.activity.ActivitySamples.describe;
import static io.github.mailmodosource.contact.Contacts.anonymous;
import static io.github.mailmodosource.contact.Contacts.user;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.github.mailmodosource.activity.Activity;
import io.github.mailmodosource.activity.ActivitySamples;
import io.github.mailmodosource.activity.EventType;
import io.github.mailmodosource.coding.CoderChecks;
import java.util.List;
import org.apache.beam.sdk.util.CoderUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class IdentifiedActivityCoderTest {
  private final IdentifiedActivityCoder<Activity> coder = IdentifiedActivityCoder.of();

  @ParameterizedTest
  @EnumSource(EventType.class)
  void theActivityAndWhoItBelongsToComeBack(EventType type) throws Exception {
    for (Identity identity : List.of(user("Ü-1"), anonymous("anon-1"))) {
      Activity activity = ActivitySamples.full(type);
      IdentifiedActivity<Activity> copy =
          CoderUtils.clone(coder, new IdentifiedActivity<>(activity, identity));
      assertThat(describe(copy.activity()), is(describe(activity)));
      assertThat(copy.identity(), is(identity));
    }
  }

  @Test
  void bytesOfAnotherVersionAreRefused() throws Exception {
    CoderChecks.refusesAnotherVersion(
        coder, new IdentifiedActivity<>(ActivitySamples.full(EventType.EMAIL_SENT), user("U-1")));
  }
}
