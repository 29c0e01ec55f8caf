package io.github.mailmodosource;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import io.github.mailmodosource.JobProbe.Result;
import io.github.mailmodosource.preview.PreviewOptions;
import io.github.mailmodosource.reconcile.ReconcileOptions;
import io.github.mailmodosource.replay.ReplayOptions;
import io.github.mailmodosource.send.SendOptions;
import io.github.mailmodosource.stream.StreamOnly;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.beam.sdk.options.PipelineOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * "2 wrong usage or configuration (one clear line, no stack trace)", for every option of every
 * command, which are found by reflection, and for values that are wrong, extreme or empty.
 *
 * <p>Nothing is run: each command line has one fault more, which is found behind all settings. So a
 * value is refused in a line that names its option, or it is taken, and the last fault is told.
 */
class OptionValuesTest {
  private static final Map<String, Class<? extends PipelineOptions>> COMMANDS =
      Map.of(
          "send", SendOptions.class,
          "preview", PreviewOptions.class,
          "replay", ReplayOptions.class,
          "reconcile", ReconcileOptions.class,
          "sandbox", SandboxEntry.SandboxJobOptions.class);

  /** No option takes any of these, but for what is listed below. */
  private static final List<String> WRONG =
      List.of(
          "",
          " ",
          "-1",
          "99999999999999999999999",
          "1e400",
          "NaN",
          "-Infinity",
          "0x1F",
          "1_000",
          "1,000",
          "1.5.2",
          "abc",
          "Été 夏 🎉",
          "two\nlines",
          "a\u001b[31mred",
          "a\u0000b",
          "'",
          "\"",
          "%s%n{}",
          "http://127.0.0.1:1/x?y#z",
          "testdata/nowhere",
          "env:",
          "file:",
          "file:testdata",
          "PT0X",
          "-5s",
          "-PT5S",
          "P1Y",
          "999999999999h",
          "x".repeat(5_000));

  /** Text that only a database, or nobody, can say anything against. */
  private static final Set<String> FREE =
      Set.of(
          "idNamespace",
          // Tried where the run begins, behind the last fault.
          "metricsHost",
          "nullWords",
          "resume",
          "state",
          "warehouseSchema",
          "activityUser",
          "contactsUser",
          "suppressedUser",
          "warehouseUser");

  /** What of the above is right all the same. */
  private static final Map<String, Set<String>> TAKEN =
      Map.ofEntries(
          // Tried where the report's folder is, behind it.
          Map.entry("combined", Set.of("a\u0000b", "testdata", "testdata/README.md/x")),
          // An offset from UTC.
          Map.entry("zone", Set.of("-1")),
          Map.entry("csvDelimiter", Set.of(" ", "'")),
          // As if the option were not there.
          Map.entry("activityFields", Set.of("")),
          Map.entry("contactsFields", Set.of("")),
          Map.entry("suppressedFields", Set.of("")),
          Map.entry("jdbcDrivers", Set.of("", " ")));

  /** What names folders and files to write to: those above would be made. */
  private static final Map<String, List<String>> WRONG_TARGETS =
      Map.of(
          "report", List.of("", " ", "a\u0000b", "testdata/README.md", "testdata/README.md/x"),
          "deadLetters", List.of("", " ", "a\u0000b", "testdata/README.md", "testdata/README.md/x"),
          "combined", List.of("", " ", "a\u0000b", "testdata", "testdata/README.md/x"),
          "portFile", List.of("", " ", "a\u0000b", "testdata", "testdata/nowhere/port"));

  private static final String DATABASE = "jdbc:h2:mem:options;DB_CLOSE_DELAY=-1";

  /** H2 lets whoever has the wrong name wait; here nobody answers at all. */
  private static final String CLOSED = "jdbc:postgresql://127.0.0.1:1/none";

  private static final String LAST_FAULT = "testdata/README.md/last";

  @TempDir Path folder;
  private final Properties before = new Properties();

  @BeforeEach
  void keepSystemProperties() throws IOException, SQLException {
    before.putAll(System.getProperties());
    Files.writeString(folder.resolve("key"), "a-key\n");
    Files.createDirectory(folder.resolve("letters"));
    Files.writeString(
        folder.resolve("letters/dead-letters-1.jsonl"),
        """
        {"stage":"parse","reason":"bad_json","row":"{"}
        """);
    try (Connection connection = DriverManager.getConnection(DATABASE);
        Statement statement = connection.createStatement()) {
      statement.execute(
          "create table if not exists activity (event text, email text, occurred_at text, k int)");
      statement.execute("create table if not exists contacts (email text, user_id text)");
    }
  }

  @AfterEach
  void restoreSystemProperties() {
    System.setProperties(before);
  }

  static Stream<Arguments> options() {
    return COMMANDS.keySet().stream()
        .sorted()
        .flatMap(command -> optionsOf(command).map(option -> Arguments.of(command, option)));
  }

  private static Stream<String> optionsOf(String command) {
    return Arrays.stream(Objects.requireNonNull(COMMANDS.get(command)).getMethods())
        .filter(method -> method.getDeclaringClass().getName().startsWith("io.github.mailmodo"))
        .filter(method -> method.getParameterCount() == 0)
        .map(OptionValuesTest::name)
        .sorted();
  }

  private static String name(Method getter) {
    String name = getter.getName().replaceFirst("^(get|is)", "");
    return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
  }

  @ParameterizedTest
  @MethodSource("options")
  void aWrongValueIsRefusedInOneLineThatNamesTheOption(String command, String option) {
    Set<String> hereBefore = here();
    boolean source = command.equals("replay") && option.equals("deadLetters");
    boolean target = WRONG_TARGETS.containsKey(option) && !source;
    List<String> failed = new ArrayList<>();
    for (String value : source ? WRONG : WRONG_TARGETS.getOrDefault(option, WRONG)) {
      Result result = JobProbe.run(folder, words(command, option, value));
      String line = result.err().stripTrailing();
      boolean oneLine = line.chars().noneMatch(c -> c < ' ') && !line.contains("Exception");
      boolean named = Pattern.compile("--" + option + "(?![A-Za-z])").matcher(line).find();
      boolean last = line.contains(LAST_FAULT);
      boolean taken =
          TAKEN.getOrDefault(option, Set.of()).contains(value) || isUnread(command, option, value);
      boolean right = taken ? last : FREE.contains(option) || (named && !last) || (named && target);
      if (result.exitCode() != 2 || !oneLine || !right) {
        failed.add("'" + value.replace("\n", "\\n") + "' -> " + result.exitCode() + " " + line);
      }
    }
    assertThat(failed, is(empty()));
    assertThat("nothing is left", left(), is(Set.of("key", "letters")));
    assertThat("not here either", here(), is(hereBefore));
  }

  /** A preview has no use for the key, so a folder in its place is not found out. */
  private static boolean isUnread(String command, String option, String value) {
    return command.equals("preview") && option.equals("writeKey") && value.equals("file:testdata");
  }

  /** So the last fault is behind every setting, and above no value was taken unseen. */
  @ParameterizedTest
  @ValueSource(strings = {"send", "preview", "replay", "reconcile", "sandbox"})
  void withoutAWrongValueTheLastFaultIsTold(String command) {
    Result result = JobProbe.run(folder, words(command, "logLevel", "warn"));
    assertThat(result.err().contains(LAST_FAULT), is(true));
    assertThat(result.exitCode(), is(2));
  }

  /** "Durations are 500ms 30s 10m 1h 2d or ISO-8601 (PT30S)." */
  @Test
  void everyDurationTakesEachForm() {
    Set<String> durations = new TreeSet<>();
    List<String> failed = new ArrayList<>();
    options()
        .map(Arguments::get)
        .filter(pair -> refuses(pair, "PT0X", " is not a valid duration; "))
        .forEach(
            pair -> {
              durations.add(String.valueOf(pair[1]));
              for (String right :
                  List.of("500ms", "30s", "10m", "1h", "PT30S", "pt0.5s", "PT1H", " 30s ")) {
                if (!refuses(pair, right, LAST_FAULT)) {
                  failed.add(pair[0] + " --" + pair[1] + "=" + right);
                }
              }
            });
    assertThat(failed, is(empty()));
    assertThat(
        durations,
        is(
            Set.of(
                "checkpointInterval",
                "connectTimeout",
                "contactsRefresh",
                "contactsWait",
                "deduplicateFor",
                "drainFor",
                "funnelInterval",
                "jdbcRetryFor",
                "jdbcStatementTimeout",
                "maxBatchDelay",
                "maxDuration",
                "pollInterval",
                "pollLag",
                "readTimeout",
                "retryFor",
                "settle",
                "watchInterval")));
  }

  private boolean refuses(Object[] commandAndOption, String value, String said) {
    String option = String.valueOf(commandAndOption[1]);
    return !WRONG_TARGETS.containsKey(option)
        && JobProbe.run(folder, words(String.valueOf(commandAndOption[0]), option, value))
            .err()
            .contains(said);
  }

  /** Beam's and Flink's own, as far as they name themselves. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "--parallelism=abc",
        "--parallelism= ",
        "--parallelism=",
        "--parallelism=0",
        "--maxParallelism=x",
        "--targetParallelism=-1",
        "--targetParallelism=abc",
        "--runner=",
        "--runner= ",
        "--runner=Spork",
        "--checkpointingInterval=x",
        "--checkpointingInterval=",
        "--maxBundleSize=1e400",
        "--fasterCopy=maybe",
        "--flinkMaster=a b",
        "--flinkMaster=host:99999",
        "--streaming=perhaps",
        "--savepointPath=x",
        "--stableUniqueNames=SOMETIMES",
      })
  void anOptionOfTheRunnersIsRefusedByItsName(String word) {
    List<String> words = words("send", "runner", "FlinkRunner");
    if (word.startsWith("--runner")) {
      words.removeIf(given -> given.startsWith("--runner"));
    } else if (word.startsWith("--target")) {
      words.replaceAll(given -> given.replace("FlinkRunner", "DirectRunner"));
    }
    words.add(word);
    Result result = JobProbe.run(folder, words);
    String option = word.replaceFirst("=.*", "");
    assertThat(result.err(), startsWith("mailmodo-source: " + option));
    assertThat(result.err().lines().count(), is(1L));
    assertThat(result.exitCode(), is(2));
  }

  private Set<String> left() {
    return names(folder);
  }

  /** But for where runs are at home: those of other tests may be at it in another process. */
  private static Set<String> here() {
    Set<String> names = names(Path.of(""));
    names.removeAll(Set.of("reports", "state"));
    return names;
  }

  private static Set<String> names(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      Set<String> names = new TreeSet<>();
      files.forEach(file -> names.add(file.getFileName().toString()));
      return names;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** A command line with that value, whose only fault besides is the last that is looked for. */
  private List<String> words(String command, String option, String value) {
    Map<String, String> words = new LinkedHashMap<>();
    if (command.equals("sandbox")) {
      forSandbox(words, option);
    } else {
      forJob(words, command, option);
    }
    words.put(option, value);
    List<String> all = new ArrayList<>(List.of(command));
    words.forEach((name, given) -> all.add("--" + name + "=" + given));
    return all;
  }

  private static void forSandbox(Map<String, String> words, String option) {
    words.put("port", "0");
    words.put("portFile", LAST_FAULT);
    if (option.matches("warehouse.+|lose.*")) {
      words.put("warehouse", CLOSED);
    }
  }

  private void forJob(Map<String, String> words, String command, String option) {
    words.put("contacts", "testdata/contacts.jsonl");
    if (StreamOnly.options().contains(option)) {
      words.put("streaming", "true");
    }
    if (option.equals("metricsHost")) {
      words.put("metricsPort", "0");
    }
    words.put("writeKey", "file:" + folder.resolve("key"));
    words.put("endpoint", "http://127.0.0.1:9");
    if (command.equals("replay")) {
      words.put("deadLetters", folder.resolve("letters").toString());
    } else {
      words.put("activity", "testdata/activity.jsonl");
    }
    if (command.equals("preview") && option.startsWith("warehouse")) {
      words.put("forecast", "true");
    }
    if (command.equals("reconcile")
        || (command.equals("preview") && option.startsWith("warehouse"))) {
      words.put("warehouse", option.equals("warehouseUser") ? CLOSED : DATABASE);
    }
    if (command.equals("reconcile")) {
      words.put("resend", "missing");
    }
    for (String rows : List.of("activity", "contacts", "suppressed")) {
      if (option.matches(rows + "(Table|Query|User|Password|Partition.*|CursorColumn)")) {
        fromDatabase(words, rows, option);
      } else if (option.startsWith("suppressed") && rows.equals("suppressed")) {
        words.put(rows, "testdata/contacts.jsonl");
      }
    }
    if (option.matches("poll(Interval|Lag)")) {
      fromDatabase(words, "activity", option);
      words.put("activityCursorColumn", "k");
    }
    if (option.startsWith("jdbc")) {
      fromDatabase(words, "contacts", option);
    }
    words.put("report", LAST_FAULT);
  }

  private static void fromDatabase(Map<String, String> words, String rows, String option) {
    words.put(rows, option.endsWith("User") ? CLOSED : DATABASE);
    if (!option.endsWith("Query")) {
      words.put(rows + "Table", rows.equals("activity") ? "activity" : "contacts");
    }
  }
}
