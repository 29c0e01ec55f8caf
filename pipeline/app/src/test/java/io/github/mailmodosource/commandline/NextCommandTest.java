package io.github.mailmodosource.commandline;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.mailmodosource.Shell;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.beam.sdk.options.PipelineOptions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NextCommandTest {
  private static final String LAUNCHER = "mailmodosource.launcher";

  @TempDir Path folder;

  /** A command that has two options. */
  public interface SendingOptions extends PipelineOptions, OptionsFileOptions {
    @Nullable String getActivity();

    void setActivity(@Nullable String value);

    @Nullable String getContacts();

    void setContacts(@Nullable String value);
  }

  /** A command that has one of them. */
  public interface ReplayingOptions extends PipelineOptions, OptionsFileOptions {
    @Nullable String getContacts();

    void setContacts(@Nullable String value);
  }

  private static final List<Command> COMMANDS =
      List.of(
          new Command("send", "", SendingOptions.class, List.of(), line -> 0),
          new Command("replay", "", ReplayingOptions.class, List.of(), line -> 0));

  @AfterEach
  void noLauncher() {
    System.clearProperty(LAUNCHER);
  }

  private static CommandLine send(String... words) {
    System.setProperty(LAUNCHER, "scripts/mailmodo-source");
    return new CommandLine("send", words).among(COMMANDS);
  }

  @Test
  void theSameCommandHasTheWordsOfTheCommandLine() {
    assertThat(
        send("--activity=a.csv", "--runner=FlinkRunner").again().line(),
        is("scripts/mailmodo-source send --activity=a.csv --runner=FlinkRunner"));
  }

  @Test
  void anotherCommandHasThoseThatItKnowsBeamsOwnToo() {
    NextCommand replay =
        Objects.requireNonNull(
            send("--activity=a.csv", "--contacts=c.csv", "--runner=FlinkRunner").next("replay"));
    assertThat(
        replay.with("contacts", "d.csv").line(),
        is("scripts/mailmodo-source replay --runner=FlinkRunner --contacts=d.csv"));
    assertThat(
        replay.without("contacts").line(),
        is("scripts/mailmodo-source replay --runner=FlinkRunner"));
    assertThat("there is no such command", send().next("resend"), is(nullValue()));
  }

  /** The file is named, and the environment is there still. */
  @Test
  void whatStandsElsewhereIsNotRepeated() throws Exception {
    Path file = Files.writeString(folder.resolve("o.yaml"), "activity: a.csv\n");
    CommandLine line =
        OptionSources.of(COMMANDS.get(0), COMMANDS, Map.of("MAILMODO_SOURCE_CONTACTS", "c.csv"))
            .complete(send("--options=" + file));
    assertThat("they are given", line.gives("activity") && line.gives("contacts"), is(true));
    assertThat(line.again().line(), is("scripts/mailmodo-source send --options=" + file));
  }

  @Test
  void withoutTheStarterItIsJavaWithoutWhatSetsAProperty() {
    String line = new CommandLine("send").again().line();
    assertThat(line, startsWith("java "));
    assertThat(line, endsWith(" send"));
    assertThat(line, not(containsString(" -D")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "exports/*.csv",
        "two words",
        "campaign_name='Été 夏'",
        "$HOME `id` \"quoted\" \\ ; & | < > ~ # !",
        "select *\nfrom \"activity\"\twhere a = '100%\\n'\r\n-- so\u0007",
        ""
      })
  void aShellGivesTheProgramTheWordsThatTheUserGave(String value) throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/bin/sh")));
    System.setProperty(LAUNCHER, Shell.recorder(folder).toString());
    String line = new CommandLine("send", "--activity=" + value, "--streaming").again().line();

    assertThat("it is one line", line.lines().count(), is(1L));
    assertThat(
        Shell.words(folder, line), contains("send", "--activity=" + value, "--streaming=true"));
  }
}
