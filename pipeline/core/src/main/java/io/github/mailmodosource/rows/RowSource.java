package io.github.mailmodosource.rows;

import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;

/** Where the rows of an option are: files, a table of a database, or several of these. */
public interface RowSource {
  /**
   * Reads all rows, each once.
   *
   * @param parts into about how many parts, if there is much and it can be cut
   */
  PTransform<PBegin, PCollection<RowBlock>> read(int parts);

  /** About how much text the rows are, to size a run by. */
  long bytes();
}
