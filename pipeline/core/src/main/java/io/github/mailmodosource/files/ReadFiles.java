package io.github.mailmodosource.files;

import io.github.mailmodosource.rows.CsvOptions;
import io.github.mailmodosource.rows.RowBlock;
import io.github.mailmodosource.rows.RowBlockCoder;
import io.github.mailmodosource.rows.RowFormat;
import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import org.apache.beam.sdk.io.Compression;
import org.apache.beam.sdk.io.FileIO;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Redistribute;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.jspecify.annotations.Nullable;

/**
 * Reads files as blocks of rows, in parallel: a plain JSON lines file in ranges of 8 to 64 MB,
 * every other file whole (a compressed file cannot be entered in its middle; in a CSV file a line
 * break between quotes cannot be told from a row's end without reading from the start). The blocks
 * of whole files are then spread over the workers, so that only cutting, not parsing, is done by
 * one.
 */
public final class ReadFiles extends PTransform<PBegin, PCollection<RowBlock>> {
  private static final long LEAST_RANGE_BYTES = 8L << 20;
  private static final long MOST_RANGE_BYTES = 64L << 20;
  private static final TupleTag<FileRange> RANGES = new TupleTag<>() {};
  private static final TupleTag<FileRange> WHOLE_FILES = new TupleTag<>() {};

  private final InputFiles files;
  private final int parts;

  private ReadFiles(InputFiles files, int parts) {
    this.files = files;
    this.parts = parts;
  }

  /**
   * Reads these files.
   *
   * @param parts into about how many parts, if there is much: enough for all workers to share, but
   *     each costs the DirectRunner a copy of all that is grouped behind
   */
  public static ReadFiles from(InputFiles files, int parts) {
    return new ReadFiles(files, parts);
  }

  @Override
  public PCollection<RowBlock> expand(PBegin begin) {
    // Split here, not behind the reader: Flink writes every element out for each further output.
    PCollectionTuple split =
        begin
            .apply("Patterns", Create.of(files.patterns()))
            .apply(
                "MatchFiles",
                FileIO.matchAll().withEmptyMatchTreatment(EmptyMatchTreatment.DISALLOW))
            .apply(
                "SplitFiles",
                ParDo.of(new SplitFileFn(files.format(), rangeBytes()))
                    .withOutputTags(RANGES, TupleTagList.of(WHOLE_FILES)));
    PCollectionList<RowBlock> blocks = PCollectionList.empty(begin.getPipeline());
    PCollection<FileRange> ranges = split.get(RANGES).setCoder(new FileRangeCoder());
    PCollection<FileRange> wholeFiles = split.get(WHOLE_FILES).setCoder(new FileRangeCoder());
    // Each branch has its price at the start of a run, so one that must stay empty is not built.
    if (files.mayBeReadInRanges()) {
      blocks =
          blocks.and(
              ranges
                  .apply("SpreadRanges", Redistribute.arbitrarily())
                  .apply("ReadRanges", ParDo.of(new ReadRangeFn(files.csv())))
                  .setCoder(new RowBlockCoder()));
    }
    if (files.mayBeReadWhole()) {
      blocks =
          blocks.and(
              wholeFiles
                  .apply("SpreadFiles", Redistribute.arbitrarily())
                  .apply("ReadFiles", ParDo.of(new ReadRangeFn(files.csv())))
                  .setCoder(new RowBlockCoder())
                  .apply(
                      "SpreadBlocks", Redistribute.<RowBlock>arbitrarily().withNumBuckets(parts)));
    }
    return blocks.size() == 1 ? blocks.get(0) : blocks.apply("Blocks", Flatten.pCollections());
  }

  private long rangeBytes() {
    return Math.max(LEAST_RANGE_BYTES, Math.min(files.bytes() / parts, MOST_RANGE_BYTES));
  }

  static final class SplitFileFn extends DoFn<MatchResult.Metadata, FileRange> {
    private final @Nullable RowFormat override;
    private final long rangeBytes;

    SplitFileFn(@Nullable RowFormat override, long rangeBytes) {
      this.override = override;
      this.rangeBytes = rangeBytes;
    }

    @ProcessElement
    public void split(@Element MatchResult.Metadata file, MultiOutputReceiver out) {
      String name = file.resourceId().toString();
      RowFormat format = override != null ? override : RowFormat.ofFile(name);
      boolean compressed = Compression.detect(name) != Compression.UNCOMPRESSED;
      if (compressed || format == RowFormat.CSV || !file.isReadSeekEfficient()) {
        out.get(WHOLE_FILES).output(new FileRange(name, compressed, format, 0, Long.MAX_VALUE));
        return;
      }
      for (long start = 0; start < file.sizeBytes(); start += rangeBytes) {
        long end = Math.min(start + rangeBytes, file.sizeBytes());
        out.get(RANGES).output(new FileRange(name, false, format, start, end));
      }
    }
  }

  static final class ReadRangeFn extends DoFn<FileRange, RowBlock> {
    private final CsvOptions csv;

    ReadRangeFn(CsvOptions csv) {
      this.csv = csv;
    }

    @ProcessElement
    public void read(@Element FileRange range, OutputReceiver<RowBlock> blocks) {
      try (ReadableByteChannel in = open(range)) {
        new RangeReader(range, csv, in, blocks::output).read();
      } catch (IOException e) {
        throw FileFailure.of(range.file(), e);
      }
    }

    static ReadableByteChannel open(FileRange range) throws IOException {
      ReadableByteChannel raw = FileSystems.open(FileSystems.matchNewResource(range.file(), false));
      return range.compressed() ? Compression.detect(range.file()).readDecompressed(raw) : raw;
    }
  }
}
