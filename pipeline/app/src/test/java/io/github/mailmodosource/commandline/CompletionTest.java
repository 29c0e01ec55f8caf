package io.github.mailmodosource.commandline;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.beam.sdk.options.Description;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shells themselves say what they complete. */
class CompletionTest {
  /** Options of a command. */
  public interface ServeOptions extends OptionsFileOptions {
    @Description("Which plate it is.")
    @Nullable String getPlate();

    void setPlate(@Nullable String value);

    @Description("Whether it is peeled.")
    boolean isPeeled();

    void setPeeled(boolean value);
  }

  private static final List<Command> COMMANDS =
      List.of(
          new Command(
              "serve",
              "puts the chef's fruit: on plates",
              ServeOptions.class,
              List.of(),
              line -> 0),
          new Command("clear", "takes plates away", OptionsFileOptions.class, List.of(), line -> 0),
          new Command(
              "completion",
              Completion.PURPOSE,
              Completion.CompletionOptions.class,
              List.of(),
              line -> 0));

  @TempDir Path folder;

  @Test
  void bashCompletesCommands() throws Exception {
    assertThat(bash(""), is(List.of("serve", "clear", "completion")));
    assertThat("a blank behind the only one", bash("s"), is(List.of("serve ")));
    assertThat(bash("x"), is(List.of()));
  }

  @Test
  void bashCompletesOptionsOfTheCommandAndOfBeam() throws Exception {
    assertThat(bash("serve", "--pl"), is(List.of("--plate=")));
    assertThat(bash("clear", "--pl"), is(List.of()));
    assertThat(bash("clear", "--flinkM"), is(List.of("--flinkMaster=")));
    assertThat(bash("serve", "--plate", "=", "blue", "--pee"), is(List.of("--peeled=")));
    assertThat(bash("serve", "--"), hasItems("--help", "--options=", "--peeled=", "--runner="));
    assertThat(bash("clear", "--"), not(hasItem("--peeled=")));
    assertThat(bash("completion", ""), hasItems("bash", "zsh"));
  }

  /** bash makes three words of {@code --peeled=t}. */
  @Test
  void bashCompletesValues() throws Exception {
    Files.createDirectory(folder.resolve("blue plates"));
    Files.createFile(folder.resolve("blue.yaml"));
    assertThat(bash("serve", "--peeled", "="), is(List.of("true", "false")));
    assertThat(bash("serve", "--peeled", "=", "t"), is(List.of("true")));
    assertThat(bash("serve", "--runner", "=", "F"), is(List.of("FlinkRunner")));
    assertThat(bash("serve", "--plate", "=", "bl"), hasItems("blue plates", "blue.yaml"));
    assertThat(bash("serve", "--options", "="), hasItem("blue.yaml"));
  }

  /** What stands behind the command, each a word as bash has them; the last is to be completed. */
  private List<String> bash(String... words) throws Exception {
    Path script = script("bash");
    List<String> command = new ArrayList<>(List.of("bash", "--norc", "-c"));
    command.add(
        """
        source "$1"; shift
        complete -p mailmodo-source > /dev/null || exit 1
        COMP_WORDS=(mailmodo-source "$@"); COMP_CWORD=$#
        _mailmodo_source
        [[ ${#COMPREPLY[@]} == 0 ]] || printf '%s\\n' "${COMPREPLY[@]}"
        """);
    command.addAll(List.of("bash", script.toString()));
    command.addAll(Arrays.asList(words));
    return run(command).lines().toList();
  }

  /** Where zsh is, at a terminal of its own, as its users have it. */
  @Test
  void zshTakesItsScript() throws Exception {
    assumeTrue(
        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
            .anyMatch(place -> Files.isExecutable(Path.of(place, "zsh"))),
        "there is no zsh");
    Path script = script("zsh");
    assertThat(
        run(
            List.of(
                "zsh",
                "-f",
                "-c",
                "autoload -U compinit && compinit -u -D && source \"$1\" && echo $_comps[mailmodo-source]",
                "zsh",
                script.toString())),
        is("_mailmodo_source\n"));
  }

  @Test
  void aQuoteInAPurposeDoesNotEndIt() throws IOException {
    assertThat(
        Files.readString(script("zsh")),
        containsString("'serve:puts the chef'\\''s fruit: on plates'"));
  }

  @Test
  void otherShellsAreRefused() {
    assertThat(
        refusal("fish"), is("'fish' is not a known shell; use completion bash or completion zsh"));
    assertThat(refusal(), is("the shell is missing; use completion bash or completion zsh"));
  }

  private static String refusal(String... words) {
    return String.valueOf(
        assertThrows(
                UsageException.class,
                () -> Completion.run(new CommandLine("completion", words), COMMANDS, System.out))
            .getMessage());
  }

  private Path script(String shell) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Completion.run(
        new CommandLine("completion", shell),
        COMMANDS,
        new PrintStream(out, true, StandardCharsets.UTF_8));
    return Files.write(folder.resolve("completion." + shell), out.toByteArray());
  }

  private String run(List<String> command) throws Exception {
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(out, process.waitFor(), is(0));
    return out;
  }
}
