package io.github.mailmodosource.job;

import io.github.mailmodosource.cluster.Cluster;
import io.github.mailmodosource.commandline.UsageException;
import io.github.mailmodosource.log.Notice;
import io.github.mailmodosource.runner.Workers;
import io.github.mailmodosource.segment.SegmentSettings;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;

/**
 * Which ledger a command goes on with, from options.
 *
 * @param name of the folder, as the user gave it, or the one that belongs to command and inputs
 * @param given whether the user gave it
 * @param segment where the events go that the ledger is about
 * @param elsewhere whether other processes write to it too
 */
public record ResumeInput(String name, boolean given, SegmentSettings segment, boolean elsewhere) {
  private static final String OFF = "none";
  private static final String PARENT = "state";
  private static final int HASH_CHARACTERS = 16;

  static final String NO_LEDGER =
      "after a lost worker, or a stop, the job begins anew and sends all again,"
          + " under the same ids; name a folder that all workers reach with --resume";

  /**
   * The ledger of a command; null if it is to have none.
   *
   * @param inputs what else the command reads that tells its runs apart
   */
  public static <T extends ResumeOptions & ContactOptions & ContactTableOptions>
      @Nullable ResumeInput of(
          String job, T options, SegmentSettings segment, @Nullable String... inputs) {
    String given = options.getResume();
    if (OFF.equals(given)) {
      return null;
    }
    List<@Nullable String> all = new ArrayList<>(Arrays.asList(inputs));
    all.add(options.getContacts());
    all.add(options.getContactsTable());
    all.add(options.getContactsQuery());
    return new ResumeInput(
        given != null ? given : defaultName(job, segment, all),
        given != null,
        segment,
        Workers.mayBeInSeveralProcesses(options.as(PipelineOptions.class)));
  }

  /**
   * By what makes a run another one. Not by what may be put right before it goes on, such as the
   * key, the pace or a mapping: the ledger knows events by their ids, and under which key.
   */
  private static String defaultName(
      String job, SegmentSettings segment, List<@Nullable String> inputs) {
    String text =
        inputs.stream()
            .map(input -> input == null ? "" : absolute(input))
            .collect(Collectors.joining("\n", job + "\n" + segment.batchAddress() + "\n", "\n"));
    return PARENT + "/" + DigestUtils.sha256Hex(text).substring(0, HASH_CHARACTERS);
  }

  /** The same command in another folder reads other files. */
  private static String absolute(String input) {
    return Arrays.stream(input.split(",", -1))
        .map(String::strip)
        .map(part -> part.startsWith("jdbc:") ? part : absolutePath(PathNames.withoutScheme(part)))
        .collect(Collectors.joining(","));
  }

  private static String absolutePath(String name) {
    try {
      return PathNames.isLocal(name) ? Path.of(name).toAbsolutePath().normalize().toString() : name;
    } catch (InvalidPathException e) {
      return name;
    }
  }

  /**
   * Whether the workers of a cluster reach the folder. Where nobody named it, and they do not, a
   * line says what that means.
   *
   * @throws UsageException with one clear line if the user named one that they cannot reach
   */
  boolean isReachedBy(Cluster cluster) {
    if (cluster.isAskedForThePlanOnly()) {
      return false;
    }
    boolean reached = cluster.reachesThisMachine() || (given && !PathNames.isRelative(name));
    if (!reached && given) {
      throw new UsageException(
          "--resume="
              + name
              + " is relative, and the workers of the cluster are not on this machine; name a folder"
              + " that all of them reach, or none");
    }
    if (!reached) {
      Notice.warn(NO_LEDGER);
    }
    return reached;
  }

  /** The folder above one that the user did not name; null for one that they did. */
  @Nullable Path parent() {
    return given ? null : Objects.requireNonNull(Path.of(name).getParent());
  }
}
