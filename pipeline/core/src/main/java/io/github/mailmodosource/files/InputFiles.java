package io.github.mailmodosource.files;

import io.github.mailmodosource.rows.CsvOptions;
import io.github.mailmodosource.rows.FieldMapping;
import io.github.mailmodosource.rows.FirstRows;
import io.github.mailmodosource.rows.RowFormat;
import io.github.mailmodosource.rows.RowReader;
import io.github.mailmodosource.rows.RowSource;
import io.github.mailmodosource.rows.RowUnit;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.jspecify.annotations.Nullable;

/**
 * The files that an option names.
 *
 * @param patterns paths or globs of any Beam file system
 * @param pipes what gives its rows once, as they come; opened already
 * @param settings how they are read
 * @param bytes about how much text they hold, to size a run by
 * @param work what it takes to read them, in bytes of text: with something for each file
 * @param mayHoldLargeFiles whether some may be too large to be read as part of something, and of a
 *     kind whose rows are to be spread once they are read
 */
public record InputFiles(
    List<String> patterns,
    List<String> pipes,
    TextFile.Settings settings,
    long bytes,
    long work,
    boolean mayHoldLargeFiles)
    implements RowSource {
  private static final long LEAST_UNIT_BYTES = 8L << 20;
  private static final long MOST_UNIT_BYTES = 64L << 20;

  /** Not that of a glob such as {@code {opens,clicks}.csv}. */
  private static final String COMMA_BETWEEN_PATTERNS = ",(?![^{}]*})";

  /** Neither from the root on, nor with a scheme in front. */
  private static final Pattern RELATIVE = Pattern.compile("(?!/|[A-Za-z][A-Za-z0-9+.-]*:/)");

  /** How many files of a pattern are opened before the run; the others, as they are read. */
  private static final int LOOKED_AT = 1_000;

  /** Nobody knows how much comes through a pipe. */
  private static final long BYTES_OF_PIPE = 256L << 20;

  /**
   * Reads an option's comma-separated value, and looks whether the files are there.
   *
   * @param formatOption the format of all files; null to tell it from each file
   * @throws IllegalArgumentException with one clear line
   */
  public static InputFiles of(String value, @Nullable String formatOption) {
    return of(value, formatOption, null, CsvOptions.NONE);
  }

  /**
   * Reads an option's comma-separated value, and looks whether the files are there.
   *
   * @param formatOption the format of all files; null to tell it from each file
   * @param columns what columns may be called, by which a CSV file without its ending is known;
   *     null if there are none
   * @param csv what the user says of CSV files
   * @throws IllegalArgumentException with one clear line
   */
  public static InputFiles of(
      String value, @Nullable String formatOption, @Nullable FieldMapping columns, CsvOptions csv) {
    RowFormat format = formatOption == null ? null : RowFormat.ofOption(formatOption);
    Survey survey = new Survey(new TextFile.Settings(format, columns, csv));
    givenPatterns(value).forEach(survey::add);
    return survey.files();
  }

  /**
   * The patterns of an option's comma-separated value; one that as a whole names a file is that.
   *
   * @throws IllegalArgumentException with one clear line if there are none
   */
  static List<String> givenPatterns(String value) {
    List<String> patterns = LocalGlob.isThere(value) ? List.of(value) : patterns(value);
    if (patterns.isEmpty()) {
      throw new IllegalArgumentException("'" + value + "' does not name a file");
    }
    return patterns;
  }

  /**
   * Files of dead letters.
   *
   * @param names each as the file is called, or a pipe
   * @throws IllegalArgumentException with one clear line
   */
  public static InputFiles ofLetters(List<String> names) {
    Survey survey =
        new Survey(new TextFile.Settings(RowFormat.JSON_LINES, null, CsvOptions.NONE, true));
    names.forEach(survey::add);
    return survey.files();
  }

  /** The parts of a comma-separated value; those of a glob in braces stay together. */
  public static List<String> patterns(String value) {
    return Arrays.stream(value.split(COMMA_BETWEEN_PATTERNS, -1))
        .filter(part -> !part.isBlank())
        .map(String::strip)
        .toList();
  }

  /**
   * The names of the files that a name or glob stands for, in their order.
   *
   * @throws IllegalArgumentException with one clear line if there are none
   */
  public static List<String> names(String pattern) {
    return list(pattern).stream().map(ListedFile::name).toList();
  }

  /**
   * The same files by names that mean them in every folder, for workers that have another one.
   *
   * @throws IllegalArgumentException with one clear line if there is a pipe: only this process has
   *     it
   */
  public InputFiles forOtherMachines() {
    if (!pipes.isEmpty()) {
      throw new IllegalArgumentException(
          Pipes.nameOf(pipes.get(0))
              + " is a pipe of this process, and the workers are elsewhere; write it to a file that"
              + " they reach");
    }
    String here = Path.of("").toAbsolutePath() + "/";
    return new InputFiles(
        patterns.stream()
            .map(name -> RELATIVE.matcher(name).lookingAt() ? here + name : name)
            .toList(),
        pipes,
        settings,
        bytes,
        work,
        mayHoldLargeFiles);
  }

  /** Whether they are so little that one worker reads them in one go. */
  boolean areOneUnit() {
    return work <= LEAST_UNIT_BYTES;
  }

  /** A part of the work. */
  static long unitBytes(long bytes, int parts) {
    return Math.max(LEAST_UNIT_BYTES, Math.min(bytes / parts, MOST_UNIT_BYTES));
  }

  @Override
  public String step() {
    return "Files";
  }

  @Override
  public PTransform<PBegin, PCollection<RowUnit>> read(int parts) {
    return ReadFiles.from(this, parts);
  }

  /** Nobody knows how much comes through a pipe. */
  @Override
  public long knownBytes() {
    return pipes.isEmpty() ? bytes : 0;
  }

  @Override
  public RowReader reader() {
    if (!pipes.isEmpty()) {
      throw new IllegalArgumentException(
          Pipes.nameOf(pipes.get(0)) + " gives its rows only once; use a file");
    }
    return new FilesReader(patterns, settings);
  }

  @Override
  public List<FirstRows> firstRows(int most) {
    List<FirstRows> looked = new ArrayList<>();
    for (String pattern : patterns) {
      looked.add(firstRows(list(pattern), most));
    }
    for (String pipe : pipes) {
      looked.add(FileBeginning.ofPipe(pipe, settings, most));
    }
    return looked;
  }

  /** Of the first file that has any: an hour without events tells nothing. */
  private FirstRows firstRows(List<ListedFile> files, int most) {
    FirstRows first = FileBeginning.of(files.get(0), settings, most);
    for (int i = 1; i < Math.min(files.size(), LOOKED_AT) && first.rows().isEmpty(); i++) {
      FirstRows next = FileBeginning.of(files.get(i), settings, most);
      first = next.rows().isEmpty() ? first : next;
    }
    return first;
  }

  private static List<ListedFile> list(String pattern) {
    List<ListedFile> files;
    try {
      files = FileList.of(pattern);
    } catch (IOException e) {
      throw new IllegalArgumentException(String.valueOf(e.getMessage()), e);
    }
    if (files.isEmpty()) {
      throw new IllegalArgumentException(
          pattern
              + (LocalGlob.isThere(pattern)
                  ? " is a folder without files"
                  : " does not match any file"));
    }
    return files;
  }

  /** What is found about the files before the run. */
  private static final class Survey {
    private final TextFile.Settings settings;
    private final List<String> patterns = new ArrayList<>();
    private final List<String> pipes = new ArrayList<>();
    private long bytes;
    private long work;
    private boolean mayHoldLargeFiles;

    Survey(TextFile.Settings settings) {
      this.settings = settings;
    }

    InputFiles files() {
      return new InputFiles(
          List.copyOf(patterns), List.copyOf(pipes), settings, bytes, work, mayHoldLargeFiles);
    }

    void add(String pattern) {
      if (pattern.equals(Pipes.STANDARD_INPUT)) {
        addPipe(pattern);
        return;
      }
      List<ListedFile> files = list(pattern);
      if (files.size() == 1 && files.get(0).isPipe()) {
        addPipe(files.get(0).name());
        return;
      }
      patterns.add(pattern);
      int looked = 0;
      for (ListedFile file : files) {
        String name = file.name();
        Magic refused = settings.format() == null ? Magic.refusedByEnding(name) : null;
        if (refused != null) {
          throw new IllegalArgumentException(name + " " + refused.refusal());
        }
        boolean local = FileList.isLocal(name);
        if (looked++ < (local ? LOOKED_AT : 1)) {
          check(name, () -> FileList.stream(name), file);
        }
        long text = ListFilesFn.textBytes(file);
        bytes += text;
        work += ListFilesFn.work(file);
        if (text > LEAST_UNIT_BYTES / 2) {
          mayHoldLargeFiles |= !local || ListFilesFn.howToShare(file, settings).apart();
        }
      }
    }

    /**
     * Refuses what cannot be read; where it is only cut, it stops the run that reads it.
     *
     * @param file null for a pipe
     */
    private void check(String name, Opener opener, @Nullable ListedFile file) {
      try (TextFile text = TextFile.open(opener.open(), name, settings)) {
        text.checkIsText(name);
        if (text.format().isOfRecords()) {
          FileRange whole = file == null ? FileRange.ofPipe(name) : FileRange.whole(file);
          new FileReader(settings).openRecords(text, whole).close();
        }
      } catch (RefusedFileException e) {
        throw new IllegalArgumentException(e.getMessage(), e);
      } catch (AccessDeniedException e) {
        throw new IllegalArgumentException(name + " cannot be read: permission denied", e);
      } catch (IOException e) {
        // It is cut.
        return;
      }
    }

    private void addPipe(String name) {
      String pipe;
      try {
        pipe = Pipes.open(name);
      } catch (IOException e) {
        throw new IllegalArgumentException(name + " cannot be opened: " + e.getMessage(), e);
      }
      pipes.add(pipe);
      bytes += BYTES_OF_PIPE;
      check(Pipes.nameOf(pipe), () -> Pipes.beginning(pipe).stream(), null);
    }

    private interface Opener {
      InputStream open() throws IOException;
    }
  }
}
