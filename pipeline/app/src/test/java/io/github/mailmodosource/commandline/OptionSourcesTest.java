package io.github.mailmodosource.commandline;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** "The command line wins over the file, the file over the environment." */
class OptionSourcesTest {
  /** What the command has. */
  public interface BakeOptions extends OptionsFileOptions {
    @Description("Minutes in the oven.")
    int getMinutesInOven();

    void setMinutesInOven(int value);

    @Description("Which cake it is.")
    @Nullable String getCake();

    void setCake(@Nullable String value);
  }

  /** What another command has. */
  public interface EatOptions extends OptionsFileOptions {
    @Description("What with.")
    @Nullable String getSpoon();

    void setSpoon(@Nullable String value);
  }

  private static final Command BAKE =
      new Command("bake", "bakes a cake", BakeOptions.class, List.of(), line -> 0);
  private static final Command EAT =
      new Command("eat", "eats it", EatOptions.class, List.of(), line -> 0);

  @TempDir Path folder;
  private final Map<String, String> environment = new TreeMap<>();

  @Test
  void theCommandLineWinsOverTheFileAndTheFileOverTheEnvironment() throws IOException {
    environment.put("MAILMODO_SOURCE_CAKE", "of the environment");
    environment.put("MAILMODO_SOURCE_MINUTES_IN_OVEN", "10");
    environment.put("MAILMODO_SOURCE_TEMP_LOCATION", "/of/the/environment");
    String file = file("bake.yaml", "minutesInOven: 20\ncake: of the file\n");

    CommandLine line = complete("--options=" + file, "--cake=of the command line");
    BakeOptions options = line.parse(BakeOptions.class);

    assertThat(options.getCake(), is("of the command line"));
    assertThat(options.getMinutesInOven(), is(20));
    assertThat("Beam's options too", options.getTempLocation(), is("/of/the/environment"));
    assertThat(
        line.given().stream()
            .map(given -> given.name() + "=" + given.value() + " from " + given.place())
            .toList(),
        is(
            List.of(
                "options=" + file + " from the command line",
                "cake=of the command line from the command line",
                "minutesInOven=20 from " + file + ", line 1",
                "tempLocation=/of/the/environment from MAILMODO_SOURCE_TEMP_LOCATION")));
  }

  @Test
  void theFileTooMayBeNamedInTheEnvironment() throws IOException {
    environment.put("MAILMODO_SOURCE_OPTIONS", file("bake.properties", "cake=carrot\n"));
    assertThat(complete().parse(BakeOptions.class).getCake(), is("carrot"));
  }

  @Test
  void flinksOptionsAreFoundInBoth() throws IOException {
    environment.put("MAILMODO_SOURCE_USE_DATA_STREAM_FOR_BATCH", "true");
    String file = file("bake.yaml", "flinkMaster: flink.example:8081\nparallelism: 3\n");
    FlinkPipelineOptions options =
        complete("--options=" + file).parse(BakeOptions.class).as(FlinkPipelineOptions.class);
    assertThat(options.getFlinkMaster(), is("flink.example:8081"));
    assertThat(options.getParallelism(), is(3));
    assertThat(options.getUseDataStreamForBatch(), is(true));
  }

  /** A worker elsewhere has neither the file nor the environment: it gets what they said. */
  @Test
  void theValuesTravelAsOrdinaryOptions() throws IOException {
    environment.put("MAILMODO_SOURCE_MINUTES_IN_OVEN", "10");
    String file = file("bake.yaml", "cake: carrot\n");
    BakeOptions options = complete("--options=" + file).parse(BakeOptions.class);
    JsonNode travelling =
        new ObjectMapper()
            .findAndRegisterModules()
            .valueToTree((PipelineOptions) options)
            .path("options");
    assertThat(travelling.path("minutesInOven").asInt(), is(10));
    assertThat(travelling.path("cake").asText(), is("carrot"));
  }

  /** So that a night's commands can share them. */
  @Test
  void whatOnlyAnotherCommandHasIsPassedOver() throws IOException {
    environment.put("MAILMODO_SOURCE_SPOON", "silver");
    String file = file("night.yaml", "spoon: silver\ncake: carrot\n");
    CommandLine line = complete("--options=" + file);
    assertThat(line.parse(BakeOptions.class).getCake(), is("carrot"));
    assertThat(line.gives("spoon"), is(false));
    UsageException refused =
        assertThrows(
            UsageException.class, () -> complete("--spoon=silver").parse(BakeOptions.class));
    assertThat(refused.getMessage(), containsString("--spoon is not an option"));
  }

  @Test
  void whatNoCommandHasIsRefusedWithTheNearestName() throws IOException {
    String file = file("bake.yaml", "# for the party\n\ncaek: s3cret\n");
    assertThat(
        refusal("--options=" + file),
        is(
            file
                + ", line 3: caek is not an option; did you mean cake? (bake --help lists the"
                + " options)"));
    environment.put("MAILMODO_SOURCE_MINUTE_IN_OVEN", "s3cret");
    assertThat(
        refusal(),
        is(
            "MAILMODO_SOURCE_MINUTE_IN_OVEN is not an option; did you mean"
                + " MAILMODO_SOURCE_MINUTES_IN_OVEN? (bake --help lists the options)"));
  }

  /** "A usage error: at most 0.6 s"; Beam's factory alone takes that long to know its options. */
  @Test
  void whatNoCommandHasIsRefusedOnTheCommandLineBeforeBeamReadsIt() {
    assertThat(
        refusal("--cakes=carrot"),
        is("--cakes is not an option; did you mean --cake? (bake --help lists the options)"));
    assertThat(
        refusal("--qqq=s3cret"), is("--qqq is not an option (bake --help lists the options)"));
  }

  @Test
  void whatDoesNotLookLikeAnOptionIsLeftToWhoReadsIt() {
    assertThat(complete("cakes").given().size(), is(1));
    assertThat(complete("--=x").given().size(), is(1));
    assertThat(complete("--not a name=x").given().size(), is(1));
  }

  @Test
  void whatIsLikeNothingHasNoNearestName() {
    environment.put("MAILMODO_SOURCE_XYZZY_PLUGH_QUUX", "1");
    assertThat(
        refusal(),
        is("MAILMODO_SOURCE_XYZZY_PLUGH_QUUX is not an option (bake --help lists the options)"));
  }

  /** Of a service that is called mailmodo-source, or begins so. */
  @ParameterizedTest
  @CsvSource({
    "MAILMODO_SOURCE_SERVICE_HOST, 10.0.0.11",
    "MAILMODO_SOURCE_SERVICE_PORT, 9100",
    "MAILMODO_SOURCE_SERVICE_PORT_METRICS, 9100",
    "MAILMODO_SOURCE_PORT, tcp://10.0.0.11:9100",
    "MAILMODO_SOURCE_PORT_9100_TCP, tcp://10.0.0.11:9100",
    "MAILMODO_SOURCE_PORT_9100_TCP_PROTO, tcp",
    "MAILMODO_SOURCE_PORT_9100_TCP_PORT, 9100",
    "MAILMODO_SOURCE_PORT_9100_TCP_ADDR, 10.0.0.11",
    "MAILMODO_SOURCE_OVEN_SERVICE_HOST, 10.0.0.11",
    "MAILMODO_SOURCE_OVEN_PORT, tcp://10.0.0.11:9100",
    "MAILMODO_SOURCE_CLASSPATH, lib/*",
    "MAILMODO_SOURCE_CAEK, ''",
    "MAILMODO_SOURCES, x",
    "SOMETHING_ELSE, x",
  })
  void variablesOfOthersAreLeftAlone(String variable, String value) {
    environment.put(variable, value);
    assertThat(complete().given(), is(List.of()));
  }

  @Test
  void aVariableThatASecretIsReadFromIsNoOption() throws IOException {
    environment.put("MAILMODO_SOURCE_KEY_OF_THE_CELLAR", "s3cret");
    assertThat(refusal(), containsString("MAILMODO_SOURCE_KEY_OF_THE_CELLAR is not an option"));
    assertThat(complete("--cake=env:MAILMODO_SOURCE_KEY_OF_THE_CELLAR").gives("cake"), is(true));
    String file = file("night.yaml", "spoon: env:MAILMODO_SOURCE_KEY_OF_THE_CELLAR\n");
    assertThat(
        "also by another command's", complete("--options=" + file).gives("spoon"), is(false));
  }

  /** So that a message about a value that is not on the command line can be understood. */
  @Test
  void aMessageSaysWhereTheValueStands() throws IOException {
    environment.put("MAILMODO_SOURCE_CAKE", "mud");
    String file = file("bake.properties", "\nminutesInOven=many\n");
    CommandLine line = complete("--options=" + file);
    UsageException wrong = assertThrows(UsageException.class, () -> line.parse(BakeOptions.class));
    assertThat(
        line.located(wrong).getMessage(),
        is(
            "--minutesInOven=many is not a whole number (--minutesInOven is from "
                + file
                + ", line 2)"));
    assertThat(
        line.located(new UsageException("--cake=mud is not before --minutesInOven")).getMessage(),
        is(
            "--cake=mud is not before --minutesInOven (--cake is from MAILMODO_SOURCE_CAKE;"
                + " --minutesInOven is from "
                + file
                + ", line 2)"));
    UsageException other = new UsageException("--options is fine; --cakes are not");
    assertThat("given on the command line", line.located(other), is(other));
  }

  @ParameterizedTest
  @ValueSource(strings = {"nowhere.yaml", "", " ", "a\u0000b", "."})
  void aFileThatCannotBeReadIsRefused(String file) {
    environment.put("MAILMODO_SOURCE_OPTIONS", "unused");
    assertThat(refusal("--options=" + file), containsString("--options"));
  }

  @Test
  void aMissingFileOfTheEnvironmentSaysSo() {
    environment.put("MAILMODO_SOURCE_OPTIONS", "nowhere.yaml");
    assertThat(
        refusal(),
        is(
            "--options: nowhere.yaml does not exist (--options is from"
                + " MAILMODO_SOURCE_OPTIONS)"));
  }

  @Test
  void aSecretInAFileIsNotRepeated() throws IOException {
    String file = file("bake.yaml", "cake s3cret: [s3cret\n");
    assertThat(refusal("--options=" + file), not(containsString("s3cret")));
    assertThat(complete("--cake=s3cret").given().toString(), is("[--cake (the command line)]"));
  }

  /** {@code --requestsPerSecond} is {@code MAILMODO_SOURCE_REQUESTS_PER_SECOND}. */
  @ParameterizedTest
  @CsvSource({
    "requestsPerSecond, MAILMODO_SOURCE_REQUESTS_PER_SECOND",
    "activity, MAILMODO_SOURCE_ACTIVITY",
    "useDataStreamForBatch, MAILMODO_SOURCE_USE_DATA_STREAM_FOR_BATCH",
    "useHTTPProxy, MAILMODO_SOURCE_USE_HTTP_PROXY",
    "s3Endpoint, MAILMODO_SOURCE_S3_ENDPOINT",
  })
  void oneRuleNamesTheVariableOfAnOption(String option, String variable) {
    assertThat(KnownOptions.variable(option), is(variable));
  }

  @Test
  void noTwoOptionsHaveTheSameVariable() {
    List<String> names = new ArrayList<>(KnownOptions.ofBeam().keySet());
    assertThat("Flink's are among them", names.contains("flinkMaster"), is(true));
    assertThat(
        names.stream().map(KnownOptions::variable).distinct().count(), is((long) names.size()));
  }

  private CommandLine complete(String... words) {
    return OptionSources.of(BAKE, List.of(BAKE, EAT), environment)
        .complete(new CommandLine("bake", words));
  }

  private String refusal(String... words) {
    return String.valueOf(assertThrows(UsageException.class, () -> complete(words)).getMessage());
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }
}
