package io.github.mailmodosource.rows;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.sameInstance;

import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowWireFormTest {

  @Test
  void rowsOfOneHeadAreReadBehindItAsViewsIntoTheBytes() {
    List<SourceRow> rows = List.of(RowSamples.csv("a,b", "1,ü"), RowSamples.csv("a,b", ""));
    byte[] head = RowWireForm.headOf(rows.get(0));
    ByteBuffer out =
        ByteBuffer.allocate(
            head.length + rows.stream().mapToInt(RowWireForm::sizeBehindHead).sum());
    out.put(head);
    rows.forEach(row -> RowWireForm.writeBehindHead(row, out));
    assertThat("the size that was told", out.remaining(), is(0));

    ByteBuffer in = out.flip();
    RowWireForm.Head read = RowWireForm.readHead(in);
    for (SourceRow row : rows) {
      SourceRow copy = RowWireForm.readBehindHead(read, in);
      assertThat(copy.where(), is(row.where()));
      assertThat(copy.format(), is(RowFormat.CSV));
      assertThat(copy.header(), is(row.header()));
      assertThat(copy.text(), is(row.text()));
      assertThat(copy.wholeLength(), is(row.wholeLength()));
      assertThat(copy.buffer(), is(sameInstance(out.array())));
    }
    assertThat(in.hasRemaining(), is(false));
  }

  @Test
  void aHeadIsTheSameIfSourceFormatAndHeaderAre() {
    SourceRow row = RowSamples.csv("a,b", "1,2");
    assertThat(RowWireForm.haveSameHead(row, RowSamples.csv("a,b", "3,4")), is(true));
    assertThat(RowWireForm.haveSameHead(row, RowSamples.csv("a,c", "1,2")), is(false));
    assertThat(RowWireForm.haveSameHead(row, RowSamples.json("1,2")), is(false));
  }
}
