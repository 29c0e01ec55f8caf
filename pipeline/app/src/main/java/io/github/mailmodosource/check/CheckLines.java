package io.github.mailmodosource.check;

import io.github.mailmodosource.commandline.CommandLine;
import io.github.mailmodosource.job.Checked;
import io.github.mailmodosource.job.Faults;
import io.github.mailmodosource.log.UserLine;
import java.io.PrintStream;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What was found, a line for each setting, printed as it is known: {@code ✓} is right, {@code ✗}
 * has to be fixed, and {@code !} works, but may not be what was meant.
 */
final class CheckLines {
  private static final int SUBJECT_WIDTH = 12;

  private final CommandLine commandLine;
  private final PrintStream out;
  private int wrong;
  private int doubtful;

  CheckLines(CommandLine commandLine, PrintStream out) {
    this.commandLine = commandLine;
    this.out = out;
  }

  void right(String subject, String what) {
    print("✓", subject, what);
  }

  void doubtful(String subject, String what) {
    doubtful++;
    print("!", subject, what);
  }

  /** A setting that has to be fixed; the line says how. */
  void wrong(String subject, String what) {
    wrong++;
    print("✗", subject, what + commandLine.placesIn(what));
  }

  /**
   * Makes the checks that belong to a subject; each that fails is a line.
   *
   * @return the setting; null if it is wrong
   */
  <T> @Nullable T of(String subject, Function<Faults, Checked<T>> setting) {
    Faults faults = Faults.collectAll();
    Checked<T> checked = setting.apply(faults);
    faults.lines().forEach(line -> wrong(subject, line));
    return checked.orNull();
  }

  /** Makes one check, whose message names its option itself. */
  <T> @Nullable T attempt(String subject, Supplier<T> setting) {
    return of(subject, faults -> faults.check(setting));
  }

  int wrong() {
    return wrong;
  }

  /** The last line. */
  String sum() {
    String doubts =
        doubtful == 0 ? "" : ", and " + Counted.of(doubtful, "line") + " to look at (!)";
    return wrong == 0
        ? "Everything can be used" + doubts + ". Nothing was sent."
        : Counted.of(wrong, "setting") + " to fix (✗)" + doubts + ". Nothing was sent.";
  }

  private void print(String mark, String subject, String what) {
    out.println(mark + " " + padded(subject) + " " + UserLine.of(what));
  }

  private static String padded(String subject) {
    return subject + " ".repeat(Math.max(0, SUBJECT_WIDTH - subject.length()));
  }

  /** Lines of their own, which are no setting. */
  void print(List<String> lines) {
    lines.forEach(line -> out.println(UserLine.of(line)));
  }
}
