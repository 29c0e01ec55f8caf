package io.github.mailmodosource.rows;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.regex.Pattern;

/**
 * Rows that were no text where they were read, as a block of JSON: one line a row, each with its
 * key in front, as {@link RecordLines} has it. Not thread-safe: one for each source, used again for
 * each of its blocks.
 */
public final class RecordBlock {
  /** As the blocks of text are: larger ones are a burden to the collector of a small heap. */
  public static final int BLOCK_BYTES = 256 << 10;

  private static final int MOST_KEY_CHARS = 200;
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8).build();

  private final String source;
  private final int blockBytes;
  private ByteArrayOutputStream block;

  /**
   * Writes the fields of a row.
   *
   * @param <E> what may fail besides a value
   */
  @FunctionalInterface
  public interface Fields<E extends Exception> {
    /**
     * Writes them into the row's object.
     *
     * @return what could not be read; empty if all could
     */
    String write(JsonGenerator json) throws IOException, E;
  }

  /**
   * An empty block.
   *
   * @param source what the rows' sources begin with
   * @param blockBytes about how large a block becomes
   */
  public RecordBlock(String source, int blockBytes) {
    this.source = source;
    this.blockBytes = blockBytes;
    block = empty();
  }

  public boolean isEmpty() {
    return block.size() == 0;
  }

  public boolean isFull() {
    return block.size() >= blockBytes;
  }

  /**
   * The rows that were added, and an empty block again.
   *
   * @param position of the block within all that its source becomes; {@link
   *     SourceRow#UNKNOWN_POSITION} if nobody goes on from there
   */
  public RowBlock take(long position) {
    byte[] rows = block.toByteArray();
    block = empty();
    return new RowBlock(source, position, 0, RowFormat.TABLE, null, 0, rows);
  }

  /**
   * Adds a row.
   *
   * @param key names it within its source, for a person: {@code id=17}
   */
  public <E extends Exception> void add(String key, Fields<E> row) throws E {
    append(key, row, block);
  }

  /** A row as it stands in a block, of which it does not become a part. */
  public <E extends Exception> byte[] line(String key, Fields<E> row) throws E {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    append(key, row, line);
    return line.toByteArray();
  }

  /** Adds what {@link #line} gave. */
  public void add(byte[] line) {
    block.writeBytes(line);
  }

  private ByteArrayOutputStream empty() {
    return new ByteArrayOutputStream(blockBytes + (blockBytes >> 3));
  }

  private static <E extends Exception> void append(
      String key, Fields<E> row, ByteArrayOutputStream out) throws E {
    ByteArrayOutputStream object = new ByteArrayOutputStream();
    String problem;
    try (JsonGenerator json = JSON.createGenerator(object, JsonEncoding.UTF8)) {
      json.writeStartObject();
      problem = row.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("nothing is written but to memory", e);
    }
    RecordLines.append(plain(key), plain(problem), object.toByteArray(), out);
  }

  /** One short line without tabs, as the block's lines need it. */
  private static String plain(String text) {
    String line = CONTROL.matcher(text).replaceAll(" ");
    return line.length() > MOST_KEY_CHARS ? line.substring(0, MOST_KEY_CHARS) : line;
  }
}
