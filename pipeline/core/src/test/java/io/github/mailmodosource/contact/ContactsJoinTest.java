package io.github.mailmodosource.contact;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContactsJoinTest {
  private static final long GIGABYTE = 1L << 30;

  @ParameterizedTest
  @CsvSource({"sideInput, SIDE_INPUT", "keyed, KEYED"})
  void theUserDecidesWhateverTheSizes(String value, ContactsJoin join) {
    assertThat(ContactsJoin.ofOption(value, 1, 100, 100 * GIGABYTE), is(join));
    assertThat(ContactsJoin.ofOption(value, 100 * GIGABYTE, 100, 1), is(join));
  }

  @ParameterizedTest
  @CsvSource({"0, SIDE_INPUT", "1, SIDE_INPUT", "4, KEYED", "1000, KEYED"})
  void autoKeepsTheIndexBelowHalfOfTheMemory(long gigabytesOfRows, ContactsJoin join) {
    assertThat(
        ContactsJoin.ofOption("auto", gigabytesOfRows * GIGABYTE, 0, 4 * GIGABYTE), is(join));
  }

  /** A contact takes 48 bytes of the index, or 0.8 of its row; half of the memory is for it. */
  @ParameterizedTest
  @CsvSource({
    "22, 2600000, SIDE_INPUT",
    "22, 2900000, KEYED",
    "22, 9500000, KEYED",
    "250, 600000, SIDE_INPUT",
    "250, 700000, KEYED",
  })
  void autoCountsContactsHoweverShortTheirRowsAre(
      long aRowsBytes, long contacts, ContactsJoin join) {
    assertThat(
        ContactsJoin.ofOption("auto", aRowsBytes * contacts, aRowsBytes, 256L << 20), is(join));
  }

  @Test
  void anotherWordIsRefused() {
    assertThat(
        assertThrows(
                IllegalArgumentException.class, () -> ContactsJoin.ofOption("hash", 1, 1, GIGABYTE))
            .getMessage(),
        containsString("hash is unknown; use auto, sideInput or keyed"));
  }
}
