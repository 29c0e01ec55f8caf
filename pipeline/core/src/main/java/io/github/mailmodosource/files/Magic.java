package io.github.mailmodosource.files;

import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.apache.beam.sdk.io.Compression;
import org.jspecify.annotations.Nullable;

/** What the first bytes of a file say that it is. */
enum Magic {
  GZIP("1f8b", Compression.GZIP, ""),
  BZIP2("425a68", Compression.BZIP2, ""),
  ZSTD("28b52ffd", Compression.ZSTD, ""),
  ZIP(
      "504b0304",
      null,
      "is a zip archive, as an Excel workbook is too; unpack it or save it as CSV"),
  EMPTY_ZIP("504b0506", null, "is an empty zip archive"),
  PARQUET("50415231", null, Magic.NOT_YET),
  AVRO("4f626a01", null, Magic.NOT_YET),
  XZ("fd377a585a00", null, "is compressed with xz; unpack it, or compress it with gzip or zstd"),
  SEVEN_ZIP("377abcaf271c", null, "is a 7-Zip archive; unpack it"),
  OLD_EXCEL("d0cf11e0a1b11ae1", null, "is an Excel workbook; save it as CSV"),
  PDF("255044462d", null, "is a PDF; export JSON lines (.jsonl) or CSV (.csv)");

  private static final String NOT_YET =
      "is a Parquet or Avro file, which cannot be read yet; export JSON lines (.jsonl) or CSV"
          + " (.csv), or query Parquet files through DuckDB (see the README)";
  private static final List<Magic> ALL = List.of(values());

  /** How many bytes have to be looked at. */
  static final int BYTES = 10;

  @SuppressWarnings("ImmutableEnumChecker") // never written
  private final byte[] bytes;

  private final @Nullable Compression compression;
  private final String refusal;

  Magic(String hex, @Nullable Compression compression, String refusal) {
    this.bytes = HexFormat.of().parseHex(hex);
    this.compression = compression;
    this.refusal = refusal;
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

  /** Whether a name promises a compression whose first bytes these would be, if there were more. */
  static boolean isCut(String name, byte[] head, int length) {
    Compression promised = Compression.detect(name.toLowerCase(Locale.ROOT));
    for (Magic magic : ALL) {
      if (magic.compression == promised && length < magic.bytes.length) {
        return magic.agrees(head, length);
      }
    }
    return false;
  }

  /** Whether the ending of a name stands for something that is refused. */
  static @Nullable Magic refusedByEnding(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".parquet")
        ? PARQUET
        : lower.endsWith(".avro") ? AVRO : lower.endsWith(".zip") ? ZIP : null;
  }

  /** How to unpack it; null if it cannot be read. */
  @Nullable Compression compression() {
    return compression;
  }

  /** Why it cannot be read, and what to do, behind the file's name. */
  String refusal() {
    return refusal;
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
