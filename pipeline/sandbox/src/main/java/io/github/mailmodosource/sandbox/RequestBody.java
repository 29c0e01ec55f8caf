package io.github.mailmodosource.sandbox;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Reads the body of a request, gzip or plain. */
final class RequestBody {
  /** Segment's words for what is too large (segment-docs issue 7422). */
  static final String PAYLOAD_LIMIT = "Exceed payload limit: ";

  private static final int BUFFER_BYTES = 32 * 1024;

  private RequestBody() {}

  /**
   * Reads a body whole. What exceeds the limit is read too and thrown away: an answer in the middle
   * of an upload makes many clients see a broken connection instead of the reason.
   *
   * @param encoding the Content-Encoding header, or null
   * @param maxBytes the most that the body may have, uncompressed
   * @throws Refusal if it has more, or is not in that encoding
   * @throws IOException if the client goes away
   */
  static byte[] read(InputStream in, @Nullable String encoding, int maxBytes)
      throws Refusal, IOException {
    // Gzip adds a few bytes to what it cannot compress.
    byte[] raw = in.readNBytes(maxBytes + BUFFER_BYTES);
    in.transferTo(OutputStream.nullOutputStream());
    if (encoding == null || encoding.equalsIgnoreCase("identity")) {
      return checkSize(raw, maxBytes);
    }
    if (encoding.equalsIgnoreCase("gzip")) {
      return checkSize(unzip(raw, maxBytes), maxBytes);
    }
    throw Refusal.badRequest("Content-Encoding must be gzip or identity");
  }

  private static byte[] unzip(byte[] raw, int maxBytes) throws Refusal {
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(raw), BUFFER_BYTES)) {
      return in.readNBytes(maxBytes + 1);
    } catch (IOException e) {
      throw Refusal.badRequest("the body is not valid gzip: " + e.getMessage());
    }
  }

  private static byte[] checkSize(byte[] body, int maxBytes) throws Refusal {
    if (body.length > maxBytes) {
      throw Refusal.badRequest(
          PAYLOAD_LIMIT + "the body has more than " + maxBytes + " bytes uncompressed");
    }
    return body;
  }
}
