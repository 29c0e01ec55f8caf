package io.github.mailmodosource.jdbc;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.io.jdbc.JdbcIO;
import org.apache.beam.sdk.runners.TransformHierarchy;
import org.apache.beam.sdk.transforms.display.DisplayData;

/** What JdbcIO is told to do in a pipeline, and what it says meanwhile. */
public final class JdbcReads {
  private JdbcReads() {}

  /** The statements that JdbcIO runs. */
  public static List<String> statements(Pipeline pipeline) {
    List<String> statements = new ArrayList<>();
    pipeline.traverseTopologically(
        new Pipeline.PipelineVisitor.Defaults() {
          @Override
          public CompositeBehavior enterCompositeTransform(TransformHierarchy.Node node) {
            if (node.getTransform() instanceof JdbcIO.ReadAll<?, ?> read) {
              DisplayData.from(read).items().stream()
                  .filter(item -> item.getKey().equals("query"))
                  .forEach(item -> statements.add(String.valueOf(item.getValue())));
            }
            return CompositeBehavior.ENTER_TRANSFORM;
          }
        });
    return statements;
  }

  /** What comes to standard output while a pipeline runs. */
  public static String printedBy(Pipeline pipeline) {
    PrintStream out = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      pipeline.run().waitUntilFinish();
    } finally {
      System.setOut(out);
    }
    return printed.toString(StandardCharsets.UTF_8);
  }
}
