package io.github.mailmodosource.bench.generator;

import java.io.IOException;
import java.util.List;

/** {@code scripts/generate}. */
public final class Generate {
  static final String HELP =
      """
      Usage: scripts/generate --rows=N --out=DIR [--option=value ...]

      Makes DIR/activity.jsonl and DIR/contacts.jsonl (or .csv), and DIR/expected.json: the funnel
      that a run over them must give. The same options give the same bytes on any machine.

        --rows=N            activity rows, blank lines and headers not counted
        --out=DIR           the folder; made if missing, files in it are replaced
        --contacts=N        contacts that Segment knows (default: a fifth of the rows)
        --seed=S            a whole number (default 1)
        --format=FORMAT     jsonl (default) or csv
        --duplicates=SHARE  share of rows that repeat an earlier one (default 0.01)
        --bad=SHARE         share of rows that cannot be read (default 0)
        --help              this text

      Of the rows, about 10 % belong to contacts that Segment does not know, and 5 % lie before
      their contact's first identify call (none if there are fewer than ten contacts).
      """;

  private Generate() {}

  public static void main(String[] args) {
    System.exit(run(List.of(args)));
  }

  /** Returns the exit code. */
  private static int run(List<String> args) {
    if (args.contains("--help")) {
      System.out.print(HELP);
      return 0;
    }
    GeneratorOptions options;
    try {
      options = GeneratorOptions.parse(args);
    } catch (IllegalArgumentException e) {
      System.err.println("generate: " + e.getMessage() + " (--help lists the options)");
      return 2;
    }
    try {
      new Generator(options).run();
      return 0;
    } catch (IOException e) {
      System.err.println("generate: cannot write to " + options.out() + ": " + e);
      return 1;
    }
  }
}
