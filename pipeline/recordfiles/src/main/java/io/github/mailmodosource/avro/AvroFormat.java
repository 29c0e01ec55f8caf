package io.github.mailmodosource.avro;

import io.github.mailmodosource.files.RecordFile;
import io.github.mailmodosource.files.RecordFormat;
import io.github.mailmodosource.files.RefusedFileException;
import io.github.mailmodosource.record.Damage;
import io.github.mailmodosource.rows.RowFormat;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import org.apache.avro.AvroTypeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.generic.GenericDatumReader;

/**
 * Avro: a file begins with its schema, and its rows lie in blocks, of which each is in the part of
 * the file in which the mark in front of it begins.
 */
public final class AvroFormat implements RecordFormat {
  @Override
  public RowFormat format() {
    return RowFormat.AVRO;
  }

  @Override
  public RecordFile open(String file, SeekableByteChannel in, long start, long end)
      throws IOException {
    return opened(
        file,
        () -> {
          DataFileReader<Object> reader =
              new DataFileReader<>(new ChannelInput(in), new GenericDatumReader<>());
          if (start > 0) {
            reader.sync(start);
          }
          return new AvroRows(schema(file, reader), new BlocksOfPart(reader, in.size(), end));
        });
  }

  @Override
  public RecordFile open(String file, InputStream in) throws IOException {
    return opened(
        file,
        () -> {
          WholeAvroStream whole = WholeAvroStream.of(in);
          DataFileStream<Object> reader =
              new DataFileStream<>(whole.stream(), new GenericDatumReader<>());
          return new AvroRows(schema(file, reader), new BlocksOfStream(reader, whole));
        });
  }

  private static RecordFile opened(String file, Opening opening) throws IOException {
    try {
      return opening.open();
    } catch (RefusedFileException e) {
      throw e;
    } catch (SchemaParseException | AvroTypeException e) {
      throw new RefusedFileException(
          file + " has a schema that Avro does not take: " + e.getMessage());
    } catch (IOException | RuntimeException e) {
      if (String.valueOf(e.getMessage()).startsWith("Unrecognized codec")) {
        throw new RefusedFileException(
            file
                + " is an Avro file that is compressed in a way that is not known ("
                + e.getMessage()
                + "); write it with deflate, snappy, zstandard, bzip2 or xz");
      }
      throw Damage.causeOf(e) instanceof EOFException
          ? new IOException("it ends before its first row", e)
          : Damage.in("its header", e);
    }
  }

  private static Schema schema(String file, DataFileStream<?> reader) throws RefusedFileException {
    Schema schema = reader.getSchema();
    if (schema.getType() != Schema.Type.RECORD) {
      throw new RefusedFileException(
          file
              + " is an Avro file whose values are of the type "
              + schema.getType().getName()
              + "; rows are records, which have named fields");
    }
    return schema;
  }

  @FunctionalInterface
  private interface Opening {
    RecordFile open() throws IOException;
  }
}
