package io.github.mailmodosource.coding;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.beam.sdk.coders.CustomCoder;
import org.apache.beam.sdk.util.VarInt;
import org.jspecify.annotations.Nullable;

/**
 * A coder whose bytes begin with a version, so that a savepoint from another release is refused
 * with a clear line instead of being read as rubbish. Subclasses write and read the same fields in
 * the same order; a change of fields is a new version.
 */
public abstract class VersionedCoder<T> extends CustomCoder<T> {
  /** Room for more is not made before the bytes have come: a broken length may be anything. */
  private static final int TRUSTED_LENGTH = 16 << 20;

  private final int version;

  protected VersionedCoder(int version) {
    this.version = version;
  }

  protected abstract void write(T value, OutputStream out) throws IOException;

  protected abstract T read(InputStream in) throws IOException;

  @Override
  public final void encode(T value, OutputStream out) throws IOException {
    out.write(version);
    write(value, out);
  }

  @Override
  public final T decode(InputStream in) throws IOException {
    int found = in.read();
    if (found != version) {
      throw new IOException(
          getClass().getSimpleName()
              + " reads version "
              + version
              + ", but these bytes have version "
              + found
              + ": start without the old state");
    }
    return read(in);
  }

  @Override
  public void verifyDeterministic() throws NonDeterministicException {}

  // Two coders of the same class, and only those, write the same bytes.
  @SuppressWarnings("EqualsGetClass")
  @Override
  public boolean equals(@Nullable Object other) {
    return other != null && getClass() == other.getClass();
  }

  @Override
  public int hashCode() {
    return getClass().hashCode();
  }

  protected static void writeNumber(long value, OutputStream out) throws IOException {
    VarInt.encode(value, out);
  }

  protected static long readNumber(InputStream in) throws IOException {
    return VarInt.decodeLong(in);
  }

  /** A code of an enum, 0 to 255: one byte. Codes are written out, so that constants may move. */
  protected static void writeCode(int code, OutputStream out) throws IOException {
    out.write(code);
  }

  protected static int readCode(InputStream in) throws IOException {
    int code = in.read();
    if (code < 0) {
      throw new EOFException();
    }
    return code;
  }

  protected static void writeBytes(byte[] bytes, int offset, int length, OutputStream out)
      throws IOException {
    VarInt.encode(length, out);
    out.write(bytes, offset, length);
  }

  protected static void writeBytes(byte[] bytes, OutputStream out) throws IOException {
    writeBytes(bytes, 0, bytes.length, out);
  }

  protected static byte[] readBytes(InputStream in) throws IOException {
    return readBytes(VarInt.decodeInt(in), in);
  }

  private static byte[] readBytes(int length, InputStream in) throws IOException {
    if (length < 0 || length > TRUSTED_LENGTH) {
      byte[] bytes = in.readNBytes(length);
      if (bytes.length < length) {
        throw new EOFException();
      }
      return bytes;
    }
    byte[] bytes = new byte[length];
    if (in.readNBytes(bytes, 0, length) < length) {
      throw new EOFException();
    }
    return bytes;
  }

  protected static void writeText(String text, OutputStream out) throws IOException {
    writeBytes(text.getBytes(StandardCharsets.UTF_8), out);
  }

  protected static String readText(InputStream in) throws IOException {
    return new String(readBytes(in), StandardCharsets.UTF_8);
  }

  /** Null is length 0; a text is its length and one, then its bytes. */
  protected static void writeOptionalBytes(byte @Nullable [] bytes, OutputStream out)
      throws IOException {
    if (bytes == null) {
      VarInt.encode(0, out);
    } else {
      VarInt.encode(bytes.length + 1, out);
      out.write(bytes);
    }
  }

  protected static byte @Nullable [] readOptionalBytes(InputStream in) throws IOException {
    int length = VarInt.decodeInt(in) - 1;
    if (length < 0) {
      return null;
    }
    return readBytes(length, in);
  }

  protected static void writeOptionalText(@Nullable String text, OutputStream out)
      throws IOException {
    writeOptionalBytes(text == null ? null : text.getBytes(StandardCharsets.UTF_8), out);
  }

  protected static @Nullable String readOptionalText(InputStream in) throws IOException {
    byte[] bytes = readOptionalBytes(in);
    return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
  }
}
