package io.github.mailmodosource.lean;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.github.mailmodosource.sandbox.Sandbox;
import io.github.mailmodosource.sandbox.SandboxSettings;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each jar as users start it, in a process of its own: the fat one alone, the lean one with what a
 * cluster brings and nothing else. Runs on a cluster of processes, with restarts, belong here too.
 */
class RunJarsTest {
  private static final long MOST_SECONDS = 180;

  /** The events that testdata/ has to send. */
  private static final int EVENTS = 41;

  private static final String MAIN = "io.github.mailmodosource.MailmodoSource";

  /** As the manifest of the jar has them, and a cluster in its configuration. */
  private static final List<String> OPENED =
      List.of("java.lang", "java.util", "java.nio", "java.time", "sun.nio.ch");

  @TempDir Path folder;

  /** What a run gave: its exit code, and what it said on both streams. */
  private record Run(int exitCode, String said) {}

  @ParameterizedTest
  @CsvSource({"FAT, DirectRunner", "FAT, FlinkRunner", "LEAN, FlinkRunner"})
  void sendsTheTestData(Jar jar, String runner) throws Exception {
    try (Sandbox segment = Sandbox.start(SandboxSettings.onAnyPort())) {
      Run run = run(jar, send(segment, "--runner=" + runner));

      assertThat(run.said(), run.exitCode(), is(0));
      assertThat(segment.events(), hasSize(EVENTS));
    }
  }

  /**
   * Of the compressions of these files, snappy and bzip2 are unpacked by what the cluster brings.
   */
  @ParameterizedTest
  @CsvSource({"FAT, DirectRunner", "LEAN, FlinkRunner"})
  void readsParquetAndAvro(Jar jar, String runner) throws Exception {
    Path activity = folder.resolve("activity.parquet");
    Path contacts = folder.resolve("contacts.avro");
    try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
        Statement sql = duckDb.createStatement()) {
      sql.execute(
          "COPY (SELECT * FROM read_csv('testdata/activity.csv', all_varchar = true)) TO '"
              + activity
              + "' (FORMAT parquet, COMPRESSION snappy)");
      writeAvro(
          sql.executeQuery("SELECT * FROM read_csv('testdata/contacts.csv', all_varchar = true)"),
          contacts);
    }
    try (Sandbox segment = Sandbox.start(SandboxSettings.onAnyPort())) {
      List<String> command = new ArrayList<>(send(segment, "--runner=" + runner));
      command.removeIf(option -> option.matches("--(activity|contacts)=.*"));
      Run run = run(jar, with(command, "--activity=" + activity, "--contacts=" + contacts));

      assertThat(run.said(), run.exitCode(), is(0));
      assertThat(segment.events(), hasSize(EVENTS));
    }
  }

  private static void writeAvro(ResultSet rows, Path file) throws SQLException, IOException {
    int columns = rows.getMetaData().getColumnCount();
    SchemaBuilder.FieldAssembler<Schema> fields = SchemaBuilder.record("r").fields();
    for (int i = 1; i <= columns; i++) {
      fields = fields.optionalString(rows.getMetaData().getColumnLabel(i));
    }
    Schema schema = fields.endRecord();
    try (DataFileWriter<Object> writer = new DataFileWriter<>(new GenericDatumWriter<>())) {
      writer.setCodec(CodecFactory.bzip2Codec()).create(schema, file.toFile());
      while (rows.next()) {
        GenericData.Record row = new GenericData.Record(schema);
        for (int i = 1; i <= columns; i++) {
          row.put(i - 1, rows.getString(i));
        }
        writer.append(row);
      }
    }
  }

  private static List<String> with(List<String> command, String... more) {
    List<String> all = new ArrayList<>(command);
    all.addAll(List.of(more));
    return all;
  }

  /** It is the only one there. */
  @Test
  void theLeanJarTakesTheFlinkRunnerByItself() throws Exception {
    try (Sandbox segment = Sandbox.start(SandboxSettings.onAnyPort())) {
      Run run = run(Jar.LEAN, send(segment, "--useDataStreamForBatch"));

      assertThat(run.said(), run.exitCode(), is(0));
      assertThat(segment.events(), hasSize(EVENTS));
    }
  }

  @Test
  void theLeanJarRefusesTheDirectRunnerInOneLine() throws Exception {
    Run run = run(Jar.LEAN, List.of("send", "--runner=DirectRunner", "--activity=x"));
    assertThat(
        run,
        is(
            new Run(
                2,
                "mailmodo-source: --runner=DirectRunner is not in this jar, which is for Flink"
                    + " clusters; use --runner=FlinkRunner, or mailmodo-source.jar\n")));
  }

  @ParameterizedTest
  @EnumSource
  void aWrongValueIsOneLine(Jar jar) throws Exception {
    Run run = run(jar, List.of("send", "--activity=x", "--parallelism= "));
    assertThat(run, is(new Run(2, "mailmodo-source: --parallelism=  is not a whole number\n")));
  }

  @ParameterizedTest
  @EnumSource
  void listsTheCommandsThatItHas(Jar jar) throws Exception {
    Run run = run(jar, List.of("--help"));
    assertThat(run.exitCode(), is(0));
    for (String command : List.of("send", "replay", "reconcile")) {
      assertThat(run.said(), containsString("  " + command + " "));
    }
    assertThat(run.said().contains("  sandbox "), is(jar == Jar.FAT));
  }

  @ParameterizedTest
  @EnumSource
  void listsTheOptionsOfTheRunnersThatItHas(Jar jar) throws Exception {
    Run run = run(jar, List.of("send", "--help"));
    assertThat(run.exitCode(), is(0));
    assertThat(run.said(), containsString("FlinkRunner options"));
    assertThat(run.said().contains("DirectRunner options"), is(jar == Jar.FAT));
  }

  /**
   * A job manager reads the counters that workers send it, and prints them when a job has failed: a
   * class that is missing then ends the job manager itself.
   */
  @ParameterizedTest
  @EnumSource
  void printsCountersAsAJobManagerDoes(Jar jar) throws Exception {
    List<URL> urls = new ArrayList<>();
    for (String entry : classPath(jar).split(File.pathSeparator, -1)) {
      urls.add(Path.of(entry).toUri().toURL());
    }
    try (URLClassLoader loader =
        new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
      String core = "org.apache.beam.runners.core.metrics.";
      Class<?> map = loader.loadClass(core + "MetricsContainerStepMap");
      Object counters = map.getConstructor().newInstance();
      Object step = map.getMethod("getContainer", String.class).invoke(counters, "a step");
      Class<?> names = loader.loadClass("org.apache.beam.sdk.metrics.MetricName");
      Object name =
          names.getMethod("named", String.class, String.class).invoke(null, "a name", "sent");
      Object counter = step.getClass().getMethod("getCounter", names).invoke(step, name);
      Method inc = counter.getClass().getMethod("inc", long.class);
      inc.setAccessible(true);
      inc.invoke(counter, 3L);

      assertThat(counters.toString(), containsString("\"sent\""));
      assertThat(
          loader
              .loadClass("org.apache.beam.runners.flink.metrics.MetricsAccumulator")
              .getConstructor()
              .newInstance()
              .toString(),
          not(containsString("Exception")));
    }
  }

  private List<String> send(Sandbox segment, String option) {
    Path testdata = Path.of("testdata").toAbsolutePath();
    return List.of(
        "send",
        option,
        "--activity=" + testdata.resolve("activity.jsonl"),
        "--contacts=" + testdata.resolve("contacts.jsonl"),
        "--endpoint=" + segment.endpoint(),
        "--report=" + folder.resolve("report"));
  }

  /** Runs a command with a jar, in a folder of its own. */
  private Run run(Jar jar, List<String> command) throws Exception {
    List<String> words = new ArrayList<>();
    words.add(ProcessHandle.current().info().command().orElseThrow());
    words.add("-XX:TieredStopAtLevel=1");
    words.add("-XX:+UseSerialGC");
    words.add("-Xmx1g");
    if (jar == Jar.FAT) {
      words.addAll(List.of("-jar", jar.path().toAbsolutePath().toString()));
    } else {
      OPENED.forEach(name -> words.add("--add-opens=java.base/" + name + "=ALL-UNNAMED"));
      words.addAll(List.of("-cp", classPath(jar), MAIN));
    }
    words.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.environment().put("SEGMENT_WRITE_KEY", "a-key");
    builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "FLINK_CONF_DIR"));
    Path log = folder.resolve("log");
    Process process =
        builder
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      boolean ended = process.waitFor(MOST_SECONDS, TimeUnit.SECONDS);
      String said = Files.readString(log, StandardCharsets.UTF_8);
      assertThat("it did not end:\n" + said, ended, is(true));
      return new Run(process.exitValue(), said);
    } finally {
      process.destroyForcibly();
    }
  }

  private static String classPath(Jar jar) throws IOException {
    String itself = jar.path().toAbsolutePath().toString();
    return jar == Jar.FAT
        ? itself
        : itself
            + File.pathSeparator
            + Files.readString(Path.of("pipeline/lean/target/flink.classpath")).strip();
  }
}
