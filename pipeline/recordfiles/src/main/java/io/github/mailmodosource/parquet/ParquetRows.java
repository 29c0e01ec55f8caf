package io.github.mailmodosource.parquet;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.mailmodosource.files.RecordFile;
import io.github.mailmodosource.files.RefusedFileException;
import io.github.mailmodosource.record.Damage;
import io.github.mailmodosource.record.RecordRow;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.MessageColumnIO;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/** The rows of some row groups of a file, which the library puts together from their columns. */
final class ParquetRows implements RecordFile {
  private final Footer footer;
  private final Iterator<RowGroup> groups;
  private final ChannelBytes in;
  private final RecordRow row;
  private final RowMaterializer materializer;
  private final MessageColumnIO columns;
  private @Nullable RecordReader<RecordRow> reader;
  private long number;
  private long behindGroup;

  ParquetRows(Footer footer, List<RowGroup> groups, ChannelBytes in) {
    this.footer = footer;
    this.groups = groups.iterator();
    this.in = in;
    row = new RecordRow(footer.schema().getFields().stream().map(Type::getName).toList());
    materializer = new RowMaterializer(footer.schema(), row);
    columns = new ColumnIOFactory(footer.writer()).getColumnIO(footer.schema());
  }

  @Override
  public List<String> columns() {
    return row.columns();
  }

  @Override
  public boolean next() throws IOException {
    RecordReader<RecordRow> open = reader;
    try {
      if (open == null || number + 1 == behindGroup) {
        if (!groups.hasNext()) {
          return false;
        }
        RowGroup group = groups.next();
        number = group.firstRow() - 1;
        behindGroup = group.firstRow() + group.rows();
        open = columns.getRecordReader(new RowGroupPages(footer, group, in), materializer);
        reader = open;
      }
      number++;
      open.read();
      return true;
    } catch (RefusedFileException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw Damage.in("the row group of row " + Math.max(number, 1), e);
    }
  }

  @Override
  public String key() {
    return "row=" + number;
  }

  @Override
  public String write(JsonGenerator json, List<String> names) throws IOException {
    return row.write(json, names);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
