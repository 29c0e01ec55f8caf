package io.github.mailmodosource.bench.streams;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a trial does.
 *
 * @param command what runs the product
 * @param more options of the product
 * @param rows how many rows of activity
 * @param files in how many files
 * @param kills how often the process is killed with SIGKILL
 * @param stops how often it is stopped with SIGTERM
 * @param refused share of the requests that the server refuses
 * @param eventsPerSecond the pace
 * @param outageSeconds how long the server hangs up on everybody, once; 0 for never
 * @param stopInOutage whether it is stopped with SIGTERM in the middle of that
 * @param parallelism of each life of the process in turn
 */
record TrialOptions(
    String command,
    List<String> more,
    String name,
    int rows,
    int files,
    int kills,
    int stops,
    double refused,
    int eventsPerSecond,
    int outageSeconds,
    boolean stopInOutage,
    List<Integer> parallelism,
    long seed) {

  static final String HELP =
      """
      Usage: pipeline/bench/run streams.Trial [--option=value ...] [-- OPTION OF SEND ...]

      Runs `send --streaming` on embedded Flink over files that come one after the other, kills and
      stops it, and compares what reached the server with what had to. Exit code 1 if they differ.

        --name=TEXT            what the trial is called (default: trial)
        --rows=N               rows of activity (default 20000)
        --files=N              in how many files (default 20)
        --kills=N              SIGKILLs at random moments (default 0)
        --stops=N              SIGTERMs at random moments (default 0)
        --refused=SHARE        of the requests; half of these are taken all the same (default 0)
        --eventsPerSecond=N    the pace (default 1000)
        --outage=SECONDS       the server hangs up on everybody for so long (default 0)
        --stopInOutage=true    with a SIGTERM in the middle of it
        --parallelism=N,...    of each life of the process in turn (default 2)
        --seed=N               of all chance (default 1)
        --command=PATH         what is run (default scripts/mailmodo-source)
      """;

  static TrialOptions parse(List<String> args) {
    Map<String, String> given = new LinkedHashMap<>();
    List<String> more = new ArrayList<>();
    int end = args.indexOf("--");
    if (end >= 0) {
      more.addAll(args.subList(end + 1, args.size()));
    }
    for (String arg : end < 0 ? args : args.subList(0, end)) {
      int equals = arg.indexOf('=');
      if (!arg.startsWith("--") || equals < 0) {
        throw new IllegalArgumentException("'" + arg + "' is not an option");
      }
      given.put(arg.substring(2, equals), arg.substring(equals + 1));
    }
    TrialOptions options =
        new TrialOptions(
            take(given, "command", "scripts/mailmodo-source"),
            more,
            take(given, "name", "trial"),
            number(given, "rows", "20000"),
            number(given, "files", "20"),
            number(given, "kills", "0"),
            number(given, "stops", "0"),
            Double.parseDouble(take(given, "refused", "0")),
            number(given, "eventsPerSecond", "1000"),
            number(given, "outage", "0"),
            Boolean.parseBoolean(take(given, "stopInOutage", "false")),
            List.of(take(given, "parallelism", "2").split(",")).stream()
                .map(Integer::parseInt)
                .toList(),
            Long.parseLong(take(given, "seed", "1")));
    if (!given.isEmpty()) {
      throw new IllegalArgumentException("unknown option --" + given.keySet().iterator().next());
    }
    return options;
  }

  /** The parallelism of a life of the process, the first one being 0. */
  int parallelismOf(int life) {
    return parallelism.get(life % parallelism.size());
  }

  private static int number(Map<String, String> given, String name, String usual) {
    return Integer.parseInt(take(given, name, usual));
  }

  private static String take(Map<String, String> given, String name, String usual) {
    String value = given.remove(name);
    return value == null ? usual : value;
  }
}
