package io.github.mailmodosource.job;

import io.github.mailmodosource.commandline.UsageException;
import io.github.mailmodosource.lines.WholeFile;
import io.github.mailmodosource.protocols.PlanFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.apache.beam.sdk.io.FileSystems;
import org.jspecify.annotations.Nullable;

/** The Tracking Plan, from options. It is read once, here: it travels with the job. */
public final class TrackingPlanInput {
  private static final String OPTION = "--trackingPlan=";
  private static final int MOST_BYTES = 64 << 20;

  private TrackingPlanInput() {}

  /** The plan; null if there is none. */
  public static @Nullable Checked<PlanFile> of(TrackingPlanOptions options, Faults faults) {
    String file = options.getTrackingPlan();
    return file == null ? null : faults.check("--trackingPlan: ", () -> read(file));
  }

  private static PlanFile read(String file) {
    if (file.isBlank()) {
      throw new UsageException("--trackingPlan is empty; name a file, or leave it out");
    }
    byte[] json;
    try (InputStream in = open(file)) {
      json = in.readNBytes(MOST_BYTES);
    } catch (NoSuchFileException | FileNotFoundException e) {
      throw new UsageException(OPTION + file + " does not exist", e);
    } catch (IOException e) {
      throw new UsageException(OPTION + file + " cannot be read: " + WholeFile.why(e), e);
    }
    if (json.length == MOST_BYTES) {
      throw new UsageException(OPTION + file + " is larger than 64 MB; is it a Tracking Plan?");
    }
    try {
      return PlanFile.parse(json);
    } catch (IllegalArgumentException e) {
      throw new UsageException(OPTION + file + " " + e.getMessage(), e);
    }
  }

  private static InputStream open(String file) throws IOException {
    String name = PathNames.withoutScheme(file);
    return PathNames.isLocal(name)
        ? Files.newInputStream(Path.of(name))
        : Channels.newInputStream(
            FileSystems.open(FileSystems.matchSingleFileSpec(name).resourceId()));
  }
}
