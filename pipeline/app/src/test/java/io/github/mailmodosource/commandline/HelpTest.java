package io.github.mailmodosource.commandline;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.startsWith;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HelpTest {
  /** One concern. */
  public interface FruitOptions extends PipelineOptions {
    @Description("Which fruit is meant, one of those that grow on trees: apple, pear or plum.")
    @Default.String("apple")
    String getFruit();

    void setFruit(String value);

    @Description("How many.")
    @Default.Integer(3)
    int getAmount();

    void setAmount(int value);

    @Description("At most so many a second.")
    @Default.Double(1_000)
    double getPace();

    void setPace(double value);

    @Description("Whether it is peeled.")
    @Default.Boolean(true)
    boolean isPeeled();

    void setPeeled(boolean value);

    @Description("How much it may weigh.")
    @Default.Long(5)
    long getWeight();

    void setWeight(long value);
  }

  /** Another concern. */
  public interface PlateOptions extends PipelineOptions {
    @Description("Where it is put.")
    @Nullable String getPlate();

    void setPlate(@Nullable String value);
  }

  /** A command. */
  public interface ServeOptions extends FruitOptions, PlateOptions {}

  private final String help = help();

  @Test
  void beginsWithTheCommandAndWhatItDoes() {
    assertThat(help, startsWith("serve: puts fruit on plates" + System.lineSeparator()));
  }

  @Test
  void examplesComeFirst() {
    assertThat(
        help,
        containsString(
            """

            Examples
              mailmodo-source serve --fruit=pear \\
                  --plate=blue

            Fruit options
            """));
  }

  /** As the contract has them. */
  @Test
  void theExitCodesAreItsEnd() {
    assertThat(
        help.substring(help.indexOf("Exit codes")),
        is(
            """
            Exit codes
                0  done, every row accounted for, no more dead letters than --maxDeadLetters
                1  failed, or nothing could be done
                2  wrong usage or configuration; one line says what, and how to fix it
                3  finished, but with more dead letters than --maxDeadLetters
                4  reconcile found differences
                5  a ceiling was reached, and something is left: the same command goes on
              130  ended by Ctrl-C; what was done until then is reported
              143  ended by SIGTERM; what was done until then is reported
            """));
  }

  @Test
  void listsOurOptionsByConcernBeforeBeams() {
    int fruit = help.indexOf("Fruit options");
    int plate = help.indexOf("Plate options");
    int beam = help.indexOf("Beam options");
    assertThat(fruit, is(greaterThan(0)));
    assertThat(plate, is(greaterThan(fruit)));
    assertThat(beam, is(greaterThan(plate)));
    assertThat(help.indexOf("--fruit"), is(lessThan(plate)));
    assertThat(help.indexOf("--plate"), is(lessThan(beam)));
    assertThat(help.substring(beam), containsString("--runner"));
  }

  @Test
  void eachOptionStandsWithItsDefault() {
    String ours = help.substring(0, help.indexOf("Beam options"));
    assertThat(
        ours.lines().filter(line -> line.startsWith("  --")).map(String::strip).toList(),
        containsInAnyOrder(
            "--amount=3",
            "--fruit=apple",
            "--pace=1000",
            "--peeled=true",
            "--weight=5",
            "--plate"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"How many.", "Where it is put.", "apple, pear or plum."})
  void eachOptionIsDescribed(String description) {
    assertThat(help.replaceAll("\\s+", " "), containsString(description));
  }

  @Test
  void ourLinesFitIntoATerminal() {
    String ours = help.substring(0, help.indexOf("Beam options"));
    assertThat(ours.lines().mapToInt(String::length).max().orElseThrow(), is(lessThan(90)));
  }

  private static String help() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Help.print(
        new Command(
            "serve",
            "puts fruit on plates",
            ServeOptions.class,
            List.of("mailmodo-source serve --fruit=pear \\", "    --plate=blue"),
            line -> 0),
        new PrintStream(out, true, StandardCharsets.UTF_8));
    return out.toString(StandardCharsets.UTF_8);
  }
}
