package io.github.mailmodosource.plan;

import io.github.mailmodosource.commandline.CommandLine;
import io.github.mailmodosource.commandline.ExitCode;
import java.util.List;

/** {@code plan}: prints the seven events as a Tracking Plan; reads and sends nothing. */
public final class PlanCommand {
  public static final String NAME = "plan";
  public static final String PURPOSE =
      "prints the seven events as JSON Schema, a Tracking Plan for Segment's Protocols";
  public static final List<String> EXAMPLES = List.of("mailmodo-source plan > tracking-plan.json");

  private PlanCommand() {}

  public static int run(CommandLine commandLine) {
    commandLine.parse(PlanOptions.class);
    System.out.println(TrackingPlan.ofTheSevenEvents().toPrettyString());
    return ExitCode.DONE;
  }
}
