package io.github.mailmodosource.rows;

import java.util.List;
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
  PTransform<PBegin, PCollection<RowUnit>> read(int parts);

  /**
   * Reads all rows again and again without a pipeline, on whichever worker.
   *
   * @throws IllegalArgumentException with one clear line if there is something among them that
   *     gives its rows only once
   */
  RowReader reader();

  /** What the step that reads this is called beside others: {@code Files} or {@code Table}. */
  String step();

  /** About how much text the rows are, to size a run by. */
  long bytes();

  /** As {@link #bytes()}, to tell people of; 0 where it is no more than a guess. */
  default long knownBytes() {
    return bytes();
  }

  /**
   * What can be seen of the rows before the run: of each pattern of files the first rows of its
   * first file, of a table its columns. Files that cannot be read are left to the run.
   *
   * @param most how many rows of a file
   */
  List<FirstRows> firstRows(int most);
}
