package io.github.mailmodosource.send;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.mailmodosource.JobProbe;
import io.github.mailmodosource.commandline.CommandLine;
import io.github.mailmodosource.job.JobRun;
import io.github.mailmodosource.runner.RunnerDefaults;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.runners.TransformHierarchy;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.reflect.DoFnSignature;
import org.apache.beam.sdk.transforms.reflect.DoFnSignatures;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a savepoint of a run without end refers to: the ids of Flink's operators, and the names of
 * the states in them. A line that changes or goes makes the state of every run that is under way
 * worthless: its users would have to begin anew. New lines are harmless.
 */
class SavepointContractTest {
  private static final String TABLE = "jdbc:h2:mem:savepoint;DB_CLOSE_DELAY=-1";

  @TempDir Path folder;

  @Test
  void operatorsAndStatesHaveTheNamesThatSavepointsKnow() throws Exception {
    Files.createDirectory(folder.resolve("in"));
    try (Connection connection = DriverManager.getConnection(TABLE);
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE activity (event VARCHAR, email VARCHAR, occurred_at TIMESTAMP WITH TIME ZONE)");
    }
    CommandLine commandLine =
        new CommandLine(
            "send",
            "--streaming",
            "--runner=FlinkRunner",
            "--flinkMaster=[auto]",
            "--parallelism=2",
            "--activity=" + folder.resolve("in") + "," + TABLE,
            "--activityTable=activity",
            "--activityCursorColumn=occurred_at",
            "--contacts=testdata/contacts.jsonl",
            "--suppressed=testdata/contacts.jsonl",
            "--writeKey=env:PATH",
            "--stableUniqueNames=ERROR");
    SendOptions options = commandLine.parse(SendOptions.class);
    SendSettings settings = SendSettings.of(options);
    RunnerDefaults.apply(options, commandLine);
    Pipeline pipeline = Pipeline.create(options);
    JobRun run =
        new JobRun(
            "send",
            "send-1",
            Instant.EPOCH,
            "FlinkRunner",
            "report",
            "report/letters.jsonl",
            0,
            0,
            null,
            0,
            null,
            null);
    SendJob.build(pipeline, settings, settings.stream(), run);

    String found = operators(GraphTaker.of(pipeline)) + "\n" + states(pipeline) + "\n";
    assertThat(
        found, is(JobProbe.read(Path.of("pipeline/app/src/test/resources/savepoint.golden"))));
  }

  /** What has no id must have no state: savepoints could not find it again. */
  private static String operators(StreamGraph graph) {
    return graph.getStreamNodes().stream()
        .map(
            node ->
                node.getTransformationUID() != null
                    ? "operator " + node.getTransformationUID()
                    : "no id: " + node.getOperatorName())
        .sorted()
        .collect(Collectors.joining("\n"));
  }

  private static String states(Pipeline pipeline) {
    TreeSet<String> names = new TreeSet<>();
    pipeline.traverseTopologically(
        new Pipeline.PipelineVisitor.Defaults() {
          @Override
          public void visitPrimitiveTransform(TransformHierarchy.Node node) {
            if (node.getTransform() instanceof ParDo.MultiOutput<?, ?> step) {
              DoFnSignature signature = DoFnSignatures.getSignature(step.getFn().getClass());
              signature
                  .stateDeclarations()
                  .keySet()
                  .forEach(id -> names.add("state " + node.getFullName() + ": " + id));
              signature
                  .timerDeclarations()
                  .keySet()
                  .forEach(id -> names.add("timer " + node.getFullName() + ": " + id));
            }
          }
        });
    return String.join("\n", names);
  }

  /** Has the runner make its graph, and keeps it from running it. */
  private static final class GraphTaker extends StreamExecutionEnvironment {
    private static @Nullable StreamGraph taken;

    private GraphTaker(Configuration configuration) {
      super(configuration);
    }

    static StreamGraph of(Pipeline pipeline) {
      initializeContextEnvironment(GraphTaker::new);
      try {
        assertThrows(RuntimeException.class, pipeline::run);
        return Objects.requireNonNull(taken);
      } finally {
        resetContextEnvironment();
      }
    }

    @Override
    public void close() {
      // Nothing was opened.
    }

    @Override
    public JobExecutionResult execute(StreamGraph graph) {
      taken = graph;
      throw new IllegalStateException("it is not to run");
    }

    @Override
    public JobExecutionResult execute(String name) {
      return execute(getStreamGraph());
    }
  }
}
