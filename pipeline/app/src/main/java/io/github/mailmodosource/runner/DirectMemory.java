package io.github.mailmodosource.runner;

import io.github.mailmodosource.commandline.DirectRunnerByName;
import io.github.mailmodosource.log.Notice;
import java.util.Locale;
import org.apache.beam.sdk.options.PipelineOptions;
import org.jspecify.annotations.Nullable;

/**
 * Where the DirectRunner ends, which keeps in memory what Flink groups on disk: 1,000,000 rows, 557
 * MB of text, came through in a heap of 3 GB, and did not in one of 2 GB.
 */
public final class DirectMemory {
  private static final int HEAP_OF_A_BYTE = 5;

  private static final double MB = 1 << 20;
  private static final double GB = 1 << 30;

  private DirectMemory() {}

  /** Says at the beginning of a run that its memory will hardly do. */
  public static void tell(PipelineOptions options, long bytes) {
    String line =
        DirectRunnerByName.isMeant(options)
            ? tooLittle(bytes, Runtime.getRuntime().maxMemory())
            : null;
    if (line != null) {
      Notice.warn(line);
    }
  }

  /**
   * The line for that much to read; null if it fits.
   *
   * @param bytes of text; 0 if nobody knows
   * @param heap the most that Java takes
   */
  static @Nullable String tooLittle(long bytes, long heap) {
    long needed = bytes * HEAP_OF_A_BYTE;
    if (needed <= heap) {
      return null;
    }
    return "the DirectRunner keeps in memory what it reads, about "
        + shown(needed)
        + " here, and may take "
        + shown(heap)
        + "; use --runner=FlinkRunner, which groups on disk, or allow more with JAVA_OPTS=-Xmx"
        + (long) Math.ceil(needed / GB)
        + "g";
  }

  private static String shown(long bytes) {
    return bytes < GB
        ? String.format(Locale.ROOT, "%.0f MB", bytes / MB)
        : String.format(Locale.ROOT, "%.1f GB", bytes / GB);
  }
}
