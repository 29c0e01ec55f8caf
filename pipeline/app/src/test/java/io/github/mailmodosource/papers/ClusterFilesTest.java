package io.github.mailmodosource.papers;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.mailmodosource.commandline.CommandLine;
import io.github.mailmodosource.send.SendOptions;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/** The files that people take for clusters of their own, as far as they can be checked here. */
class ClusterFilesTest {
  private static final Path FILES = Path.of("pipeline/docs/cluster");
  private static final Path DEPLOYMENT = FILES.resolve("flinkdeployment.yaml");

  @TempDir Path folder;

  @Test
  void theDeploymentIsWhatTheOperatorTakes() throws IOException {
    Map<?, ?> deployment = deployment();
    assertThat(deployment.get("apiVersion"), is("flink.apache.org/v1beta1"));
    Map<?, ?> definition =
        new Yaml().load(Files.readString(resources().resolve("flinkdeployment-spec.yml")));
    List<String> wrong = new ArrayList<>();
    compare("spec", deployment.get("spec"), definition, wrong);
    assertThat(wrong, is(empty()));
  }

  @Test
  void theComparisonFindsWhatIsMisspelt() throws IOException {
    Map<?, ?> definition =
        new Yaml().load(Files.readString(resources().resolve("flinkdeployment-spec.yml")));
    List<String> wrong = new ArrayList<>();
    compare(
        "spec",
        new Yaml()
            .load("{flinkVersion: v1_21, job: {parallelism: two, arguments: []}, taskManager: []}"),
        definition,
        wrong);
    assertThat(
        wrong,
        is(
            List.of(
                "spec.flinkVersion: v1_21",
                "spec.job.parallelism: two is no integer",
                "spec.job.arguments is unknown",
                "spec.taskManager: [] is no object")));
  }

  @Test
  void theKeyIsASecretOfTheWorkersAlone() throws IOException {
    Map<?, ?> spec = map(deployment().get("spec"));
    assertThat(
        map(spec.get("flinkConfiguration")).keySet().stream().map(String::valueOf).toList(),
        everyItem(not(matchesPattern("containerized\\..*\\.env\\..*"))));
    assertThat(
        String.valueOf(spec.get("taskManager")),
        containsString("name=SEGMENT_WRITE_KEY, valueFrom={secretKeyRef={name=segment"));
    assertThat(String.valueOf(spec.get("podTemplate")), not(containsString("SEGMENT")));
    assertThat(String.valueOf(spec.get("jobManager")), not(containsString("SEGMENT")));
  }

  @Test
  void itsReportIsWaitedFor() throws IOException {
    Map<?, ?> flink = map(map(deployment().get("spec")).get("flinkConfiguration"));
    assertThat(flink.get("execution.attached"), is("true"));
  }

  @Test
  void itsArgumentsAreOptionsOfTheCommand() throws IOException {
    List<String> words = new ArrayList<>();
    for (Object word : list(map(map(deployment().get("spec")).get("job")).get("args"))) {
      words.add(String.valueOf(word));
    }
    assertThat(words.get(0), is("send"));
    SendOptions options =
        new CommandLine("send", words.subList(1, words.size()).toArray(String[]::new))
            .parse(SendOptions.class);
    assertThat(options.getDeadLetters(), is("/shared/letters"));
    assertThat(options.getResume(), is("/shared/ledger"));
  }

  @Test
  void theImageTakesTheJarThatIsBuilt() throws IOException {
    List<String> steps =
        Files.readString(FILES.resolve("Dockerfile"))
            .replaceAll("(?m)^#.*\\n", "")
            .replaceAll("\\\\\\n\\s*", "")
            .lines()
            .filter(line -> !line.isBlank())
            .toList();
    assertThat(steps.get(0), is("FROM flink:1.20-java17"));
    assertThat(steps, everyItem(matchesPattern("(FROM|RUN|COPY|ENV) \\S.*")));
    String jar = "mailmodo-source-lean.jar";
    assertThat(steps, hasItem("COPY " + jar + " /opt/flink/usrlib/"));
    assertThat(
        map(map(deployment().get("spec")).get("job")).get("jarURI"),
        is("local:///opt/flink/usrlib/" + jar));
    assertThat(
        Files.readString(Path.of("pipeline/lean/pom.xml")), containsString("app/target/" + jar));
  }

  @Test
  void theTaskOfAirflowIsPython() throws Exception {
    String python =
        Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
            .map(place -> place + "/python3")
            .filter(name -> Files.isExecutable(Path.of(name)))
            .findFirst()
            .orElse("");
    assumeTrue(!python.isEmpty(), "this machine has no python3");
    Path task = folder.resolve("task.py");
    Files.copy(FILES.resolve("airflow_backfill.py"), task);
    Process compiler =
        new ProcessBuilder(python, "-m", "py_compile", task.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(compiler.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(said, compiler.waitFor(), is(0));
  }

  private static Path resources() {
    return Path.of("pipeline/app/src/test/resources");
  }

  private static Map<?, ?> deployment() throws IOException {
    return StreamSupport.stream(
            new Yaml().loadAll(Files.readString(DEPLOYMENT)).spliterator(), false)
        .map(ClusterFilesTest::map)
        .filter(document -> "FlinkDeployment".equals(document.get("kind")))
        .findFirst()
        .orElseThrow();
  }

  private static Map<?, ?> map(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? map : Map.of();
  }

  private static List<?> list(@Nullable Object value) {
    return value instanceof List<?> list ? list : List.of();
  }

  /** As much of the schemas of Kubernetes as the definition has; what it does not know is wrong. */
  private static void compare(
      String where, @Nullable Object value, Map<?, ?> schema, List<String> wrong) {
    if (Boolean.TRUE.equals(schema.get("x-kubernetes-preserve-unknown-fields"))
        || Boolean.TRUE.equals(schema.get("x-kubernetes-int-or-string"))) {
      return;
    }
    Object type = schema.get("type");
    boolean isType =
        switch (type == null ? "object" : String.valueOf(type)) {
          case "object" -> value instanceof Map;
          case "array" -> value instanceof List;
          case "string" -> value instanceof String;
          case "integer" -> value instanceof Integer;
          case "number" -> value instanceof Number;
          case "boolean" -> value instanceof Boolean;
          default -> false;
        };
    if (!isType) {
      wrong.add(where + ": " + value + " is no " + type);
      return;
    }
    if (schema.get("enum") instanceof List<?> allowed && !allowed.contains(value)) {
      wrong.add(where + ": " + value);
    }
    if (value instanceof List<?> items) {
      for (Object item : items) {
        compare(where + "[]", item, map(schema.get("items")), wrong);
      }
    }
    if (value instanceof Map<?, ?> fields) {
      fields.forEach((name, field) -> compareField(where + "." + name, name, field, schema, wrong));
      if (schema.get("required") instanceof List<?> required) {
        required.stream()
            .filter(name -> !fields.containsKey(name))
            .forEach(name -> wrong.add(where + "." + name + " is missing"));
      }
    }
  }

  private static void compareField(
      String where, Object name, @Nullable Object field, Map<?, ?> schema, List<String> wrong) {
    Object its = schema.get("properties") instanceof Map<?, ?> known ? known.get(name) : null;
    if (its == null) {
      its = schema.get("additionalProperties");
    }
    if (its instanceof Map<?, ?> definition) {
      compare(where, field, definition, wrong);
    } else {
      wrong.add(where + " is unknown");
    }
  }
}
