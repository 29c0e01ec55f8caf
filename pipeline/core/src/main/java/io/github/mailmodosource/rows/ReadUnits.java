package io.github.mailmodosource.rows;

import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;

/** Reads what is not read yet, in a step of its own: what comes out is blocks. */
public final class ReadUnits extends PTransform<PCollection<RowUnit>, PCollection<RowUnit>> {
  private ReadUnits() {}

  public static ReadUnits create() {
    return new ReadUnits();
  }

  @Override
  public PCollection<RowUnit> expand(PCollection<RowUnit> units) {
    return units.apply("ReadUnit", ParDo.of(new ReadUnitFn())).setCoder(new RowUnitCoder());
  }

  static final class ReadUnitFn extends DoFn<RowUnit, RowUnit> {
    @ProcessElement
    public void read(@Element RowUnit unit, OutputReceiver<RowUnit> blocks) {
      unit.forEachBlock(blocks::output);
    }
  }
}
