package io.github.mailmodosource.rows;

import java.io.Serializable;
import java.util.function.Consumer;

/**
 * Reads all rows of a source in this process, without a pipeline, and again whenever it is asked:
 * for what workers keep in memory and refresh beside the flow. It travels to them as Java
 * serializes it.
 */
public interface RowReader extends Serializable {
  /**
   * Hands on all rows, each once, in this thread. What was handed on counts only if this returns:
   * then it was all there is.
   *
   * @throws RowsChangedException if the source changed meanwhile, so that what was handed on may be
   *     half of it
   * @throws io.github.mailmodosource.failure.JobStoppedException with one clear line if it cannot
   *     be read to its end
   * @throws InterruptedException if the thread was interrupted while it waited
   */
  void read(Consumer<RowBlock> out) throws RowsChangedException, InterruptedException;
}
