package io.github.mailmodosource.parquet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Type;
import org.apache.parquet.format.Util;
import org.jspecify.annotations.Nullable;

/**
 * A Parquet file of one column and one page, written byte by byte: what today's writers do not
 * write any more.
 */
final class HandMade {
  private final List<SchemaElement> schema = new ArrayList<>();
  private final List<String> path = new ArrayList<>();
  private final ByteArrayOutputStream page = new ByteArrayOutputStream();
  private Type type = Type.INT32;
  private int values;
  private boolean wrongCrc;
  private CompressionCodec codec = CompressionCodec.UNCOMPRESSED;

  HandMade() {
    schema.add(new SchemaElement("schema").setNum_children(1));
  }

  HandMade group(String name, FieldRepetitionType repetition, @Nullable ConvertedType annotation) {
    SchemaElement group = new SchemaElement(name).setNum_children(1).setRepetition_type(repetition);
    schema.add(annotation == null ? group : group.setConverted_type(annotation));
    path.add(name);
    return this;
  }

  HandMade leaf(String name, FieldRepetitionType repetition, Type leafType) {
    schema.add(new SchemaElement(name).setType(leafType).setRepetition_type(repetition));
    path.add(name);
    type = leafType;
    return this;
  }

  /** Levels of one kind, one for each value; repetition levels come first. */
  HandMade levels(int... levels) {
    ByteBuffer runs = ByteBuffer.allocate(Integer.BYTES + 2 * levels.length);
    runs.order(ByteOrder.LITTLE_ENDIAN).putInt(2 * levels.length);
    for (int level : levels) {
      // A run of one.
      runs.put((byte) 2).put((byte) level);
    }
    page.writeBytes(runs.array());
    values = levels.length;
    return this;
  }

  HandMade ints(int... ints) {
    ByteBuffer plain = ByteBuffer.allocate(Integer.BYTES * ints.length);
    plain.order(ByteOrder.LITTLE_ENDIAN);
    for (int value : ints) {
      plain.putInt(value);
    }
    page.writeBytes(plain.array());
    values = Math.max(values, ints.length);
    return this;
  }

  HandMade bytes(byte[] plain) {
    page.writeBytes(plain);
    values = Math.max(values, 1);
    return this;
  }

  HandMade withWrongChecksum() {
    wrongCrc = true;
    return this;
  }

  HandMade packedBy(CompressionCodec other) {
    codec = other;
    return this;
  }

  Path write(Path file, int rows) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes("PAR1".getBytes(StandardCharsets.US_ASCII));
    byte[] body = page.toByteArray();
    PageHeader header =
        new PageHeader(PageType.DATA_PAGE, body.length, body.length)
            .setData_page_header(
                new DataPageHeader(values, Encoding.PLAIN, Encoding.RLE, Encoding.RLE));
    if (wrongCrc) {
      header.setCrc(1);
    }
    Util.writePageHeader(header, out);
    out.writeBytes(body);
    long size = out.size() - 4L;
    ColumnMetaData data =
        new ColumnMetaData(type, List.of(Encoding.PLAIN), path, codec, values, size, size, 4);
    RowGroup group = new RowGroup(List.of(new ColumnChunk(4).setMeta_data(data)), size, rows);
    int before = out.size();
    Util.writeFileMetaData(new FileMetaData(1, schema, rows, List.of(group)), out);
    int footer = out.size() - before;
    out.writeBytes(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(footer).array());
    out.writeBytes("PAR1".getBytes(StandardCharsets.US_ASCII));
    Files.write(file, out.toByteArray());
    return file;
  }
}
