package io.github.mailmodosource.rows;

import java.util.List;
import java.util.function.Consumer;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;

/**
 * Several sources, at most one of each kind, read as one. Each has a step of its own name: in a run
 * without end it finds its state by that when another comes or goes.
 */
public record RowSources(List<RowSource> sources) implements RowSource {

  @Override
  public PTransform<PBegin, PCollection<RowUnit>> read(int parts) {
    return new ReadAll(sources, parts);
  }

  @Override
  public String step() {
    return "All";
  }

  @Override
  public RowReader reader() {
    return new AllReader(sources.stream().map(RowSource::reader).toList());
  }

  @Override
  public long bytes() {
    return sources.stream().mapToLong(RowSource::bytes).sum();
  }

  @Override
  public long knownBytes() {
    return sources.stream().anyMatch(source -> source.knownBytes() == 0) ? 0 : bytes();
  }

  @Override
  public List<FirstRows> firstRows(int most) {
    return sources.stream().flatMap(source -> source.firstRows(most).stream()).toList();
  }

  private record AllReader(List<RowReader> readers) implements RowReader {
    @Override
    public void read(Consumer<RowBlock> out) throws RowsChangedException, InterruptedException {
      for (RowReader reader : readers) {
        reader.read(out);
      }
    }
  }

  private static final class ReadAll extends PTransform<PBegin, PCollection<RowUnit>> {
    private final transient List<RowSource> sources;
    private final int parts;

    ReadAll(List<RowSource> sources, int parts) {
      this.sources = sources;
      this.parts = parts;
    }

    @Override
    public PCollection<RowUnit> expand(PBegin begin) {
      PCollectionList<RowUnit> all = PCollectionList.empty(begin.getPipeline());
      for (RowSource source : sources) {
        all = all.and(begin.apply(source.step(), source.read(parts)));
      }
      return all.apply("AllSources", Flatten.pCollections());
    }
  }
}
