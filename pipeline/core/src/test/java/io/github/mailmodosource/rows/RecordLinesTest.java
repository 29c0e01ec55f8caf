package io.github.mailmodosource.rows;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordLinesTest {
  private final ByteArrayOutputStream block = new ByteArrayOutputStream();

  @Test
  void aRowIsALineOfItsKeyItsProblemAndItsJson() {
    RecordLines.append("id=1", "", "{\"a\":\"ü\"}".getBytes(UTF_8), block);
    RecordLines.append("id=2", "column b: why", "{}".getBytes(UTF_8), block);
    assertThat(block.toString(UTF_8), is("id=1\t\t{\"a\":\"ü\"}\nid=2\tcolumn b: why\t{}\n"));
  }

  @Test
  void aRowIsReadAsJsonAndNamedByItsKey() {
    RecordLines.append("id=ä", "", "{\"a\":\"\\t\"}".getBytes(UTF_8), block);
    SourceRow row = rows().get(0);
    assertThat(row.where(), is("public.people id=ä"));
    assertThat(row.format(), is(RowFormat.JSON_LINES));
    assertThat(row.header(), is(nullValue()));
    assertThat(row.text(), is("{\"a\":\"\\t\"}"));
    assertThat(row.isCut(), is(false));
  }

  @Test
  void aRowThatCouldNotBeReadWholeSaysWhy() {
    RecordLines.append("id=1", "", "{}".getBytes(UTF_8), block);
    RecordLines.append("id=2", "column b: why", "{\"a\":7}".getBytes(UTF_8), block);
    SourceRow row = rows().get(1);
    assertThat(row.format(), is(RowFormat.UNREADABLE));
    assertThat(row.problem(), is("column b: why"));
    assertThat(row.text(), is("{\"a\":7}"));
  }

  @Test
  void ofARowThatIsTooLargeTheBeginningIsKept() {
    byte[] json = new byte[SourceRow.MAX_BYTES + 1];
    json[0] = '{';
    RecordLines.append("id=1", "", json, block);
    SourceRow row = rows().get(0);
    assertThat(row.isCut(), is(true));
    assertThat(row.length(), is(SourceRow.CUT_BYTES));
    assertThat(row.wholeLength(), is(SourceRow.MAX_BYTES + 1L));
  }

  private List<SourceRow> rows() {
    List<SourceRow> rows = new ArrayList<>();
    new RowBlock(
            "public.people",
            SourceRow.UNKNOWN_POSITION,
            0,
            RowFormat.TABLE,
            null,
            0,
            block.toByteArray())
        .forEachRow(rows::add);
    return rows;
  }
}
