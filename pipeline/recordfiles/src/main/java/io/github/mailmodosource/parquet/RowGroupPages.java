package io.github.mailmodosource.parquet;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.format.ColumnMetaData;

/** The columns of a row group. */
final class RowGroupPages implements PageReadStore {
  private final RowGroup group;
  private final Map<String, PageReader> pages = new HashMap<>();

  RowGroupPages(Footer footer, RowGroup group, ChannelBytes file) throws IOException {
    this.group = group;
    for (ColumnDescriptor column : footer.schema().getColumns()) {
      String path = RowGroup.path(List.of(column.getPath()));
      ColumnMetaData data = group.chunks().get(path);
      if (data == null) {
        throw new IOException("its footer is damaged (a row group has no column " + path + ")");
      }
      pages.put(path, new ColumnPages(file, data, Codec.of(data.getCodec(), footer.file())));
    }
  }

  @Override
  public PageReader getPageReader(ColumnDescriptor column) {
    PageReader reader = pages.get(RowGroup.path(List.of(column.getPath())));
    if (reader == null) {
      throw new IllegalStateException("all columns have pages");
    }
    return reader;
  }

  @Override
  public long getRowCount() {
    return group.rows();
  }
}
