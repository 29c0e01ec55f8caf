package io.github.mailmodosource.commandline;

import java.io.PrintStream;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.Hidden;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.StreamingOptions;
import org.jspecify.annotations.Nullable;

/** Lists the options of a command: ours first, by concern, then Beam's. */
public final class Help {
  private static final int WIDTH = 88;

  /** Beam's own options, which work beside ours. */
  private static final Map<String, Class<? extends PipelineOptions>> BEAM = beam();

  private Help() {}

  private static Map<String, Class<? extends PipelineOptions>> beam() {
    Map<String, Class<? extends PipelineOptions>> options = new LinkedHashMap<>();
    options.put("Beam options", PipelineOptions.class);
    if (DirectRunnerByName.isHere()) {
      options.put("DirectRunner options", DirectOptions.class);
    }
    options.put("FlinkRunner options", FlinkPipelineOptions.class);
    options.put("Streaming options", StreamingOptions.class);
    return options;
  }

  /** Prints the help of one command, whose options are made of one interface for each concern. */
  public static void print(Command command, PrintStream out) {
    out.println(command.name() + ": " + command.purpose());
    out.println();
    out.println("Examples");
    command.examples().forEach(line -> out.println("  " + line));
    out.println();
    concerns(command.options()).forEach(concern -> printConcern(title(concern), concern, out));
    BEAM.forEach((title, concern) -> printConcern(title, concern, out));
    printExitCodes(out);
  }

  /** Prints what the end of a command means. */
  public static void printExitCodes(PrintStream out) {
    out.println("Exit codes");
    ExitCode.MEANINGS.forEach((code, meaning) -> out.printf("  %3d  %s%n", code, meaning));
  }

  private static void printConcern(String title, Class<?> concern, PrintStream out) {
    out.println(title);
    getters(concern).forEach(getter -> printOption(getter, out));
    out.println();
  }

  private static List<Class<?>> concerns(Class<?> type) {
    List<Class<?>> concerns = new ArrayList<>();
    if (!getters(type).isEmpty()) {
      concerns.add(type);
    }
    for (Class<?> parent : type.getInterfaces()) {
      if (parent != PipelineOptions.class) {
        concerns.addAll(concerns(parent));
      }
    }
    return concerns;
  }

  private static List<Method> getters(Class<?> concern) {
    return Arrays.stream(concern.getDeclaredMethods())
        .filter(method -> method.isAnnotationPresent(Description.class))
        .filter(method -> !method.isAnnotationPresent(Hidden.class))
        .sorted(Comparator.comparing(Method::getName))
        .toList();
  }

  private static String title(Class<?> concern) {
    String words = concern.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", " ");
    return words.substring(0, 1) + words.substring(1).toLowerCase(Locale.ROOT);
  }

  private static void printOption(Method getter, PrintStream out) {
    String name = getter.getName().replaceFirst("^(get|is)", "");
    String option = name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    String byDefault = defaultOf(getter);
    out.println("  --" + option + (byDefault == null ? "" : "=" + byDefault));
    Description description = getter.getAnnotation(Description.class);
    StringBuilder line = new StringBuilder("     ");
    for (String word : description.value().strip().split("\\s+", -1)) {
      if (line.length() + word.length() >= WIDTH) {
        out.println(line);
        line = new StringBuilder("     ");
      }
      line.append(' ').append(word);
    }
    out.println(line);
  }

  private static @Nullable String defaultOf(Method getter) {
    if (getter.isAnnotationPresent(Default.String.class)) {
      return getter.getAnnotation(Default.String.class).value();
    }
    if (getter.isAnnotationPresent(Default.Boolean.class)) {
      return String.valueOf(getter.getAnnotation(Default.Boolean.class).value());
    }
    if (getter.isAnnotationPresent(Default.Integer.class)) {
      return String.valueOf(getter.getAnnotation(Default.Integer.class).value());
    }
    if (getter.isAnnotationPresent(Default.Long.class)) {
      return String.valueOf(getter.getAnnotation(Default.Long.class).value());
    }
    if (getter.isAnnotationPresent(Default.Double.class)) {
      return String.format(Locale.ROOT, "%.0f", getter.getAnnotation(Default.Double.class).value());
    }
    return null;
  }
}
