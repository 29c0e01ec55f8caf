package io.github.mailmodosource.commandline;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
  /** Options of a command. */
  public interface TestOptions extends PipelineOptions {
    @Description("A word.")
    @Nullable String getWord();

    void setWord(@Nullable String value);

    @Description("A number.")
    @Default.Integer(7)
    int getNumber();

    void setNumber(int value);
  }

  @Test
  void readsOurOptionsAndBeamsAlike() {
    TestOptions options =
        new CommandLine("send", "--word=a=b,'c d'", "--number=9", "--runner=DirectRunner")
            .parse(TestOptions.class);
    assertThat(options.getWord(), is("a=b,'c d'"));
    assertThat(options.getNumber(), is(9));
    assertThat(options.getRunner(), is(DirectRunner.class));
  }

  @Test
  void withoutOptionsTheDefaultsStand() {
    TestOptions options = new CommandLine("send").parse(TestOptions.class);
    assertThat(options.getNumber(), is(7));
    assertThat("DirectRunner is the default", options.getRunner(), is(DirectRunner.class));
  }

  @ParameterizedTest
  @ValueSource(strings = {"word", "", "activity.jsonl"})
  void aWordThatIsNoOptionIsRefused(String word) {
    assertThat(refusal(word), containsString("'" + word + "' is not an option"));
    assertThat(refusal(word), containsString("send --help lists the options"));
  }

  /** "No secret ever appears in a log …; a refused literal neither": nor as any other value. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "-word=s3cret | '-word' is not an option;",
        "word=s3cret | 'word' is not an option;",
        "--wOrd=s3cret | --wOrd is not an option; did you mean --word?",
        "--wo-rd=s3cret | --wo-rd is not an option",
        "--wo-rd s3cret | the word behind --wo-rd is not an option;",
        "--word s3cret | the word behind --word is not an option;",
        "--word= s3cret | the word behind --word is not an option;",
        "--word=my s3cret | the word behind --word is not an option;",
        "--word=s3cret --word=s3cret | --word is given more than once;",
        "--number=1 -word=s3cret | '-word' is not an option;",
        "--apiKey s3cret | the word behind --apiKey is not an option;",
      })
  void whatIsRefusedMayBeASecretAndIsNotRepeated(String words, String begin) {
    UsageException refused =
        assertThrows(
            UsageException.class,
            () -> new CommandLine("send", words.split(" ", -1)).parse(TestOptions.class));
    assertThat(refused.getMessage(), startsWith(begin));
    StringWriter everything = new StringWriter();
    refused.printStackTrace(new PrintWriter(everything));
    assertThat("nor in what caused it", everything.toString(), not(containsString("s3cret")));
  }

  /** White space is 0 to Jackson, and 0 lifts a limit. */
  @ParameterizedTest
  @ValueSource(strings = {"--number= ", "--number=\t"})
  void aBlankIsNoNumber(String word) {
    assertThat(refusal(word), is(word + " is not a whole number"));
  }

  @ParameterizedTest
  @CsvSource({
    "--wrod=x, --wrod is not an option; did you mean --word? (send --help lists the options)",
    "--zzzzzzzz=x, --zzzzzzzz is not an option (send --help lists the options)",
    "--runner=Spork, --runner=Spork is not a known runner; use DirectRunner or FlinkRunner",
  })
  void aWrongOptionIsRefusedInOneLine(String option, String line) {
    assertThat(refusal(option), is(line));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--number=many", "--number=1.5", "--number=", "--number=99999999999"})
  void aValueThatDoesNotFitIsRefusedInOneLine(String option) {
    String line = refusal("--word=x", option);
    assertThat(line, startsWith(option + " is not "));
    assertThat(line.lines().count(), is(1L));
    assertThat(line, not(containsString("Exception")));
  }

  @ParameterizedTest
  @CsvSource({
    "--help, true",
    "-h, true",
    "help, true",
    "--word=help, false",
    "--number=1, false",
  })
  void knowsWhetherTheUserAsksForHelp(String word, boolean asks) {
    assertThat(new CommandLine("send", "--word=x", word).asksForHelp(), is(asks));
  }

  @ParameterizedTest
  @CsvSource({
    "--word=x, word, x",
    "--word=, word, ''",
    "--word, word, true",
    "--word=a=b, word, a=b",
    "--words=x, word, ",
    "--other=x, word, ",
    "word=x, word, ",
  })
  void knowsWhichOptionsTheUserGave(String word, String option, @Nullable String value) {
    CommandLine commandLine = new CommandLine("send", word);
    assertThat(commandLine.valueOf(option), is(value));
    assertThat(commandLine.gives(option), is(value != null));
  }

  @Test
  void ofAnOptionGivenTwiceTheLastValueStands() {
    assertThat(new CommandLine("send", "--word=a", "--word=b").valueOf("word"), is("b"));
  }

  private static String refusal(String... words) {
    UsageException refused =
        assertThrows(
            UsageException.class, () -> new CommandLine("send", words).parse(TestOptions.class));
    return String.valueOf(refused.getMessage());
  }
}
