package io.github.mailmodosource.files;

import io.github.mailmodosource.rows.ReadUnits;
import io.github.mailmodosource.rows.RowUnit;
import io.github.mailmodosource.rows.RowUnitCoder;
import java.io.IOException;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.Impulse;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * Reads files, in parallel. A unit of work is 8 to 64 MB: of one plain JSON lines file, or one of
 * records, a range, of small files up to a thousand; whoever parses it reads it ({@link
 * io.github.mailmodosource.rows.UnreadRows}). A big file of another kind is read whole (a
 * compressed file cannot be entered in its middle; in a CSV file a line break between quotes cannot
 * be told from a row's end without reading from the start), and its blocks are then spread over the
 * workers, so that only cutting, not parsing, is done by one. The same goes for a pipe, and for
 * ranges of records, of which one may hold far more rows than another. What is no more than one
 * unit is not shared out: each step has its price at the start of a run.
 *
 * <p>Spread means {@code Reshuffle}: Flink's DataStream engine passes elements on in turns for it,
 * while it groups for {@code Redistribute}, where chance may give one worker most of the units.
 */
public final class ReadFiles extends PTransform<PBegin, PCollection<RowUnit>> {
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
  public PCollection<RowUnit> expand(PBegin begin) {
    PCollectionList<RowUnit> units = PCollectionList.empty(begin.getPipeline());
    // Each branch has its price at the start of a run, so one that must stay empty is not built.
    if (!files.patterns().isEmpty()) {
      units = files.areOneUnit() ? units.and(small(list(begin, false))) : spread(begin, units);
    }
    if (!files.pipes().isEmpty()) {
      units = units.and(pipes(begin));
    }
    return units.size() == 1 ? units.get(0) : units.apply("Units", Flatten.pCollections());
  }

  private PCollectionList<RowUnit> spread(PBegin begin, PCollectionList<RowUnit> units) {
    boolean largeFilesApart = files.mayHoldLargeFiles();
    // Shared out here, not behind a reader: Flink writes each element out for each further output.
    PCollectionTuple listed = list(begin, largeFilesApart);
    PCollectionList<RowUnit> spread =
        units.and(small(listed).apply("SpreadUnits", Reshuffle.viaRandomKey()));
    return largeFilesApart ? spread.and(large(listed)) : spread;
  }

  private PCollectionTuple list(PBegin begin, boolean largeFilesApart) {
    ListFilesFn lister =
        new ListFilesFn(
            files.patterns(),
            files.settings(),
            InputFiles.unitBytes(files.bytes(), parts),
            largeFilesApart);
    TupleTagList others =
        largeFilesApart ? TupleTagList.of(ListFilesFn.LARGE_FILES) : TupleTagList.empty();
    return begin
        .apply("Files", Impulse.create())
        .apply("ListFiles", ParDo.of(lister).withOutputTags(ListFilesFn.UNITS, others));
  }

  private static PCollection<RowUnit> small(PCollectionTuple listed) {
    return listed.get(ListFilesFn.UNITS).setCoder(new RowUnitCoder());
  }

  private PCollection<RowUnit> large(PCollectionTuple listed) {
    return listed
        .get(ListFilesFn.LARGE_FILES)
        .setCoder(new RowUnitCoder())
        .apply("SpreadFiles", Reshuffle.viaRandomKey())
        .apply("ReadFiles", ReadUnits.create())
        .apply("SpreadBlocks", Reshuffle.<RowUnit>viaRandomKey().withNumBuckets(parts));
  }

  private PCollection<RowUnit> pipes(PBegin begin) {
    return begin
        .apply("Pipes", Create.of(files.pipes()).withCoder(StringUtf8Coder.of()))
        .apply("ReadPipes", ParDo.of(new ReadPipeFn(files.settings())))
        .setCoder(new RowUnitCoder())
        .apply("SpreadPipes", Reshuffle.<RowUnit>viaRandomKey().withNumBuckets(parts));
  }

  static final class ReadPipeFn extends DoFn<String, RowUnit> {
    private final TextFile.Settings settings;

    ReadPipeFn(TextFile.Settings settings) {
      this.settings = settings;
    }

    @ProcessElement
    public void read(@Element String pipe, OutputReceiver<RowUnit> blocks) {
      String name = Pipes.nameOf(pipe);
      FileRange whole = FileRange.ofPipe(name);
      try {
        new FileReader(settings).read(whole, Pipes.take(pipe), blocks::output);
      } catch (IOException e) {
        throw FileFailure.of(name, e);
      }
    }
  }
}
