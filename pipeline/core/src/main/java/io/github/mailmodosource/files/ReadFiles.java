package io.github.mailmodosource.files;

import io.github.mailmodosource.rows.RowBlock;
import io.github.mailmodosource.rows.RowBlockCoder;
import java.io.IOException;
import java.util.List;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.Impulse;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Redistribute;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTagList;
import org.jspecify.annotations.Nullable;

/**
 * Reads files as blocks of rows, in parallel. A unit of work is 8 to 64 MB: of one plain JSON lines
 * file, or one of records, a range, of small files up to a thousand. A big file of another kind is
 * read whole (a compressed file cannot be entered in its middle; in a CSV file a line break between
 * quotes cannot be told from a row's end without reading from the start), and its blocks are then
 * spread over the workers, so that only cutting, not parsing, is done by one. The same goes for a
 * pipe, and for ranges of records, of which one may hold far more rows than another. What is no
 * more than one unit is not shared out: each step has its price at the start of a run.
 */
public final class ReadFiles extends PTransform<PBegin, PCollection<RowBlock>> {
  private final transient InputFiles files;
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
    PCollectionList<RowBlock> blocks = PCollectionList.empty(begin.getPipeline());
    // Each branch has its price at the start of a run, so one that must stay empty is not built.
    if (!files.patterns().isEmpty() && files.areOneUnit()) {
      blocks =
          blocks.and(
              begin
                  .apply("Files", Impulse.create())
                  .apply(
                      "ReadPatterns",
                      ParDo.of(new ReadPatternsFn(files.patterns(), files.settings())))
                  .setCoder(new RowBlockCoder()));
    } else if (!files.patterns().isEmpty()) {
      // Shared out here, not behind a reader: Flink writes each element out for each further
      // output.
      PCollectionTuple units =
          begin
              .apply("Files", Impulse.create())
              .apply(
                  "ListFiles",
                  ParDo.of(
                          new ListFilesFn(
                              files.patterns(),
                              files.settings(),
                              InputFiles.unitBytes(files.bytes(), parts),
                              files.mayHoldLargeFiles()))
                      .withOutputTags(ListFilesFn.UNITS, TupleTagList.of(ListFilesFn.LARGE_FILES)));
      PCollection<FileUnit> small = units.get(ListFilesFn.UNITS).setCoder(new FileUnitCoder());
      PCollection<FileUnit> large =
          units.get(ListFilesFn.LARGE_FILES).setCoder(new FileUnitCoder());
      blocks =
          blocks.and(
              small
                  .apply("SpreadUnits", Redistribute.arbitrarily())
                  .apply("ReadUnits", ParDo.of(new ReadUnitFn(files.settings())))
                  .setCoder(new RowBlockCoder()));
      if (files.mayHoldLargeFiles()) {
        blocks =
            blocks.and(
                large
                    .apply("SpreadFiles", Redistribute.arbitrarily())
                    .apply("ReadFiles", ParDo.of(new ReadUnitFn(files.settings())))
                    .setCoder(new RowBlockCoder())
                    .apply(
                        "SpreadBlocks",
                        Redistribute.<RowBlock>arbitrarily().withNumBuckets(parts)));
      }
    }
    if (!files.pipes().isEmpty()) {
      blocks =
          blocks.and(
              begin
                  .apply("Pipes", Create.of(files.pipes()).withCoder(StringUtf8Coder.of()))
                  .apply("ReadPipes", ParDo.of(new ReadPipeFn(files.settings())))
                  .setCoder(new RowBlockCoder())
                  .apply(
                      "SpreadPipes", Redistribute.<RowBlock>arbitrarily().withNumBuckets(parts)));
    }
    return blocks.size() == 1 ? blocks.get(0) : blocks.apply("Blocks", Flatten.pCollections());
  }

  /** A DoFn with what it reads by. */
  private abstract static class ReaderFn<T> extends DoFn<T, RowBlock> {
    private final TextFile.Settings settings;
    private transient @Nullable FileReader reader;

    ReaderFn(TextFile.Settings settings) {
      this.settings = settings;
    }

    FileReader reader() {
      FileReader known = reader;
      if (known == null) {
        known = new FileReader(settings);
        reader = known;
      }
      return known;
    }
  }

  static final class ReadUnitFn extends ReaderFn<FileUnit> {
    ReadUnitFn(TextFile.Settings settings) {
      super(settings);
    }

    @ProcessElement
    public void read(@Element FileUnit unit, OutputReceiver<RowBlock> blocks) {
      unit.ranges().forEach(range -> reader().read(range, blocks::output));
    }
  }

  static final class ReadPatternsFn extends ReaderFn<byte[]> {
    private final List<String> patterns;

    ReadPatternsFn(List<String> patterns, TextFile.Settings settings) {
      super(settings);
      this.patterns = List.copyOf(patterns);
    }

    @ProcessElement
    public void read(OutputReceiver<RowBlock> blocks) {
      patterns.stream()
          .flatMap(pattern -> ListFilesFn.list(pattern).stream())
          .forEach(file -> reader().read(FileRange.whole(file), blocks::output));
    }
  }

  static final class ReadPipeFn extends ReaderFn<String> {
    ReadPipeFn(TextFile.Settings settings) {
      super(settings);
    }

    @ProcessElement
    public void read(@Element String pipe, OutputReceiver<RowBlock> blocks) {
      String name = Pipes.nameOf(pipe);
      FileRange whole = FileRange.ofPipe(name);
      try {
        reader().read(whole, Pipes.take(pipe), blocks::output);
      } catch (IOException e) {
        throw FileFailure.of(name, e);
      }
    }
  }
}
