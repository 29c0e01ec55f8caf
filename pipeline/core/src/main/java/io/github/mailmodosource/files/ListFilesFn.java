package io.github.mailmodosource.files;

import io.github.mailmodosource.failure.JobStoppedException;
import io.github.mailmodosource.rows.RowFormat;
import io.github.mailmodosource.rows.RowUnit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.beam.sdk.io.Compression;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.TupleTag;
import org.jspecify.annotations.Nullable;

/**
 * Lists the files and shares them out: big ones that can be entered in their middle in ranges,
 * small ones many at a time, and big ones that must be read from their start apart, because their
 * rows are to be spread once they are cut.
 */
final class ListFilesFn extends DoFn<byte[], RowUnit> {
  static final TupleTag<RowUnit> UNITS = new TupleTag<>() {};
  static final TupleTag<RowUnit> LARGE_FILES = new TupleTag<>() {};

  /** What a file costs besides its bytes, in bytes that could be read in that time. */
  private static final int COST_OF_FILE = 32 << 10;

  private static final int TEXT_OF_A_PACKED_BYTE = 8;
  private static final int TEXT_OF_A_BYTE_OF_PARQUET = 8;
  private static final int TEXT_OF_A_BYTE_OF_AVRO = 3;

  private final List<String> patterns;
  private final TextFile.Settings settings;
  private final long unitBytes;
  private final boolean largeFilesApart;

  ListFilesFn(
      List<String> patterns, TextFile.Settings settings, long unitBytes, boolean largeFilesApart) {
    this.patterns = List.copyOf(patterns);
    this.settings = settings;
    this.unitBytes = unitBytes;
    this.largeFilesApart = largeFilesApart;
  }

  @ProcessElement
  public void list(MultiOutputReceiver out) {
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
          out.get(UNITS).output(new FileUnit(unit, settings));
          unit.clear();
          filled = 0;
        }
        unit.add(FileRange.whole(file));
        filled += cost;
      }
    }
    if (!unit.isEmpty()) {
      out.get(UNITS).output(new FileUnit(unit, settings));
    }
  }

  private void share(ListedFile file, MultiOutputReceiver out) {
    Sharing sharing = howToShare(file, settings);
    TupleTag<RowUnit> units = largeFilesApart && sharing.apart() ? LARGE_FILES : UNITS;
    if (sharing.ranges() == null) {
      out.get(units).output(new FileUnit(List.of(FileRange.whole(file)), settings));
      return;
    }
    long step = Math.max(1, Math.round((double) unitBytes * file.size() / textBytes(file)));
    for (long start = 0; start < file.size(); start += step) {
      long end = Math.min(start + step, file.size());
      out.get(units)
          .output(
              new FileUnit(
                  List.of(new FileRange(file.name(), file.size(), sharing.ranges(), start, end)),
                  settings));
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
    return file.size() * textOfAByte(file.name().toLowerCase(Locale.ROOT));
  }

  /** What text of this kind shrinks to; only a guess is needed. */
  private static int textOfAByte(String name) {
    RowFormat told = RowFormat.ofEnding(name);
    if (told == RowFormat.PARQUET) {
      return TEXT_OF_A_BYTE_OF_PARQUET;
    }
    if (told == RowFormat.AVRO) {
      return TEXT_OF_A_BYTE_OF_AVRO;
    }
    return Compression.detect(name) == Compression.UNCOMPRESSED ? 1 : TEXT_OF_A_PACKED_BYTE;
  }

  /**
   * How a file is shared out if it is a big one.
   *
   * @param ranges the format that it is read in ranges of; null if it must be read from its start
   * @param apart whether its rows are to be spread once they are cut: one worker reads it, or a
   *     range of it may hold far more rows than another, because a block of records, which is in
   *     one range, may be as large as the file
   */
  record Sharing(@Nullable RowFormat ranges, boolean apart) {}

  /** How this file is shared out if it is a big one. */
  static Sharing howToShare(ListedFile file, TextFile.Settings settings) {
    Sharing fromItsStart = new Sharing(null, true);
    if (settings.told(file.name()) == RowFormat.CSV || !file.canBeEntered()) {
      return fromItsStart;
    }
    try (TextFile text = TextFile.open(FileList.stream(file.name()), file.name(), settings)) {
      RowFormat format = text.format();
      boolean ranges = format == RowFormat.JSON_LINES || format.isOfRecords();
      return text.isPlain() && ranges ? new Sharing(format, format.isOfRecords()) : fromItsStart;
    } catch (IOException e) {
      // Whoever reads it says why it cannot be read.
      return fromItsStart;
    }
  }
}
