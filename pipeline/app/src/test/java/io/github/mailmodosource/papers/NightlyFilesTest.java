package io.github.mailmodosource.papers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.mailmodosource.check.CheckOptions;
import io.github.mailmodosource.commandline.CommandLine;
import io.github.mailmodosource.reconcile.ReconcileOptions;
import io.github.mailmodosource.runs.RunsOptions;
import io.github.mailmodosource.send.SendOptions;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.beam.sdk.options.PipelineOptions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/**
 * The files that people take for their nights, as far as they can be checked here. Where the
 * launcher would be called stands a script that tells what it was called with.
 */
class NightlyFilesTest {
  private static final Path FILES = Path.of("pipeline/docs/nightly").toAbsolutePath();
  private static final Path NIGHT = FILES.resolve("night");
  private static final String INSTALLED = "/etc/mailmodo-source/night";

  /** Time and command of a crontab's line. */
  private static final Pattern LINE = Pattern.compile("(\\d+ \\d+ \\* \\* \\*) +(.*)");

  /** What no further try changes: usage, dead letters, differences, a ceiling. */
  private static final List<Integer> FINAL = List.of(2, 3, 4, 5);

  @TempDir Path folder;
  private Path launcher;

  /** What a process gave. */
  private record Said(int exitCode, String text) {}

  @BeforeEach
  void standIn() throws IOException {
    assumeTrue(isOnPath("bash"), "this machine has no bash");
    launcher = folder.resolve("launcher");
    Files.writeString(
        launcher,
        """
        #!/bin/sh
        printf '%s\\n' "$@"
        exit "${END:-0}"
        """);
    Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwx------"));
  }

  @Test
  void theNightSendsWhatWasExportedOfADay() throws Exception {
    SendOptions options = options("send", SendOptions.class, "send", "2026-03-01");
    assertThat(options.getActivity(), is("exports/2026-03-01"));
    assertThat(options.getReport(), is("reports/send-2026-03-01"));
    assertThat(options.getResume(), is("ledger/send-2026-03-01"));
    assertThat("an export that is empty is no success", options.getMinRows(), is(1L));
  }

  @Test
  void theNightComparesThirtyDays() throws Exception {
    ReconcileOptions options =
        options("reconcile", ReconcileOptions.class, "reconcile", "2026-03-01");
    assertThat(options.getSince(), is("2026-01-31"));
    assertThat("half-open, so the day itself is in it", options.getUntil(), is("2026-03-02"));
    assertThat(options.getReport(), is("reports/reconcile-2026-03-01"));
    assertThat("not that of send", options.getResume(), is("ledger/reconcile-2026-03-01"));
  }

  @Test
  void theNightChecksWhatBothNeed() throws Exception {
    CheckOptions options = options("check", CheckOptions.class, "check", "2026-03-01");
    assertThat(options.getActivity(), is("exports/2026-03-01"));
    assertThat(options.getResume(), is("ledger/send-2026-03-01"));
    assertThat(options.getWarehousePassword(), is("env:WAREHOUSE_PASSWORD"));
  }

  @Test
  void theNightListsItsRuns() throws Exception {
    assertThat(options("runs", RunsOptions.class, "runs").getReports(), is("reports"));
  }

  private <T extends PipelineOptions> T options(String command, Class<T> type, String... words)
      throws Exception {
    Said said = night(Map.of(), words);
    assertThat(said.text(), said.exitCode(), is(0));
    List<String> called = said.text().lines().toList();
    assertThat(called.get(0), is(command));
    return new CommandLine(command, called.subList(1, called.size()).toArray(String[]::new))
        .parse(type);
  }

  @Test
  void theDayIsYesterdayInUtc() throws Exception {
    Said said = night(Map.of("TZ", "Pacific/Kiritimati"), "send");
    assertThat(
        said.text(),
        containsString(
            "exports/"
                + run(Map.of(), List.of("date", "-u", "-d", "yesterday", "+%F")).text().strip()));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 143})
  void theExitCodeIsThatOfTheCommand(int exitCode) throws Exception {
    assertThat(night(Map.of("END", String.valueOf(exitCode)), "send").exitCode(), is(exitCode));
  }

  @ParameterizedTest
  @CsvSource({
    "send tomorrow, night: tomorrow is not a day; write it as 2026-11-20",
    "sent, 'usage: night send|reconcile|check [DAY], night runs'"
  })
  void wrongWordsAreALine(String words, String line) throws Exception {
    Said said = night(Map.of(), words.split(" ", -1));
    assertThat(said.exitCode(), is(2));
    assertThat(said.text().lines().toList(), hasItem(line));
  }

  /** So a signal is the command's, as that of process 1 in a container. */
  @Test
  void theCommandIsInThePlaceOfTheScript() throws Exception {
    Files.writeString(launcher, "#!/bin/sh\necho $$\n");
    List<String> lines =
        run(Map.of(), List.of("sh", "-c", "echo $$; exec sh '" + NIGHT + "' send"))
            .text()
            .lines()
            .toList();
    assertThat(lines, hasSize(2));
    assertThat(lines.get(1), is(lines.get(0)));
  }

  /** As long as the command goes on. */
  @Test
  void twoCommandsAreKeptApart() throws Exception {
    assumeTrue(isOnPath("flock"), "this machine has no flock");
    Files.writeString(launcher, "#!/bin/sh\nflock -n .lock true || echo locked\n");
    assertThat(night(Map.of(), "send"), is(new Said(0, "locked\n")));
    assertThat("only a list", night(Map.of(), "runs"), is(new Said(0, "")));
  }

  private Said night(Map<String, String> more, String... words) throws Exception {
    List<String> command = new ArrayList<>(List.of("sh", NIGHT.toString()));
    command.addAll(List.of(words));
    return run(more, command);
  }

  @Test
  void cronSendsAMailOnlyIfSomethingIsWrong() throws Exception {
    List<String> commands = new ArrayList<>();
    for (String line : Files.readAllLines(FILES.resolve("crontab"))) {
      if (!line.isBlank() && !line.matches("#.*|[A-Z]+=.*")) {
        assertThat(line, line, matchesPattern(LINE));
        assertThat("cron makes a line end of it", line, not(containsString("%")));
        commands.add(
            LINE.matcher(line)
                .replaceFirst("$2")
                .replace(INSTALLED, "night")
                .replace("/etc/mailmodo-source/secrets.env", "./secrets.env"));
      }
    }
    assertThat(commands, hasSize(3));
    Files.writeString(folder.resolve("secrets.env"), "SEGMENT_WRITE_KEY=a-key\n");
    String night = "night() { echo \"$*: $(printenv SEGMENT_WRITE_KEY)\"; return $END; }; ";
    for (String command : commands) {
      String name = command.replaceFirst(".* night (\\w+).*", "$1");
      Map<String, String> log = Map.of("LOG", folder.resolve("log").toString());
      List<String> words = List.of("bash", "-c", "END=0; " + night + command);
      assertThat(run(log, words), is(new Said(0, "")));
      Said failed = run(log, List.of("bash", "-c", "END=3; " + night + command));
      assertThat(
          failed.text(),
          failed.text().replace("a-key", ""),
          is(name + ": exit code 3\n" + name + ": \n"));
      assertThat("the key", failed.text().contains("a-key"), is(!name.equals("runs")));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"mailmodo-source", "mailmodo-source-reconcile"})
  void systemdTakesTheUnits(String name) throws Exception {
    assumeTrue(isOnPath("systemd-analyze"), "this machine has no systemd");
    Path service = folder.resolve(name + ".service");
    Files.writeString(service, unit(name + ".service").replace(INSTALLED, NIGHT.toString()));
    Path timer = folder.resolve(name + ".timer");
    Files.writeString(timer, unit(name + ".timer"));
    assertThat(
        run(Map.of(), List.of("systemd-analyze", "verify", service.toString(), timer.toString())),
        is(new Said(0, "")));
  }

  @ParameterizedTest
  @CsvSource({"mailmodo-source, send", "mailmodo-source-reconcile, reconcile"})
  void systemdTriesAgainWhatIsWorthIt(String name, String command) throws IOException {
    List<String> lines = unit(name + ".service").lines().toList();
    assertThat(lines, hasItem("ExecStart=" + INSTALLED + " " + command));
    assertThat(lines, hasItem("Restart=on-failure"));
    assertThat(lines, hasItem("RestartPreventExitStatus=2 3 4 5"));
  }

  private static String unit(String file) throws IOException {
    return Files.readString(FILES.resolve(file));
  }

  @ParameterizedTest
  @CsvSource({"mailmodo-send, send", "mailmodo-reconcile, reconcile"})
  void theCronJobRunsOneNightAtATime(String name, String command) throws IOException {
    Map<?, ?> spec = map(cronJob(name).get("spec"));
    assertThat(spec.get("concurrencyPolicy"), is("Forbid"));
    assertThat("in which the script counts the days", spec.get("timeZone"), is("Etc/UTC"));
    assertThat(container(spec).get("command"), is(List.of("/usr/local/bin/night", command)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"mailmodo-send", "mailmodo-reconcile"})
  void theCronJobTriesAgainWhatIsWorthIt(String name) throws IOException {
    Map<?, ?> job = map(map(map(cronJob(name).get("spec")).get("jobTemplate")).get("spec"));
    Map<?, ?> pod = map(map(job.get("template")).get("spec"));
    assertThat("only so does the policy hold", pod.get("restartPolicy"), is("Never"));
    Map<?, ?> rule = map(list(map(job.get("podFailurePolicy")).get("rules")).get(0));
    assertThat(rule.get("action"), is("FailJob"));
    assertThat(
        rule.get("onExitCodes"),
        is(Map.of("containerName", "night", "operator", "In", "values", FINAL)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"mailmodo-send", "mailmodo-reconcile"})
  void theCronJobWritesToItsVolumesOnly(String name) throws IOException {
    Map<?, ?> spec = map(cronJob(name).get("spec"));
    Map<?, ?> container = container(spec);
    Map<?, ?> security = map(container.get("securityContext"));
    assertThat(security.get("readOnlyRootFilesystem"), is(true));
    assertThat(security.get("allowPrivilegeEscalation"), is(false));
    assertThat(map(pod(spec).get("securityContext")).get("runAsNonRoot"), is(true));
    List<Object> mounts = new ArrayList<>();
    list(container.get("volumeMounts")).forEach(mount -> mounts.add(map(mount).get("name")));
    List<Object> volumes = new ArrayList<>();
    list(pod(spec).get("volumes")).forEach(volume -> volumes.add(map(volume).get("name")));
    assertThat(mounts, is(List.of("data", "tmp")));
    assertThat(volumes, is(mounts));
    for (Object variable : list(container.get("env"))) {
      String secret = String.valueOf(map(variable).get("name"));
      boolean isSecret = secret.matches(".*(KEY|PASSWORD)");
      assertThat(secret, map(variable).containsKey("valueFrom"), is(isSecret));
    }
  }

  private static Map<?, ?> cronJob(String name) throws IOException {
    return StreamSupport.stream(
            new Yaml().loadAll(Files.readString(FILES.resolve("cronjob.yaml"))).spliterator(),
            false)
        .map(NightlyFilesTest::map)
        .filter(document -> "CronJob".equals(document.get("kind")))
        .filter(document -> name.equals(map(document.get("metadata")).get("name")))
        .findFirst()
        .orElseThrow();
  }

  private static Map<?, ?> pod(Map<?, ?> spec) {
    Map<?, ?> job = map(map(spec.get("jobTemplate")).get("spec"));
    return map(map(job.get("template")).get("spec"));
  }

  private static Map<?, ?> container(Map<?, ?> spec) {
    return map(list(pod(spec).get("containers")).get(0));
  }

  @Test
  void theImageIsPreparedAndHasAnotherUser() throws IOException {
    List<String> steps =
        Files.readString(FILES.resolve("Dockerfile"))
            .replaceAll("(?m)^#.*\\n", "")
            .lines()
            .filter(line -> !line.isBlank())
            .toList();
    assertThat(
        steps, everyItem(matchesPattern("(FROM|ARG|ADD|RUN|COPY|ENV|WORKDIR|USER|ENTRYPOINT) .+")));
    String version =
        Files.readString(Path.of("pom.xml"))
            .replaceFirst("(?s).*?<version>(.*?)</version>.*", "$1");
    assertThat(steps, hasItem("ARG VERSION=" + version));
    assertThat(steps, hasItem("ADD mailmodo-source-${VERSION}.tar.gz /opt/"));
    assertThat(steps, hasItem(matchesPattern("RUN .*/mailmodo-source --prepare")));
    assertThat(steps, hasItem("COPY --chmod=755 night /usr/local/bin/night"));
    assertThat(steps, hasItem(matchesPattern("USER [1-9]\\d*:\\d+")));
    assertThat(
        Files.readString(Path.of("scripts/dist")),
        containsString("name=\"mailmodo-source-$version\""));
  }

  @Test
  void theTasksOfAirflowArePython() throws Exception {
    assumeTrue(isOnPath("python3"), "this machine has no python3");
    Path tasks = Files.copy(FILES.resolve("airflow_nightly.py"), folder.resolve("tasks.py"));
    assertThat(
        run(Map.of(), List.of("python3", "-m", "py_compile", tasks.toString())),
        is(new Said(0, "")));
    assertThat(Files.readString(tasks), containsString("\nFINAL = " + FINAL + "\n"));
  }

  private Said run(Map<String, String> more, List<String> words) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(words).directory(folder.toFile());
    builder.environment().keySet().removeAll(List.of("SEGMENT_WRITE_KEY", "TZ"));
    builder.environment().put("MAILMODO_SOURCE", launcher.toString());
    builder.environment().put("MAILMODO_DATA", folder.toString());
    builder.environment().putAll(more);
    Process process = builder.redirectErrorStream(true).start();
    String text = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Said(process.waitFor(), text);
  }

  private static boolean isOnPath(String program) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
        .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
  }

  private static Map<?, ?> map(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? map : Map.of();
  }

  private static List<?> list(@Nullable Object value) {
    return value instanceof List<?> list ? list : List.of();
  }
}
