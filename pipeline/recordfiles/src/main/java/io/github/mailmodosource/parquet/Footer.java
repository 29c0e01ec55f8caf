package io.github.mailmodosource.parquet;

import io.github.mailmodosource.coding.MaskedText;
import io.github.mailmodosource.files.RefusedFileException;
import io.github.mailmodosource.record.Damage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.Util;
import org.apache.parquet.schema.MessageType;

/**
 * What the end of a Parquet file says of it.
 *
 * @param file its name, for messages
 * @param writer what wrote it, by which what older writers did differently is known
 */
record Footer(String file, MessageType schema, String writer, List<RowGroup> groups) {
  private static final String MAGIC = "PAR1";
  private static final String MAGIC_OF_ENCRYPTED = "PARE";
  private static final int MAGIC_BYTES = MAGIC.length();
  private static final int TAIL_BYTES = Integer.BYTES + MAGIC_BYTES;

  /**
   * Reads the footer.
   *
   * @throws RefusedFileException if it is encrypted, or of a kind that is not read
   * @throws IOException if it is cut, or is not one
   */
  static Footer read(String file, SeekableByteChannel in) throws IOException {
    ChannelBytes bytes = new ChannelBytes(in);
    long size = bytes.size();
    if (size < MAGIC_BYTES + TAIL_BYTES) {
      throw new IOException("it ends before its footer");
    }
    byte[] tail = new byte[TAIL_BYTES];
    bytes.read(size - TAIL_BYTES, tail, 0, TAIL_BYTES);
    String magic = new String(tail, Integer.BYTES, MAGIC_BYTES, StandardCharsets.ISO_8859_1);
    if (magic.equals(MAGIC_OF_ENCRYPTED)) {
      throw encrypted(file);
    }
    if (!magic.equals(MAGIC)) {
      throw new IOException("it does not end with the footer of a Parquet file");
    }
    int length = ByteBuffer.wrap(tail).order(ByteOrder.LITTLE_ENDIAN).getInt();
    if (length <= 0 || length > size - MAGIC_BYTES - TAIL_BYTES) {
      throw new IOException(
          "its footer is damaged (it would have %d bytes)".formatted(length & 0xFFFF_FFFFL));
    }
    byte[] footer = new byte[length];
    bytes.read(size - TAIL_BYTES - length, footer, 0, length);
    FileMetaData data = metaData(footer);
    if (data.isSetEncryption_algorithm()) {
      throw encrypted(file);
    }
    try {
      return new Footer(
          file,
          SchemaReader.schema(data.getSchema()),
          Optional.ofNullable(data.getCreated_by()).orElse(""),
          groups(file, data));
    } catch (RuntimeException e) {
      throw Damage.in("its schema", e);
    }
  }

  private static FileMetaData metaData(byte[] footer) throws IOException {
    try {
      return Util.readFileMetaData(new ByteArrayInputStream(footer));
    } catch (IOException | RuntimeException e) {
      throw Damage.in("its footer", e);
    }
  }

  private static List<RowGroup> groups(String file, FileMetaData data) throws RefusedFileException {
    List<RowGroup> groups = new ArrayList<>();
    long firstRow = 1;
    for (org.apache.parquet.format.RowGroup group : data.getRow_groups()) {
      Map<String, ColumnMetaData> chunks = new HashMap<>();
      long start = Long.MAX_VALUE;
      for (ColumnChunk chunk : group.getColumns()) {
        if (chunk.isSetCrypto_metadata()) {
          throw encrypted(file);
        }
        if (chunk.isSetFile_path()) {
          throw new RefusedFileException(
              file + " has no rows but names other files that have them; name those");
        }
        ColumnMetaData column = chunk.getMeta_data();
        // Now, because whoever looks at files before a run reads no further.
        Codec.of(column.getCodec(), file);
        chunks.put(RowGroup.path(column.getPath_in_schema()), column);
        start = Math.min(start, PageStream.start(column));
      }
      if (group.getNum_rows() > 0) {
        groups.add(new RowGroup(start, firstRow, group.getNum_rows(), chunks));
        firstRow += group.getNum_rows();
      }
    }
    return groups;
  }

  private static RefusedFileException encrypted(String file) {
    return new RefusedFileException(
        file + " is a Parquet file with encrypted columns; decrypt it first");
  }

  /** A file may be named after somebody. */
  @Override
  public String toString() {
    return "Footer[" + MaskedText.of(file) + "]";
  }
}
