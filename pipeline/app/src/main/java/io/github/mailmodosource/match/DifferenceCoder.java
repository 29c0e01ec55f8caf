package io.github.mailmodosource.match;

import io.github.mailmodosource.coding.VersionedCoder;
import io.github.mailmodosource.warehouse.ColumnDifference;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/** Finding, event, messageId, day, campaign, its name, rows, number of columns, columns. */
public final class DifferenceCoder extends VersionedCoder<Difference> {
  private static final DifferenceCoder INSTANCE = new DifferenceCoder();

  private DifferenceCoder() {
    super(2);
  }

  public static DifferenceCoder of() {
    return INSTANCE;
  }

  @Override
  protected void write(Difference difference, OutputStream out) throws IOException {
    writeText(difference.finding().key(), out);
    writeText(difference.event(), out);
    writeText(difference.messageId(), out);
    writeText(difference.day(), out);
    writeText(difference.campaign(), out);
    writeText(difference.campaignName(), out);
    writeNumber(difference.rows(), out);
    writeNumber(difference.columns().size(), out);
    for (ColumnDifference column : difference.columns()) {
      writeText(column.column(), out);
      writeOptionalText(column.expected(), out);
      writeOptionalText(column.actual(), out);
    }
  }

  @Override
  protected Difference read(InputStream in) throws IOException {
    Finding finding = Finding.ofKey(readText(in));
    String event = readText(in);
    String messageId = readText(in);
    String day = readText(in);
    String campaign = readText(in);
    String campaignName = readText(in);
    long rows = readNumber(in);
    int size = (int) readNumber(in);
    List<ColumnDifference> columns = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      columns.add(new ColumnDifference(readText(in), readOptionalText(in), readOptionalText(in)));
    }
    return new Difference(finding, event, messageId, day, campaign, campaignName, columns, rows);
  }
}
