package io.github.mailmodosource.files;

import io.github.mailmodosource.rows.RowFormat;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.apache.beam.sdk.io.Compression;
import org.jspecify.annotations.Nullable;

/** What the first bytes of a file say that it is. */
enum Magic {
  GZIP("1f8b", Compression.GZIP),
  BZIP2("425a68", Compression.BZIP2),
  ZSTD("28b52ffd", Compression.ZSTD),
  ZIP("504b0304", "is a zip archive, as an Excel workbook is too; unpack it or save it as CSV"),
  EMPTY_ZIP("504b0506", "is an empty zip archive"),
  PARQUET("50415231", RowFormat.PARQUET, "a Parquet file"),
  ENCRYPTED_PARQUET("50415245", "is an encrypted Parquet file; decrypt it first"),
  AVRO("4f626a01", RowFormat.AVRO, "an Avro file"),
  XZ("fd377a585a00", "is compressed with xz; unpack it, or compress it with gzip or zstd"),
  SEVEN_ZIP("377abcaf271c", "is a 7-Zip archive; unpack it"),
  OLD_EXCEL("d0cf11e0a1b11ae1", "is an Excel workbook; save it as CSV"),
  PDF("255044462d", "is a PDF; export JSON lines (.jsonl) or CSV (.csv)");

  private static final List<Magic> ALL = List.of(values());

  /** How many bytes have to be looked at. */
  static final int BYTES = 10;

  @SuppressWarnings("ImmutableEnumChecker") // never written
  private final byte[] bytes;

  private final @Nullable Compression compression;
  private final @Nullable RowFormat records;
  private final String words;

  Magic(String hex, Compression compression) {
    this(hex, compression, null, "a compressed file");
  }

  Magic(String hex, RowFormat records, String noun) {
    this(hex, null, records, noun);
  }

  Magic(String hex, String refusal) {
    this(hex, null, null, refusal);
  }

  Magic(String hex, @Nullable Compression compression, @Nullable RowFormat records, String words) {
    this.bytes = HexFormat.of().parseHex(hex);
    this.compression = compression;
    this.records = records;
    this.words = words;
  }

  /** What begins so; null for text. */
  static @Nullable Magic of(byte[] head, int length) {
    for (Magic magic : ALL) {
      if (length >= magic.bytes.length && magic.agrees(head, length)) {
        return magic;
      }
    }
    return null;
  }

  /** That of the files of a format of records. */
  static Magic of(RowFormat records) {
    return ALL.stream().filter(magic -> magic.records == records).findFirst().orElseThrow();
  }

  /**
   * What a name or an option promises whose first bytes these would be, if there were more; null if
   * there is no such promise.
   *
   * @param told the format that name or option tell; null if they tell none
   */
  static @Nullable Magic cut(String name, @Nullable RowFormat told, byte[] head, int length) {
    Compression packed = Compression.detect(name.toLowerCase(Locale.ROOT));
    for (Magic magic : ALL) {
      boolean promised =
          packed == Compression.UNCOMPRESSED
              ? told != null && magic.records == told
              : magic.compression == packed;
      if (promised) {
        return length < magic.bytes.length && magic.agrees(head, length) ? magic : null;
      }
    }
    return null;
  }

  /** What the ending of a name stands for if that is refused; else null. */
  static @Nullable Magic refusedByEnding(String name) {
    return name.toLowerCase(Locale.ROOT).endsWith(".zip") ? ZIP : null;
  }

  /** How to unpack it; null if it cannot be read. */
  @Nullable Compression compression() {
    return compression;
  }

  /** The format whose files begin so; null if they have no records. */
  @Nullable RowFormat records() {
    return records;
  }

  /** What such a file is, in a sentence: {@code an Avro file}, {@code a compressed file}. */
  String noun() {
    return words;
  }

  /** Why it cannot be read, and what to do, behind the file's name. */
  String refusal() {
    return compression == null ? words : "is packed more than three times; unpack it";
  }

  private boolean agrees(byte[] head, int length) {
    for (int i = 0; i < Math.min(length, bytes.length); i++) {
      if (head[i] != bytes[i]) {
        return false;
      }
    }
    // "BZh" alone could be a word.
    return this != BZIP2 || length < 4 || (head[3] >= '1' && head[3] <= '9');
  }
}
