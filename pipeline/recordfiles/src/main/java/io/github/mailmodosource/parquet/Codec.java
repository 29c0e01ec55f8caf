package io.github.mailmodosource.parquet;

import com.github.luben.zstd.Zstd;
import io.github.mailmodosource.files.RefusedFileException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.compressors.lz4.BlockLZ4CompressorInputStream;
import org.apache.parquet.format.CompressionCodec;
import org.xerial.snappy.Snappy;

/** Unpacks the pages of a column. */
@FunctionalInterface
interface Codec {
  /**
   * Unpacks some bytes.
   *
   * @param size how many they were
   * @throws IOException if they are not that many, or are no packed bytes
   */
  byte[] unpacked(byte[] packed, int size) throws IOException;

  /**
   * The codec that a column names.
   *
   * @throws RefusedFileException if there is none for it here
   */
  static Codec of(CompressionCodec codec, String file) throws RefusedFileException {
    return switch (codec) {
      case UNCOMPRESSED -> (packed, size) -> packed;
      case SNAPPY -> Codec::snappy;
      case GZIP ->
          (packed, size) -> all(new GZIPInputStream(new ByteArrayInputStream(packed)), size);
      case ZSTD -> Codec::zstd;
      case LZ4_RAW ->
          (packed, size) ->
              all(new BlockLZ4CompressorInputStream(new ByteArrayInputStream(packed)), size);
      case LZ4, LZO, BROTLI ->
          throw new RefusedFileException(
              file
                  + " is a Parquet file whose columns are compressed with "
                  + codec
                  + ", which is not read; write it with zstd, snappy, gzip or LZ4_RAW");
    };
  }

  private static byte[] snappy(byte[] packed, int size) throws IOException {
    if (Snappy.uncompressedLength(packed) != size) {
      throw new IOException("it unpacks to another size than it says");
    }
    return Snappy.uncompress(packed);
  }

  private static byte[] zstd(byte[] packed, int size) throws IOException {
    byte[] bytes = new byte[size];
    long result = Zstd.decompress(bytes, packed);
    if (Zstd.isError(result)) {
      throw new IOException(Zstd.getErrorName(result));
    }
    if (result != size) {
      throw new IOException("it unpacks to another size than it says");
    }
    return bytes;
  }

  private static byte[] all(InputStream in, int size) throws IOException {
    try (in) {
      byte[] bytes = in.readNBytes(size);
      // Only behind the last byte does a checksum come.
      if (bytes.length < size || in.read() >= 0) {
        throw new IOException("it unpacks to another size than it says");
      }
      return bytes;
    }
  }
}
