package io.github.mailmodosource.segment;

import io.github.mailmodosource.track.TrackEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/**
 * The body of one request, compressed as far as it is known before the request's turn comes: that
 * takes its time, and {@code sentAt} can be written only when the request leaves.
 */
final class RequestBody {
  private final SegmentSettings settings;
  private final Bytes bytes;
  private final OutputStream out;

  RequestBody(List<TrackEvent> events, SegmentSettings settings) {
    this.settings = settings;
    int size = 0;
    for (TrackEvent event : events) {
      size += BatchBody.bytesOf(event);
    }
    bytes = new Bytes((settings.gzip() ? size / 4 : size) + 1024);
    try {
      out = settings.gzip() ? new GZIPOutputStream(bytes, 8192) : bytes;
      BatchBody.writeEvents(events, out);
    } catch (IOException e) {
      throw inMemory(e);
    }
  }

  /** The whole body; to be called once. */
  ByteBuffer finish(Instant sentAt) {
    try {
      out.write(BatchBody.end(settings.shared(), sentAt));
      out.close();
    } catch (IOException e) {
      throw inMemory(e);
    }
    return bytes.view();
  }

  private static UncheckedIOException inMemory(IOException e) {
    return new UncheckedIOException("memory does not fail to be written", e);
  }

  /** Shows what was written without a copy. */
  private static final class Bytes extends ByteArrayOutputStream {
    Bytes(int size) {
      super(size);
    }

    ByteBuffer view() {
      return ByteBuffer.wrap(buf, 0, count);
    }
  }
}
