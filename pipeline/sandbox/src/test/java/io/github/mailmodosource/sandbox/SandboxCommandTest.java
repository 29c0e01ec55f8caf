package io.github.mailmodosource.sandbox;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.FutureTask;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SandboxCommandTest {
  private static final Map<String, String> ENVIRONMENT = Map.of("KEY", " secret\n", "EMPTY", "");
  private static final NamedSecret KEY = new NamedSecret("acceptWriteKey", "key");

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void saysWhereItListensAndWhatItGotAndWritesThePort(@TempDir Path folder) throws Exception {
    Path portFile = folder.resolve("port");
    FutureTask<Integer> command = new FutureTask<>(() -> run("--port=0", "--portFile=" + portFile));
    Thread thread = new Thread(command);
    thread.start();
    while (!Files.exists(portFile) && thread.isAlive()) {
      Thread.sleep(10);
    }
    String port = Files.readString(portFile).strip();
    thread.interrupt();

    assertThat(command.get(), is(0));
    assertThat(
        text(out).lines().toList().toString(),
        is(
            "[Sandbox listens on http://127.0.0.1:"
                + port
                + " (stop it with Ctrl-C); open this address in a browser to watch events arrive,"
                + " Sandbox stopped: 0 events in 0 requests, 0 duplicates, 0 requests refused]"));
    assertThat(text(err), is(""));
    assertThat(Files.exists(portFile), is(false));
  }

  @Test
  void oneOfAThingIsNotSeveral() {
    assertThat(SandboxCommand.counted(0, "request"), is("0 requests"));
    assertThat(SandboxCommand.counted(1, "request"), is("1 request"));
    assertThat(SandboxCommand.counted(2, "request"), is("2 requests"));
  }

  @Test
  void aBusyPortIsOneLine() throws Exception {
    try (Sandbox first = Sandbox.start(SandboxSettings.onAnyPort())) {
      assertThat(run("--port=" + first.port()), is(2));
      assertThat(text(err), startsWith("sandbox: port " + first.port() + " cannot be opened: "));
      assertThat(text(err).lines().count(), is(1L));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "--port=70000, --port must be between 0 and 65535",
    "--keepEvents=-1, --keepEvents must not be negative",
    "--maxBatchBytes=0, --maxBatchBytes must be between 1 and 100000000",
    "--maxBatchBytes=100000001, --maxBatchBytes must be between 1 and 100000000",
    "--maxEventBytes=0, --maxEventBytes must be more than 0",
    "--maxBatchEvents=0, --maxBatchEvents must be more than 0",
    "--maxRequestsPerSecond=-1, --maxRequestsPerSecond must not be negative",
    "--acceptWriteKey=env:NOWHERE, the environment variable NOWHERE is not set, or is empty",
    "--acceptWriteKey=env:EMPTY, the environment variable EMPTY is not set, or is empty",
    "--acceptWriteKey=file:/nowhere/at/all, the file /nowhere/at/all cannot be read",
    "--portFile=/nowhere/at/all, --portFile /nowhere/at/all cannot be written",
    "--warehouse=jdbc:h2:mem:x, --warehouse is not a supported database; use jdbc:postgresql:… or jdbc:mariadb:…",
    "--warehouse=jdbc:postgresql://localhost:1/x, --warehouse cannot be used: ",
    "--warehouse=jdbc:postgresql://localhost:1/x --warehouseSchema=, --warehouseSchema is empty",
    "--warehouse=jdbc:postgresql://localhost:1/x --loseEvery=-1, --loseEvery must not be negative",
    "--warehouse=jdbc:postgresql://localhost:1/x --lose=today, --lose=today is not a table and a day",
    "--warehouse=jdbc:postgresql://localhost:1/x --warehousePassword=env:EMPTY, the environment variable EMPTY is not set, or is empty",
    "--loseEvery=3, name one with --warehouse",
    "--lose=link_clicked:2026-11-03, name one with --warehouse",
  })
  void wrongUsageIsOneLine(String argument, String reason) {
    String[] arguments =
        argument.startsWith("--port=")
            ? new String[] {argument}
            : ("--port=0 " + argument).split(" ", -1);
    assertThat(run(arguments), is(2));
    assertThat(text(err), containsString(reason));
    assertThat(text(err).lines().count(), is(1L));
  }

  @Test
  void aLiteralKeyIsRefusedAndNotRepeated() {
    assertThat(run("--port=0", "--acceptWriteKey=abc123"), is(2));
    assertThat(text(err), containsString("must be env:NAME or file:PATH, not the key itself"));
    assertThat(text(err), not(containsString("abc123")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://localhost/x?user=u&password=hidden",
        "jdbc:postgresql://u:hidden@localhost/x",
        "jdbc:mariadb://localhost/x?PASSWORD=hidden"
      })
  void aPasswordInTheAddressOfTheWarehouseIsRefusedAndNotRepeated(String url) {
    assertThat(run("--port=0", "--warehouse=" + url), is(2));
    assertThat(text(err), containsString("--warehousePassword=env:NAME or file:PATH"));
    assertThat(text(err), not(containsString("hidden")));
  }

  @Test
  void aLiteralPasswordOfTheWarehouseIsRefusedAndNotRepeated() {
    assertThat(
        run("--port=0", "--warehouse=jdbc:mariadb://localhost/x", "--warehousePassword=hidden"),
        is(2));
    assertThat(text(err), containsString("must be env:NAME or file:PATH, not the password itself"));
    assertThat(text(err), not(containsString("hidden")));
  }

  @Test
  void aKeyIsReadFromTheEnvironmentOrAFile(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("key"), "secret\n");
    assertThat(KEY.resolve("env:KEY", ENVIRONMENT), is("secret"));
    assertThat(KEY.resolve("file:" + file, ENVIRONMENT), is("secret"));
    assertThat(KEY.resolve(null, ENVIRONMENT), is(nullValue()));
  }

  @Test
  void theDefaultsAreThoseOfTheSettings() {
    SandboxOptions options = options();
    assertThat(options.getPort(), is(8787));
    assertThat(
        SandboxCommand.settings(options, ENVIRONMENT),
        is(SandboxSettings.onAnyPort().withPort(8787)));
  }

  private int run(String... arguments) {
    return SandboxCommand.run(
        options(arguments), ENVIRONMENT, new PrintStream(out, true), new PrintStream(err, true));
  }

  private static SandboxOptions options(String... arguments) {
    return PipelineOptionsFactory.fromArgs(arguments).as(SandboxOptions.class);
  }

  private static String text(ByteArrayOutputStream stream) {
    return stream.toString(StandardCharsets.UTF_8);
  }
}
