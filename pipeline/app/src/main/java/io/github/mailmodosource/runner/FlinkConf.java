package io.github.mailmodosource.runner;

import io.github.mailmodosource.commandline.UsageException;
import io.github.mailmodosource.failure.JobStoppedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ConfigurationUtils;
import org.apache.flink.configuration.GlobalConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * A configuration folder of Flink, of this run alone. Others may not read it: what the user's own
 * folder says is in it too, and that may be the key of an object store.
 */
public final class FlinkConf {
  private final Path folder;
  private final Path file;

  private FlinkConf(Path folder, Path file) {
    this.folder = folder;
    this.file = file;
  }

  /**
   * Reads the user's folder: {@code flink-conf.yaml}, or {@code config.yaml} if there is none, as
   * Flink itself does.
   *
   * @param folder null for the one that FLINK_CONF_DIR names, if it does
   * @throws UsageException with one clear line if it cannot be read
   */
  public static Configuration read(@Nullable String folder) {
    boolean named = folder != null && !folder.isEmpty();
    try {
      return named
          ? GlobalConfiguration.loadConfiguration(folder)
          : GlobalConfiguration.loadConfiguration();
    } catch (RuntimeException e) {
      throw new UsageException(
          (named ? "--flinkConfDir=" + folder : "FLINK_CONF_DIR")
              + " is not a usable configuration folder of Flink: "
              + Failures.root(e),
          e);
    }
  }

  /** Writes it in the form in which the user's was read last: Flink reads lists by that form. */
  static FlinkConf write(Configuration configuration) {
    try {
      // Its permissions are the owner's alone wherever the file system knows any.
      Path folder = Files.createTempDirectory("mailmodo-source-flink-");
      Path file = folder.resolve(GlobalConfiguration.getFlinkConfFilename());
      // A signal ends the process without the rest of its code; these go the other way round.
      folder.toFile().deleteOnExit();
      file.toFile().deleteOnExit();
      Files.write(file, ConfigurationUtils.convertConfigToWritableLines(configuration, true));
      return new FlinkConf(folder, file);
    } catch (IOException e) {
      throw JobStoppedException.of(
          "the configuration of the embedded Flink cannot be written ("
              + e
              + "); name another folder with JAVA_OPTS=-Djava.io.tmpdir=DIR",
          e);
    }
  }

  String folder() {
    return folder.toString();
  }

  /** Whatever cannot be deleted now goes when the process ends. */
  void delete() {
    try {
      Files.deleteIfExists(file);
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      // Tried again at the end of the process.
    }
  }
}
