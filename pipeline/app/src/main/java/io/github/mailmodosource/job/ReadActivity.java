package io.github.mailmodosource.job;

import io.github.mailmodosource.rows.ReadUnits;
import io.github.mailmodosource.rows.RowSource;
import io.github.mailmodosource.rows.RowUnit;
import io.github.mailmodosource.runner.Workers;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;

/**
 * Reads the activity of a job. Files are read where their rows are judged, or in a step of their
 * own where that is better ({@link Workers#readApart}): who waits for a job on a cluster wants to
 * know how far it is.
 */
public final class ReadActivity extends PTransform<PBegin, PCollection<RowUnit>> {
  private final transient RowSource activity;
  private final int parts;

  private ReadActivity(RowSource activity, int parts) {
    this.activity = activity;
    this.parts = parts;
  }

  /**
   * Reads this.
   *
   * @param parts into about how many parts, if there is much and it can be cut
   */
  public static ReadActivity of(RowSource activity, int parts) {
    return new ReadActivity(activity, parts);
  }

  @Override
  public PCollection<RowUnit> expand(PBegin begin) {
    // The names of its steps stay as they are: a run without end finds its state by them.
    PCollection<RowUnit> units = activity.read(parts).expand(begin);
    return Workers.readApart(begin.getPipeline().getOptions())
        ? units.apply("ReadUnits", ReadUnits.create())
        : units;
  }
}
