package io.github.mailmodosource.commandline;

import java.io.File;
import java.lang.management.ManagementFactory;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How this program was called, up to its command. */
final class Invocation {
  /** What the starter was called by; it sets this, if it was there. */
  private static final String LAUNCHER = "mailmodosource.launcher";

  private static final String MAIN = "io.github.mailmodosource.MailmodoSource";

  private Invocation() {}

  /** The words that call it again. */
  static List<String> words() {
    String launcher = System.getProperty(LAUNCHER);
    if (launcher != null) {
      return List.of(launcher);
    }
    URL own = Invocation.class.getProtectionDomain().getCodeSource().getLocation();
    if (Invocation.class.getClassLoader() != ClassLoader.getSystemClassLoader()) {
      // As Flink loads the jar of `flink run`.
      return List.of("flink", "run", file(own));
    }
    List<String> words = new ArrayList<>(List.of("java"));
    // Not what sets a property, which may be a password of Java's.
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> !option.startsWith("-D") && !option.startsWith("-agentlib:"))
        .forEach(words::add);
    String classPath = System.getProperty("java.class.path");
    if (classPath.endsWith(".jar") && !classPath.contains(File.pathSeparator)) {
      words.addAll(List.of("-jar", classPath));
    } else {
      words.addAll(List.of("-cp", classPath, MAIN));
    }
    return words;
  }

  private static String file(URL url) {
    try {
      return Path.of(url.toURI()).toString();
    } catch (URISyntaxException e) {
      return url.getPath();
    }
  }
}
