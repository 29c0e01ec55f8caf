package io.github.mailmodosource.avro;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.mailmodosource.files.RecordFile;
import io.github.mailmodosource.record.Damage;
import io.github.mailmodosource.record.RecordRow;
import java.io.EOFException;
import java.io.IOException;
import java.time.DateTimeException;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;

/** The rows of an Avro file. */
final class AvroRows implements RecordFile {
  private final Schema schema;
  private final Blocks blocks;
  private final RecordRow row;

  /**
   * @param schema of the records
   */
  AvroRows(Schema schema, Blocks blocks) {
    this.schema = schema;
    this.blocks = blocks;
    row = new RecordRow(schema.getFields().stream().map(Schema.Field::name).toList());
  }

  @Override
  public List<String> columns() {
    return row.columns();
  }

  @Override
  public boolean next() throws IOException {
    Object found;
    try {
      found = blocks.next();
    } catch (IOException | RuntimeException | StackOverflowError e) {
      // Where a file ends within the head of its first block, the library goes on without a block.
      Throwable cause = Damage.causeOf(e);
      throw cause instanceof EOFException || cause instanceof NullPointerException
          ? new IOException("it ends within a block", e)
          : Damage.in("what stands behind " + blocks.key(), e);
    }
    if (!(found instanceof IndexedRecord record)) {
      return false;
    }
    row.clear();
    for (Schema.Field field : schema.getFields()) {
      int column = field.pos();
      try {
        row.set(column, AvroValue.of(field.schema(), record.get(column)));
      } catch (DateTimeException | ArithmeticException | IllegalArgumentException e) {
        row.cannotRead(column, String.valueOf(e.getMessage()));
      }
    }
    return true;
  }

  @Override
  public String key() {
    return blocks.key();
  }

  @Override
  public String write(JsonGenerator json, List<String> names) throws IOException {
    return row.write(json, names);
  }

  @Override
  public void close() throws IOException {
    blocks.close();
  }
}
