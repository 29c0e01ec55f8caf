package io.github.mailmodosource.contact;

import static io.github.mailmodosource.contact.Contacts.anonymous;
import static io.github.mailmodosource.contact.Contacts.call;
import static io.github.mailmodosource.contact.Contacts.index;
import static io.github.mailmodosource.contact.Contacts.user;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.nullValue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContactIndexTest {
  private static final String NINE = "2026-11-20T09:00:00Z";
  private static final String TEN = "2026-11-20T10:00:00Z";
  private static final String ELEVEN = "2026-11-20T11:00:00Z";

  @Test
  void anEmptyIndexKnowsNobody() {
    ContactIndex empty = index();
    assertThat(empty.contains("a@b.co"), is(false));
    assertThat(empty.at("a@b.co", Instant.MAX), is(nullValue()));
    assertThat(empty.firstOf("a@b.co"), is(nullValue()));
  }

  @Test
  void anEmailThatChangesItsUserIdIsAtEachTimeTheLatest() {
    ContactIndex contacts =
        index(
            call("a@b.co", user("U-3"), ELEVEN),
            call("a@b.co", user("U-1"), NINE),
            call("a@b.co", user("U-2"), TEN));
    assertThat(at(contacts, "2026-11-20T08:59:59.999999999Z"), is(nullValue()));
    assertThat(at(contacts, NINE), is(user("U-1")));
    assertThat(at(contacts, "2026-11-20T09:59:59.999999999Z"), is(user("U-1")));
    assertThat(at(contacts, TEN), is(user("U-2")));
    assertThat(at(contacts, ELEVEN), is(user("U-3")));
    assertThat(contacts.firstOf("a@b.co"), is(user("U-1")));
  }

  @Test
  void anEmailMayGetAnEarlierUserIdBack() {
    ContactIndex contacts =
        index(
            call("a@b.co", user("U-1"), NINE),
            call("a@b.co", user("U-2"), TEN),
            call("a@b.co", user("U-1"), ELEVEN));
    assertThat(at(contacts, TEN), is(user("U-2")));
    assertThat(at(contacts, ELEVEN), is(user("U-1")));
  }

  @Test
  void oneUserIdMayOwnSeveralEmails() {
    ContactIndex contacts =
        index(call("a@b.co", user("U-1"), NINE), call("z@b.co", user("U-1"), TEN));
    assertThat(contacts.at("a@b.co", Instant.parse(NINE)), is(user("U-1")));
    assertThat(contacts.at("z@b.co", Instant.parse(NINE)), is(nullValue()));
    assertThat(contacts.at("z@b.co", Instant.parse(TEN)), is(user("U-1")));
  }

  @Test
  void repeatedCallsOfTheSameIdentityTakeNoRoomAndTheFirstTimeCounts() {
    IndexShard shard =
        Contacts.shard(
            call("a@b.co", user("U-1"), ELEVEN),
            call("a@b.co", user("U-1"), NINE),
            call("a@b.co", user("U-1"), TEN));
    assertThat(shard.size(), is(1));
    assertThat(at(ContactIndex.of(List.of(shard)), NINE), is(user("U-1")));
  }

  @Test
  void theSameIdAsUserIdAndAsAnonymousIdAreTwoIdentities() {
    ContactIndex contacts =
        index(call("a@b.co", anonymous("X"), NINE), call("a@b.co", user("X"), TEN));
    assertThat(at(contacts, NINE), is(anonymous("X")));
    assertThat(at(contacts, TEN), is(user("X")));
  }

  @Test
  void theLatestCallCountsEvenIfItHasNoUserId() {
    ContactIndex contacts =
        index(call("a@b.co", user("U-1"), NINE), call("a@b.co", anonymous("anon-1"), TEN));
    assertThat(at(contacts, TEN), is(anonymous("anon-1")));
  }

  @Test
  void aCallWithoutATimeIsBeforeAllOthers() {
    ContactIndex contacts =
        index(call("a@b.co", user("U-2"), TEN), call("a@b.co", user("U-1"), null));
    assertThat(at(contacts, "0000-01-01T00:00:00Z"), is(user("U-1")));
    assertThat(at(contacts, TEN), is(user("U-2")));
  }

  @Test
  void ofEqualTimesAUserIdIsTheLaterThenTheGreaterIdInWhateverOrderTheyCome() {
    List<IdentifyCall> calls =
        List.of(
            call("a@b.co", anonymous("Z"), TEN),
            call("a@b.co", user("U-1"), TEN),
            call("a@b.co", user("U-2"), TEN));
    for (int first = 0; first < 3; first++) {
      for (int step = 1; step < 3; step++) {
        ContactIndex contacts =
            index(
                calls.get(first), calls.get((first + step) % 3), calls.get((first + 2 * step) % 3));
        assertThat(at(contacts, TEN), is(user("U-2")));
        assertThat(at(contacts, NINE), is(nullValue()));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0000-01-01T00:00:00Z", "1677-01-01T00:00:00Z", "2263-01-01T00:00:00Z"})
  void timesThatNanosecondsDoNotReachAreStillInOrder(String time) {
    ContactIndex contacts = index(call("a@b.co", user("U-1"), time));
    assertThat(at(contacts, time), is(user("U-1")));
    assertThat(at(contacts, "9999-12-31T23:59:59Z"), is(user("U-1")));
    if (time.startsWith("2")) {
      assertThat(at(contacts, TEN), is(nullValue()));
    }
  }

  @Test
  void idsAndEmailsMayHaveAnyCharacters() {
    ContactIndex contacts = index(call("ü+ñ@例え.jp", user("Ü 😀 1"), NINE));
    assertThat(contacts.at("ü+ñ@例え.jp", Instant.parse(NINE)), is(user("Ü 😀 1")));
  }

  /** Few e-mails with many changes, and many e-mails with few: both ways of sorting are reached. */
  @ParameterizedTest
  @ValueSource(ints = {1, 7, 400})
  void answersAsAPlainListWould(int emails) {
    Random random = new Random(20261120);
    List<IdentifyCall> calls = new ArrayList<>();
    for (int i = 0; i < 1_500; i++) {
      calls.add(
          new IdentifyCall(
              email(random.nextInt(emails)),
              new Identity("id-" + random.nextInt(5), random.nextInt(4) == 0),
              random.nextInt(20) == 0 ? IdentifyCall.SINCE_EVER : random.nextInt(300)));
    }
    ContactIndex contacts = index(calls.toArray(IdentifyCall[]::new));

    for (int i = 0; i < 3_000; i++) {
      String email = email(random.nextInt(emails + 2));
      long nanos = random.nextInt(320) - 10L;
      assertThat(
          email + " at " + nanos,
          contacts.at(email, Instant.ofEpochSecond(0, nanos)),
          is(latest(calls, email, nanos)));
      Identity first = first(calls, email);
      assertThat(email, contacts.firstOf(email), is(first));
      assertThat(email, contacts.contains(email), is(first != null));
    }
  }

  /** A walk over them would make each activity of this contact as dear as 100,000 others. */
  @Test
  void ofOneEmailWithAHundredThousandIdentitiesTheRightOneIsFoundInAFewSteps() {
    int size = 100_000;
    AtomicInteger steps = new AtomicInteger();
    IdentifyCalls calls =
        new IdentifyCalls() {
          @Override
          long nanos(int entry) {
            steps.incrementAndGet();
            return super.nanos(entry);
          }
        };
    for (int i = 0; i < size; i++) {
      calls.add(new IdentifyCall("a@b.co", user("U-" + i), 10L * i));
    }
    ContactIndex contacts = ContactIndex.of(List.of(IndexShard.ofSorted(1, calls)));

    for (int i = 0; i < size; i += 9_999) {
      steps.set(0);
      assertThat(contacts.at("a@b.co", Instant.ofEpochSecond(0, 10L * i + 9)), is(user("U-" + i)));
      assertThat(steps.get(), is(lessThanOrEqualTo(20)));
    }
    assertThat(contacts.at("a@b.co", Instant.ofEpochSecond(0, -1)), is(nullValue()));
  }

  @Test
  void theTwoSpellingsOfADomainAreOneContact() {
    ContactIndex contacts =
        index(
            call("ann@bücher.example", user("U-1"), NINE),
            call("bob@xn--bcher-kva.example", user("U-2"), NINE));
    assertThat(contacts.at("ann@xn--bcher-kva.example", Instant.parse(TEN)), is(user("U-1")));
    assertThat(contacts.at("bob@bücher.example", Instant.parse(TEN)), is(user("U-2")));
    assertThat(contacts.contains("ann@bucher.example"), is(false));
  }

  @Test
  void twoHundredThousandContactsAreAllFound() {
    int size = 200_000;
    IdentifyCall[] calls = new IdentifyCall[size];
    for (int i = 0; i < size; i++) {
      calls[i] = new IdentifyCall(email(i), user("U-" + i), i);
    }
    ContactIndex contacts = Contacts.index(60, calls);

    for (int i = 0; i < size; i++) {
      Identity found = contacts.at(email(i), Instant.ofEpochSecond(0, i));
      if (!user("U-" + i).equals(found)) {
        assertThat(email(i), found, is(user("U-" + i)));
      }
    }
    assertThat(contacts.at(email(7), Instant.ofEpochSecond(0, 6)), is(nullValue()));
    assertThat(contacts.contains(email(size)), is(false));
  }

  private static @Nullable Identity at(ContactIndex contacts, String time) {
    return contacts.at("a@b.co", Instant.parse(time));
  }

  private static String email(int number) {
    return "reader" + number + "@example.com";
  }

  private static @Nullable Identity latest(List<IdentifyCall> calls, String email, long nanos) {
    return calls.stream()
        .filter(call -> call.email().equals(email) && call.nanos() <= nanos)
        .max(inOrder())
        .map(IdentifyCall::identity)
        .orElse(null);
  }

  /** Of several calls at the first time, the one that decides at that time. */
  private static @Nullable Identity first(List<IdentifyCall> calls, String email) {
    return calls.stream()
        .filter(call -> call.email().equals(email))
        .min(Comparator.comparingLong(IdentifyCall::nanos))
        .map(call -> latest(calls, email, call.nanos()))
        .orElse(null);
  }

  private static Comparator<IdentifyCall> inOrder() {
    return Comparator.comparingLong(IdentifyCall::nanos)
        .thenComparing(call -> !call.identity().anonymous())
        .thenComparing(call -> call.identity().id());
  }

  /** The index lives in every worker's memory. */
  @Test
  void aContactOfUsualLengthTakesAtMost48Bytes() {
    int contacts = 10_000;
    IdentifyCall[] calls = new IdentifyCall[contacts];
    for (int i = 0; i < contacts; i++) {
      calls[i] =
          call(String.format("%08d@example.com", i), user(String.format("user-%07d", i)), NINE);
    }
    assertThat(calls[0].email().length(), is(20));
    assertThat(calls[0].identity().id().length(), is(12));

    IdentifyCalls columns = Contacts.shard(calls).calls();
    // Trimmed, the columns hold what is written and no more.
    assertThat(columns.toBytes().length / (double) contacts, is(lessThanOrEqualTo(48.0)));
  }
}
