package io.github.mailmodosource.files;

import io.github.mailmodosource.rows.CsvOptions;
import io.github.mailmodosource.rows.FieldMapping;
import io.github.mailmodosource.rows.FirstRows;
import io.github.mailmodosource.rows.RowFormat;
import io.github.mailmodosource.rows.RowReader;
import io.github.mailmodosource.rows.RowSource;
import io.github.mailmodosource.rows.RowUnit;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.jspecify.annotations.Nullable;

/**
 * Folders and globs that are watched for new files, without end; see {@link WatchFiles}.
 *
 * @param name of the source; part of the state of a job that goes on, so it has to stay the same
 * @param patterns paths or globs of any Beam file system
 * @param settings how the files are read
 * @param interval between two looks, and how long a file has to stay as it is before it is read
 * @param blockBytes about how large the blocks are: a checkpoint takes as long as what is under way
 *     takes at the pace, so they are smaller than those of bounded runs
 * @param forgetAfter how long after a name was last met in its folder it is forgotten
 * @param check looks at each file before it is read; null to read all
 */
public record WatchedFiles(
    String name,
    List<String> patterns,
    TextFile.Settings settings,
    Duration interval,
    int blockBytes,
    Duration forgetAfter,
    @Nullable FileCheck check)
    implements RowSource, Serializable {
  private static final long serialVersionUID = 1;

  /** About a hundred rows. */
  static final int BLOCK_BYTES = 32 << 10;

  private static final Duration INTERVAL = Duration.ofSeconds(30);
  private static final Duration FORGET_AFTER = Duration.ofDays(7);

  public WatchedFiles {
    patterns = List.copyOf(patterns);
    if (interval.isNegative() || interval.isZero()) {
      throw new IllegalArgumentException("the time between two looks must not be " + interval);
    }
  }

  /**
   * Reads an option's comma-separated value. There need not be a file yet, but the folders have to
   * exist: a mount that is missing when a run starts is a mistake; one that goes away later is
   * waited for.
   *
   * @param name of the source
   * @param formatOption the format of all files; null to tell it from each file
   * @param columns what columns may be called, by which a CSV file without its ending is known;
   *     null if there are none
   * @param csv what the user says of CSV files
   * @throws IllegalArgumentException with one clear line
   */
  public static WatchedFiles of(
      String name,
      String value,
      @Nullable String formatOption,
      @Nullable FieldMapping columns,
      CsvOptions csv) {
    RowFormat format = formatOption == null ? null : RowFormat.ofOption(formatOption);
    List<String> patterns = InputFiles.givenPatterns(value);
    patterns.forEach(WatchedFiles::checkCanBeWatched);
    return new WatchedFiles(
        name,
        patterns,
        new TextFile.Settings(format, columns, csv),
        INTERVAL,
        BLOCK_BYTES,
        FORGET_AFTER,
        null);
  }

  public WatchedFiles withInterval(Duration time) {
    return new WatchedFiles(name, patterns, settings, time, blockBytes, forgetAfter, check);
  }

  public WatchedFiles withBlockBytes(int bytes) {
    return new WatchedFiles(name, patterns, settings, interval, bytes, forgetAfter, check);
  }

  public WatchedFiles withForgetAfter(Duration time) {
    return new WatchedFiles(name, patterns, settings, interval, blockBytes, time, check);
  }

  /** Has each new file looked at before it is read. */
  public WatchedFiles withCheck(FileCheck look) {
    return new WatchedFiles(name, patterns, settings, interval, blockBytes, forgetAfter, look);
  }

  @Override
  public String step() {
    return "Files";
  }

  @Override
  public PTransform<PBegin, PCollection<RowUnit>> read(int parts) {
    return WatchFiles.of(this);
  }

  /** Never: what is watched is read once. */
  @Override
  public RowReader reader() {
    throw new IllegalArgumentException("a folder that is watched is read once");
  }

  /** Nobody knows how much will come. */
  @Override
  public long bytes() {
    return 0;
  }

  /** None: each file is looked at when it comes, with {@link #withCheck}. */
  @Override
  public List<FirstRows> firstRows(int most) {
    return List.of();
  }

  private static void checkCanBeWatched(String pattern) {
    if (pattern.equals(Pipes.STANDARD_INPUT)) {
      throw isPipe("standard input");
    }
    try {
      if (!FileList.isLocal(pattern)) {
        FileList.of(pattern);
        return;
      }
      checkFolder(FileList.localName(pattern));
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException(
          pattern + " cannot be the name of a file in this locale; set LC_ALL=C.UTF-8", e);
    } catch (IOException e) {
      throw new IllegalArgumentException(String.valueOf(e.getMessage()), e);
    }
  }

  private static void checkFolder(String pattern) throws IOException {
    Path itself = Path.of(pattern);
    if (LocalGlob.isThere(pattern) && !Files.isDirectory(itself)) {
      if (Files.exists(itself) && !Files.isRegularFile(itself)) {
        throw isPipe(pattern);
      }
      return;
    }
    Path folder = LocalGlob.isThere(pattern) ? itself : LocalGlob.folderOf(pattern);
    Path opened = folder.toString().isEmpty() ? Path.of(".") : folder;
    if (!Files.isDirectory(opened)) {
      throw new IllegalArgumentException(
          pattern
              + " cannot be watched: the folder "
              + folder
              + " does not exist; create or mount it first");
    }
    if (!Files.isReadable(opened)) {
      throw new IOException(opened + " cannot be listed: permission denied");
    }
  }

  private static IllegalArgumentException isPipe(String name) {
    return new IllegalArgumentException(
        name + " is a pipe and cannot be watched: it gives its rows once; run without --streaming");
  }
}
