package io.github.mailmodosource.commandline;

import java.util.Locale;
import org.apache.beam.sdk.options.PipelineOptions;

/** The DirectRunner, known by its name alone: the lean jar is without its classes. */
public final class DirectRunnerByName {
  static final String PACKAGE = "org.apache.beam.runners.direct";

  private static final String NAME = PACKAGE + ".DirectRunner";

  private DirectRunnerByName() {}

  /** Whether these options ask for it. */
  public static boolean isMeant(PipelineOptions options) {
    return options.getRunner().getName().equals(NAME);
  }

  /** Whether a value of {@code --runner} means it, as Beam would read it. */
  static boolean isNamed(String runner) {
    String name = runner.substring(runner.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return name.equals("direct") || name.equals("directrunner");
  }

  /** Whether it is on the class path. */
  static boolean isHere() {
    return DirectRunnerByName.class.getClassLoader().getResource(NAME.replace('.', '/') + ".class")
        != null;
  }
}
