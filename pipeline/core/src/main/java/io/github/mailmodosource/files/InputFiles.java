package io.github.mailmodosource.files;

import io.github.mailmodosource.rows.CsvOptions;
import io.github.mailmodosource.rows.FirstRows;
import io.github.mailmodosource.rows.RowBlock;
import io.github.mailmodosource.rows.RowFormat;
import io.github.mailmodosource.rows.RowSource;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.io.Compression;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.jspecify.annotations.Nullable;

/**
 * The files that an option names.
 *
 * @param patterns paths or globs of any Beam file system
 * @param format the format of all files; null to tell it from each file's ending
 * @param csv what is known of CSV files besides
 * @param bytes about how much text they hold, to size a run by
 */
public record InputFiles(
    List<String> patterns, @Nullable RowFormat format, CsvOptions csv, long bytes)
    implements RowSource {
  /** What text of this kind shrinks to; only a guess is needed. */
  private static final int BYTES_PER_COMPRESSED_BYTE = 8;

  /** Not that of a glob such as {@code {opens,clicks}.csv}. */
  private static final String COMMA_BETWEEN_PATTERNS = ",(?![^{}]*})";

  /**
   * Reads an option's comma-separated value, and looks whether the files are there.
   *
   * @throws IllegalArgumentException with one clear line
   */
  public static InputFiles of(String value, @Nullable String formatOption) {
    return of(value, formatOption, CsvOptions.NONE);
  }

  /** The same, where the user says something of CSV files. */
  public static InputFiles of(String value, @Nullable String formatOption, CsvOptions csv) {
    RowFormat format = formatOption == null ? null : RowFormat.ofOption(formatOption);
    List<String> patterns = new ArrayList<>();
    long bytes = 0;
    for (String part : value.split(COMMA_BETWEEN_PATTERNS, -1)) {
      String pattern = part.strip();
      if (pattern.isEmpty()) {
        continue;
      }
      bytes += check(pattern, format);
      patterns.add(pattern);
    }
    if (patterns.isEmpty()) {
      throw new IllegalArgumentException("'" + value + "' does not name a file");
    }
    return new InputFiles(List.copyOf(patterns), format, csv, bytes);
  }

  /** Whether some file may be of a kind that can be entered in its middle. */
  boolean mayBeReadInRanges() {
    return patterns.stream().anyMatch(pattern -> kind(pattern) != Kind.WHOLE);
  }

  /** Whether some file may be of a kind that must be read from its start to its end. */
  boolean mayBeReadWhole() {
    return patterns.stream().anyMatch(pattern -> kind(pattern) != Kind.RANGES);
  }

  /** What all files of a pattern are, as far as its ending and its file system tell. */
  private Kind kind(String pattern) {
    boolean saysIt = pattern.matches(".*\\.(jsonl|ndjson|json|csv)(\\.(gz|bz2|zst))?");
    if (!saysIt) {
      return Kind.UNKNOWN;
    }
    boolean compressed = Compression.detect(pattern) != Compression.UNCOMPRESSED;
    RowFormat told = format != null ? format : RowFormat.ofFile(pattern);
    if (compressed || told == RowFormat.CSV) {
      return Kind.WHOLE;
    }
    // Other file systems tell only file by file whether one can be entered in its middle.
    return pattern.contains("://") ? Kind.UNKNOWN : Kind.RANGES;
  }

  private enum Kind {
    RANGES,
    WHOLE,
    UNKNOWN
  }

  @Override
  public PTransform<PBegin, PCollection<RowBlock>> read(int parts) {
    return ReadFiles.from(this, parts);
  }

  @Override
  public List<FirstRows> firstRows(int most) {
    List<FirstRows> looked = new ArrayList<>();
    for (String pattern : patterns) {
      firstFile(pattern).ifPresent(file -> looked.add(FileBeginning.of(file, format, most)));
    }
    return looked;
  }

  private static Optional<String> firstFile(String pattern) {
    try {
      return match(pattern).metadata().stream()
          .map(file -> file.resourceId().toString())
          .min(Comparator.naturalOrder());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Beam looks for a plain local path that is not there in all folders beside it. */
  private static boolean isMissing(String pattern) {
    boolean plain = pattern.chars().noneMatch(c -> "*?[{:\\".indexOf(c) >= 0);
    return plain && !Files.exists(Path.of(pattern));
  }

  private static MatchResult match(String pattern) throws IOException {
    try {
      return FileSystems.match(pattern);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          pattern
              + " is on a file system that is not available ("
              + e.getMessage()
              + "); add its jars with MAILMODO_SOURCE_CLASSPATH",
          e);
    }
  }

  /** Returns the bytes of text. */
  private static long check(String pattern, @Nullable RowFormat format) {
    MatchResult match;
    try {
      if (isMissing(pattern)) {
        throw new FileNotFoundException(pattern);
      }
      match = match(pattern);
      if (match.status() == MatchResult.Status.NOT_FOUND || match.metadata().isEmpty()) {
        throw new IllegalArgumentException(pattern + " does not match any file");
      }
      long bytes = 0;
      for (MatchResult.Metadata file : match.metadata()) {
        String name = file.resourceId().toString();
        if (format == null) {
          RowFormat.ofFile(name);
        }
        boolean compressed = Compression.detect(name) != Compression.UNCOMPRESSED;
        bytes += file.sizeBytes() * (compressed ? BYTES_PER_COMPRESSED_BYTE : 1);
      }
      return bytes;
    } catch (FileNotFoundException e) {
      throw new IllegalArgumentException(pattern + " does not match any file", e);
    } catch (IOException e) {
      throw new IllegalArgumentException(pattern + " cannot be listed: " + e.getMessage(), e);
    }
  }
}
