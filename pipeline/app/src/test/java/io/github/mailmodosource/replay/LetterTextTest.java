package io.github.mailmodosource.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.github.mailmodosource.deadletter.DeadLetter;
import io.github.mailmodosource.deadletter.DeadLetterSamples;
import io.github.mailmodosource.deadletter.Reason;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * "Several letters on one line are each read; a letter that cannot be read is one more dead letter,
 * never the end of the others."
 */
class LetterTextTest {
  private static final Instant TIME = Instant.parse("2026-11-20T03:04:05.678Z");

  /** {@code '} stands for {@code "}, {@code /} for a new line, and {@code §} between the parts. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'a':1}|{'a':1}",
        "{'a':1}{'b':2} {'c':3}|{'a':1}§{'b':2}§{'c':3}",
        "[{'a':1},{'b':2}]|{'a':1}§{'b':2}",
        "[{'a':1},{'b':2}|{'a':1}§{'b':2}",
        "{/ 'a':1/}|{/ 'a':1/}",
        "{'a':1} x y {'b':2}|{'a':1}§x y§{'b':2}",
        "not a letter|not a letter",
        "{'a'{'stage':'parse','b':2}|{'a'§{'stage':'parse','b':2}",
        "{'a':'{'stage':'deliver'}|{'a':'§{'stage':'deliver'}",
        "{'a':{'stage':'deliver'}{'b':2}|{'a':§{'stage':'deliver'}§{'b':2}",
        "{{ 'stage' : 'parse'}|{§{ 'stage' : 'parse'}",
        "{'a':{'stage':'gold'}|{'a':{'stage':'gold'}",
        "[|[",
        ",|,",
        "[]|``",
        "``|``",
      })
  void eachPartIsHandedOn(String text, String expected) {
    byte[] bytes = text.replace('\'', '"').replace('/', '\n').getBytes(UTF_8);
    String parts = String.join("§", parts(bytes));
    assertThat(parts.replace('"', '\'').replace('\n', '/'), is(expected));
  }

  /** Whole letters and halves, put together with anything that may stand between them. */
  @Property
  void everyWholeLetterIsFoundAndNoByteOfAHalfIsLost(@ForAll("pieces") List<Piece> pieces) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    List<String> whole = new ArrayList<>();
    StringBuilder halves = new StringBuilder();
    for (Piece piece : pieces) {
      byte[] letter = piece.written();
      String text = new String(letter, UTF_8);
      if (letter.length == piece.line().length) {
        whole.add(text);
      } else {
        halves.append(text);
      }
      file.writeBytes(letter);
      file.writeBytes(piece.between().getBytes(UTF_8));
    }
    List<String> parts = parts(file.toByteArray());
    List<String> others = new ArrayList<>(parts);
    whole.forEach(letter -> assertThat(letter, others.remove(letter), is(true)));
    assertThat(significant(String.join("", others)), is(significant(halves.toString())));
  }

  /** What is left out belongs to no letter. */
  private static String significant(String text) {
    return text.replaceAll("[\\s\\[\\],]", "");
  }

  /**
   * A letter, or the beginning of one.
   *
   * @param line the whole letter without its line end
   * @param cut how much of it is written, of 1,000
   */
  record Piece(byte[] line, int cut, String between) {
    byte[] written() {
      if (cut >= 1_000) {
        return line;
      }
      int length = (int) ((long) line.length * cut / 1_000);
      // Half a character would not be read as text here.
      while (length > 0 && (line[length] & 0xC0) == 0x80) {
        length--;
      }
      return Arrays.copyOf(line, length);
    }
  }

  @Provide
  Arbitrary<List<Piece>> pieces() {
    Arbitrary<String> text =
        Arbitraries.strings()
            .withChars(
                '"', '\\', '{', '}', '[', ']', ',', ':', '\n', '\r', '\t', ' ', 'é', 'x', 'y')
            .ofMaxLength(12);
    Arbitrary<String> row =
        Arbitraries.oneOf(
            text,
            text.map(inner -> "{\"stage\":\"parse\",\"reason\":\"bad_json\",\"row\":\"" + inner),
            Arbitraries.of("", "{}", "[1,2]", "a,\"b\nc\""));
    Arbitrary<byte[]> line =
        Combinators.combine(Arbitraries.of(Reason.class), row, text, Arbitraries.of(true, false))
            .as(LetterTextTest::line);
    return Combinators.combine(
            line,
            Arbitraries.oneOf(Arbitraries.just(1_000), Arbitraries.integers().between(0, 999)),
            Arbitraries.of("", "\n", "\r\n", " ", ",", ",\n", "\n\n", "[", "]\n"))
        .as(Piece::new)
        .list()
        .ofMaxSize(8);
  }

  private static byte[] line(Reason reason, String row, String text, boolean withEvent) {
    DeadLetter letter =
        new DeadLetter(reason, text, text, row, false, withEvent ? text : null, null, TIME, 0);
    if (withEvent) {
      String name = text.replaceAll("[\"\\\\\\p{Cntrl}]", "_");
      letter = letter.withEvent("{\"event\":\"" + name + "\",\"a\":{\"b\":[{},[1.10]]}}", 2);
    }
    byte[] line = DeadLetterSamples.line(letter);
    return Arrays.copyOf(line, line.length - 1);
  }

  private static List<String> parts(byte[] bytes) {
    byte[] within = new byte[bytes.length + 2];
    System.arraycopy(bytes, 0, within, 1, bytes.length);
    within[0] = '{';
    within[within.length - 1] = '}';
    List<String> parts = new ArrayList<>();
    LetterText.forEachPart(
        within,
        1,
        within.length - 1,
        (from, end) -> parts.add(new String(within, from, end - from, UTF_8)));
    return parts;
  }
}
