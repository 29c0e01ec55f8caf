package io.github.mailmodosource.check;

import io.github.mailmodosource.commandline.CommandLine;
import io.github.mailmodosource.event.SharedFields;
import io.github.mailmodosource.job.Checked;
import io.github.mailmodosource.job.Faults;
import io.github.mailmodosource.job.SegmentInput;
import io.github.mailmodosource.option.SecretReference;
import io.github.mailmodosource.runner.Workers;
import io.github.mailmodosource.segment.HostTrial;
import io.github.mailmodosource.segment.SegmentRegion;
import io.github.mailmodosource.segment.SegmentSettings;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where events would go: the write key, region and endpoint, and the way there. */
final class SegmentCheck {
  private static final String KEY = "write key";
  private static final String REGION = "region";
  private static final String HOST = "host";

  private final CommandLine commandLine;
  private final CheckOptions options;
  private final CheckLines lines;

  private SegmentCheck(CommandLine commandLine, CheckOptions options, CheckLines lines) {
    this.commandLine = commandLine;
    this.options = options;
    this.lines = lines;
  }

  static void make(CommandLine commandLine, CheckOptions options, CheckLines lines) {
    new SegmentCheck(commandLine, options, lines).make();
  }

  private void make() {
    Faults faults = Faults.collectAll();
    Checked<SharedFields> shared = SegmentInput.shared(options, faults);
    Checked<SegmentSettings> settings = SegmentInput.of(options, shared, faults);
    List<String> wrong = faults.lines();
    checkKey(wrong);
    wrong.stream()
        .filter(line -> !line.startsWith("--writeKey"))
        .forEach(line -> lines.wrong(subject(line), line));
    SegmentSettings usable = settings.orNull();
    if (usable != null) {
      checkRegion(usable);
      checkHost(usable);
    }
  }

  private static String subject(String line) {
    return line.startsWith("--endpoint") || line.startsWith("--region") ? REGION : "sending";
  }

  private void checkKey(List<String> wrong) {
    List<String> ofKey = wrong.stream().filter(line -> line.startsWith("--writeKey")).toList();
    ofKey.forEach(line -> lines.wrong(KEY, line));
    if (!ofKey.isEmpty()) {
      return;
    }
    String shown = SecretReference.shown(options.getWriteKey());
    String key;
    try {
      key = SecretReference.parse(options.getWriteKey()).read();
    } catch (RuntimeException onlyWorkersHaveIt) {
      lines.doubtful(KEY, shown + " cannot be read here; the workers need it");
      return;
    }
    String fault = KeyForm.fault(key);
    String doubt = region() == null ? null : KeyForm.doubt(key);
    String where = Workers.mayBeInSeveralProcesses(options) ? "; the workers need it too" : "";
    if (fault != null) {
      lines.wrong(KEY, "--writeKey: what is in " + shown + " " + fault);
    } else if (doubt != null) {
      lines.doubtful(KEY, "what is in " + shown + " " + doubt + where);
    } else {
      lines.right(KEY, shown + " holds one, of " + Counted.of(key.length(), "character") + where);
    }
  }

  /** The region whose Tracking API is meant; null if another host is, or the options are wrong. */
  private @Nullable SegmentRegion region() {
    Faults faults = Faults.collectAll();
    SegmentSettings settings =
        SegmentInput.of(options, faults.check(SharedFields::none), faults).orNull();
    return settings == null ? null : region(settings);
  }

  private static @Nullable SegmentRegion region(SegmentSettings settings) {
    return Arrays.stream(SegmentRegion.values())
        .filter(region -> region.endpoint().getHost().equals(settings.batchAddress().getHost()))
        .findFirst()
        .orElse(null);
  }

  private void checkRegion(SegmentSettings settings) {
    SegmentRegion reached = region(settings);
    if (reached == null) {
      lines.right(REGION, settings.batchAddress() + ", which is not one of Segment's own");
      return;
    }
    if (commandLine.gives("region") && SegmentRegion.of(options.getRegion()) != reached) {
      lines.wrong(
          REGION,
          "--region="
              + options.getRegion()
              + " is not the region of --endpoint, which is "
              + name(reached)
              + "; leave out the one that is wrong, because Segment drops the events of another"
              + " region without a word");
      return;
    }
    lines.right(
        REGION,
        name(reached)
            + ", "
            + reached.endpoint()
            + "; is your workspace there? Segment drops the events of another region without a word");
  }

  private static String name(SegmentRegion region) {
    return region.name().toLowerCase(Locale.ROOT);
  }

  private void checkHost(SegmentSettings settings) {
    String answer = lines.attempt(HOST, () -> HostTrial.of(settings));
    if (answer != null) {
      lines.right(HOST, answer);
    }
  }
}
