package io.github.mailmodosource.job;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RedrawnLineTest {
  private static final String CLEAR = "\r\u001b[K";

  private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
  private final RedrawnLine line =
      new RedrawnLine(new PrintStream(screen, true, StandardCharsets.UTF_8), 10);

  @Test
  void eachTextTakesThePlaceOfTheOneBefore() {
    line.draw("one");
    line.draw("two");
    assertThat(seen(), is(CLEAR + "one" + CLEAR + "two"));
  }

  @Test
  void aTextIsCutBeforeItGoesOnInTheNextLine() {
    line.draw("0123456789");
    assertThat(seen(), is(CLEAR + "012345678"));
  }

  @Test
  void whatOthersWriteTakesItsPlace() {
    PrintStream others = new PrintStream(line.besides(), true, StandardCharsets.UTF_8);
    others.print("before\n");
    line.draw("one");
    others.print("warning\n");
    line.draw("two");
    assertThat(seen(), is("before\n" + CLEAR + "one" + CLEAR + "warning\n" + CLEAR + "two"));
  }

  @Test
  void nothingOfItIsLeftAtTheEnd() {
    line.draw("one");
    line.close();
    line.draw("too late");
    assertThat(seen(), is(CLEAR + "one" + CLEAR));
  }

  private String seen() {
    return screen.toString(StandardCharsets.UTF_8);
  }
}
