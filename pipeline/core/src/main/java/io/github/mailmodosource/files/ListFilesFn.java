package io.github.mailmodosource.files;

import io.github.mailmodosource.failure.JobStoppedException;
import io.github.mailmodosource.rows.RowFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.beam.sdk.io.Compression;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.TupleTag;

/**
 * Lists the files and shares them out: big ones that can be entered in their middle in ranges,
 * small ones many at a time, and big ones that must be read from their start apart, because their
 * rows are to be spread once they are cut.
 */
final class ListFilesFn extends DoFn<List<String>, FileUnit> {
  static final TupleTag<FileUnit> UNITS = new TupleTag<>() {};
  static final TupleTag<FileUnit> LARGE_FILES = new TupleTag<>() {};

  /** What a file costs besides its bytes, in bytes that could be read in that time. */
  private static final int COST_OF_FILE = 32 << 10;

  private final TextFile.Settings settings;
  private final long unitBytes;
  private final boolean largeFilesApart;

  ListFilesFn(TextFile.Settings settings, long unitBytes, boolean largeFilesApart) {
    this.settings = settings;
    this.unitBytes = unitBytes;
    this.largeFilesApart = largeFilesApart;
  }

  @ProcessElement
  public void list(@Element List<String> patterns, MultiOutputReceiver out) {
    List<FileRange> unit = new ArrayList<>();
    long filled = 0;
    for (String pattern : patterns) {
      for (ListedFile file : list(pattern)) {
        long cost = work(file);
        if (cost > unitBytes) {
          share(file, out);
          continue;
        }
        if (filled + cost > unitBytes) {
          out.get(UNITS).output(new FileUnit(unit));
          unit.clear();
          filled = 0;
        }
        unit.add(FileRange.whole(file));
        filled += cost;
      }
    }
    if (!unit.isEmpty()) {
      out.get(UNITS).output(new FileUnit(unit));
    }
  }

  private void share(ListedFile file, MultiOutputReceiver out) {
    if (!canBeEntered(file, settings)) {
      out.get(largeFilesApart ? LARGE_FILES : UNITS)
          .output(new FileUnit(List.of(FileRange.whole(file))));
      return;
    }
    for (long start = 0; start < file.size(); start += unitBytes) {
      long end = Math.min(start + unitBytes, file.size());
      out.get(UNITS)
          .output(
              new FileUnit(
                  List.of(
                      new FileRange(file.name(), file.size(), RowFormat.JSON_LINES, start, end))));
    }
  }

  /**
   * The files of a pattern.
   *
   * @throws JobStoppedException with one clear line if there are none any more
   */
  static List<ListedFile> list(String pattern) {
    try {
      List<ListedFile> files = FileList.of(pattern);
      if (files.isEmpty()) {
        throw JobStoppedException.of(
            pattern + " no longer matches any file; it did when the job started");
      }
      return files;
    } catch (IOException e) {
      throw JobStoppedException.of(String.valueOf(e.getMessage()), e);
    }
  }

  /** What it takes to read a file, in bytes of text. */
  static long work(ListedFile file) {
    return textBytes(file) + COST_OF_FILE;
  }

  /** About how much text a file is. */
  static long textBytes(ListedFile file) {
    boolean compressed =
        Compression.detect(file.name().toLowerCase(Locale.ROOT)) != Compression.UNCOMPRESSED;
    // What text of this kind shrinks to; only a guess is needed.
    return compressed ? file.size() * 8 : file.size();
  }

  /** Whether each line of a file is a row, and its middle is as good a place to begin as any. */
  static boolean canBeEntered(ListedFile file, TextFile.Settings settings) {
    if (settings.told(file.name()) == RowFormat.CSV || !file.canBeEntered()) {
      return false;
    }
    try (TextFile text = TextFile.open(FileList.stream(file.name()), file.name(), settings)) {
      return text.isPlain() && text.format() == RowFormat.JSON_LINES;
    } catch (IOException e) {
      // Whoever reads it says why it cannot be read.
      return false;
    }
  }
}
