package io.github.mailmodosource.bench.generator;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ContactsTest {
  private final Contacts contacts = new Contacts(1000, new SeededIds(1));

  @Test
  void nineInTenAreIdentifiedBeforeTheMonth() {
    for (long i = 0; i < 900; i++) {
      assertThat(contacts.identifiedAt(i), is(lessThan(Month.START)));
    }
  }

  @Test
  void theOthersAreIdentifiedDuringItOneAfterTheOther() {
    for (long i = 900; i < 1000; i++) {
      assertThat(contacts.identifiedAt(i), is(greaterThan(Month.START)));
      assertThat(contacts.identifiedAt(i), is(lessThanOrEqualTo(Month.START + Month.SPAN)));
    }
    assertThat(contacts.identifiedAt(999), is(greaterThan(contacts.identifiedAt(998))));
  }

  @Test
  void howManyOfThemAreIdentifiedByATimeFitsWhenEachIs() {
    long at = Month.START + Month.SPAN / 3;
    long identified = contacts.lateBy(at);
    assertThat(contacts.identifiedAt(contacts.early() + identified - 1), is(lessThanOrEqualTo(at)));
    assertThat(contacts.identifiedAt(contacts.early() + identified), is(greaterThanOrEqualTo(at)));
  }

  @Test
  void noTwoHaveTheSameAddress() {
    assertThat(
        LongStream.range(0, 20_000).mapToObj(Contacts::email).distinct().count(), is(20_000L));
  }
}
