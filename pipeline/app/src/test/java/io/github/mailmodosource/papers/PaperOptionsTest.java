package io.github.mailmodosource.papers;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.github.mailmodosource.check.CheckOptions;
import io.github.mailmodosource.commandline.Completion.CompletionOptions;
import io.github.mailmodosource.commandline.LogOptions;
import io.github.mailmodosource.commandline.OptionsFileOptions;
import io.github.mailmodosource.jobreport.JobReportOptions;
import io.github.mailmodosource.plan.PlanOptions;
import io.github.mailmodosource.preview.PreviewOptions;
import io.github.mailmodosource.reconcile.ReconcileOptions;
import io.github.mailmodosource.replay.ReplayOptions;
import io.github.mailmodosource.runs.RunsOptions;
import io.github.mailmodosource.sandbox.SandboxOptions;
import io.github.mailmodosource.send.SendOptions;
import java.beans.Introspector;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.sdk.options.StreamingOptions;
import org.junit.jupiter.api.Test;

/** Every command and every option that a paper names exists. */
class PaperOptionsTest {
  private static final Map<String, Set<String>> COMMANDS =
      Map.of(
          "send", names(SendOptions.class),
          "preview", names(PreviewOptions.class),
          "reconcile", names(ReconcileOptions.class),
          "replay", names(ReplayOptions.class),
          "report", names(JobReportOptions.class),
          "check", names(CheckOptions.class),
          "plan", names(PlanOptions.class),
          "runs", names(RunsOptions.class),
          "completion", names(CompletionOptions.class),
          "sandbox", names(SandboxOptions.class, OptionsFileOptions.class, LogOptions.class));

  private static final Set<String> OF_BEAM =
      names(DirectOptions.class, FlinkPipelineOptions.class, StreamingOptions.class);

  /** Options of other people's programs. */
  private static final Set<String> OF_OTHERS =
      Set.of(
          "help",
          "add-opens",
          "from-literal",
          "tail",
          "from",
          "now",
          "rm",
          "read-only",
          "tmpfs",
          "entrypoint");

  private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--([A-Za-z][\\w-]*)");

  private static final String NAMES =
      "send |preview |reconcile |replay |check |plan |runs |report |completion |sandbox ";

  /** A command and what is said to it, on one line. */
  private static final Pattern COMMAND =
      Pattern.compile(
          "(?:mailmodo-source(?:-lean\\.jar)? |^(?=" + NAMES + "))(\\w+)((?: [^|;&#]*)?)");

  private static Set<String> names(Class<?>... types) {
    Set<String> names = new TreeSet<>();
    for (Class<?> type : types) {
      for (Method method : type.getMethods()) {
        if (method.getParameterCount() == 0 && method.getName().matches("(get|is)[A-Z].*")) {
          names.add(Introspector.decapitalize(method.getName().replaceFirst("get|is", "")));
        }
      }
    }
    return names;
  }

  @Test
  void everyOptionOfACommandExists() throws IOException {
    List<String> wrong = new ArrayList<>();
    int seen = 0;
    for (Paper paper : Paper.all()) {
      for (String line : lines(paper)) {
        for (MatchResult found : COMMAND.matcher(line).results().toList()) {
          String command = found.group(1);
          Set<String> options = COMMANDS.get(command);
          if (options != null) {
            seen++;
            for (String option : options(found.group(2))) {
              if (!options.contains(option) && !OF_BEAM.contains(option)) {
                wrong.add(paper.file() + ": " + command + " --" + option);
              }
            }
          } else if (!command.equals("COMMAND")) {
            wrong.add(paper.file() + ": " + line);
          }
        }
      }
    }
    assertThat(wrong, is(empty()));
    assertThat(seen > 10, is(true));
  }

  @Test
  void everyOptionAnywhereExists() throws IOException {
    Set<String> known = new TreeSet<>(OF_BEAM);
    COMMANDS.values().forEach(known::addAll);
    known.addAll(OF_OTHERS);
    known.addAll(ofScripts());
    List<String> wrong = new ArrayList<>();
    for (Paper paper : Paper.all()) {
      for (String line : lines(paper)) {
        for (String option : options(line)) {
          if (!known.contains(option)) {
            wrong.add(paper.file() + ": --" + option);
          }
        }
      }
    }
    assertThat(wrong, is(empty()));
  }

  private static List<String> options(String code) {
    return OPTION.matcher(code).results().map(found -> found.group(1)).toList();
  }

  /** Spans and the lines of blocks, what is continued on the next line put together. */
  private static List<String> lines(Paper paper) {
    List<String> lines = new ArrayList<>(paper.spans());
    for (Paper.Block block : paper.blocks()) {
      if (!Set.of("java", "mermaid").contains(block.language())) {
        lines.addAll(block.text().replaceAll("\\\\\\n\\s*", "").lines().toList());
      }
    }
    return lines;
  }

  /** Those of scripts/demo, scripts/generate and scripts/bench, as their own sources say them. */
  private static Set<String> ofScripts() throws IOException {
    Set<String> names = new TreeSet<>();
    for (String folder : List.of("scripts", "pipeline/bench/src/main")) {
      if (Files.exists(Path.of(folder))) {
        try (Stream<Path> files = Files.walk(Path.of(folder))) {
          for (Path file : files.filter(Files::isRegularFile).toList()) {
            if (!file.toString().endsWith(".md")) {
              names.addAll(options(Files.readString(file)));
            }
          }
        }
      }
    }
    assertThat(names, is(not(empty())));
    return names;
  }
}
