package io.github.mailmodosource.parquet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DataPageV2;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Util;
import org.jspecify.annotations.Nullable;

/**
 * The pages of a column of a row group, each read when it is asked for: what is in memory of a row
 * group is a page of each column, and its dictionary, however large the group is.
 */
final class ColumnPages implements PageReader {
  /** Writers make pages of one MB; what says that it is larger than this is damaged. */
  private static final int MOST_BYTES = 1 << 29;

  /** Nobody asks for them where all rows are read. */
  private static final @Nullable Statistics<?> NO_STATISTICS = null;

  private final PageStream in;
  private final Codec codec;
  private final long values;
  private long read;
  private @Nullable PageHeader header;

  ColumnPages(ChannelBytes file, ColumnMetaData data, Codec codec) throws IOException {
    long start = PageStream.start(data);
    // Some writers do not count the dictionary's header, so the end of the file is the limit.
    in = new PageStream(file, start, Math.max(0, file.size() - start));
    this.codec = codec;
    values = data.getNum_values();
  }

  @Override
  public long getTotalValueCount() {
    return values;
  }

  @Override
  public @Nullable DictionaryPage readDictionaryPage() {
    try {
      PageHeader page = header();
      if (page.getType() != PageType.DICTIONARY_PAGE) {
        return null;
      }
      header = null;
      DictionaryPageHeader dictionary = page.getDictionary_page_header();
      return new DictionaryPage(
          unpacked(body(page), page.getUncompressed_page_size()),
          dictionary.getNum_values(),
          encoding(dictionary.getEncoding()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public @Nullable DataPage readPage() {
    try {
      while (read < values) {
        PageHeader page = header();
        header = null;
        byte[] body = body(page);
        switch (page.getType()) {
          case DATA_PAGE -> {
            read += page.getData_page_header().getNum_values();
            return page(page, page.getData_page_header(), body);
          }
          case DATA_PAGE_V2 -> {
            read += page.getData_page_header_v2().getNum_values();
            return page(page, page.getData_page_header_v2(), body);
          }
          default -> {
            // An index, or a second dictionary, which there must not be.
          }
        }
      }
      return null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private PageHeader header() throws IOException {
    PageHeader known = header;
    if (known == null) {
      known = Util.readPageHeader(in);
      header = known;
    }
    return known;
  }

  private byte[] body(PageHeader page) throws IOException {
    checkSize(page.getCompressed_page_size());
    checkSize(page.getUncompressed_page_size());
    byte[] body = in.take(page.getCompressed_page_size());
    if (page.isSetCrc()) {
      CRC32 crc = new CRC32();
      crc.update(body);
      if ((int) crc.getValue() != page.getCrc()) {
        throw new IOException("the checksum of a page is wrong");
      }
    }
    return body;
  }

  private static void checkSize(int bytes) throws IOException {
    if (bytes < 0 || bytes > MOST_BYTES) {
      throw new IOException("a page would have %d bytes".formatted(bytes & 0xFFFF_FFFFL));
    }
  }

  private DataPage page(PageHeader page, DataPageHeader data, byte[] body) throws IOException {
    return new DataPageV1(
        unpacked(body, page.getUncompressed_page_size()),
        data.getNum_values(),
        page.getUncompressed_page_size(),
        NO_STATISTICS,
        encoding(data.getRepetition_level_encoding()),
        encoding(data.getDefinition_level_encoding()),
        encoding(data.getEncoding()));
  }

  private DataPage page(PageHeader page, DataPageHeaderV2 data, byte[] body) throws IOException {
    int repetition = data.getRepetition_levels_byte_length();
    int levels = repetition + data.getDefinition_levels_byte_length();
    if (repetition < 0 || levels < repetition || levels > body.length) {
      throw new IOException("the levels of a page are longer than the page");
    }
    byte[] packed = Arrays.copyOfRange(body, levels, body.length);
    int size = page.getUncompressed_page_size() - levels;
    return DataPageV2.uncompressed(
        data.getNum_rows(),
        data.getNum_nulls(),
        data.getNum_values(),
        BytesInput.from(body, 0, repetition),
        BytesInput.from(body, repetition, levels - repetition),
        encoding(data.getEncoding()),
        data.isIs_compressed() && packed.length > 0
            ? unpacked(packed, size)
            : BytesInput.from(packed),
        NO_STATISTICS);
  }

  private BytesInput unpacked(byte[] packed, int size) throws IOException {
    return BytesInput.from(codec.unpacked(packed, size));
  }

  private static Encoding encoding(org.apache.parquet.format.Encoding encoding) {
    return Encoding.valueOf(encoding.name());
  }
}
