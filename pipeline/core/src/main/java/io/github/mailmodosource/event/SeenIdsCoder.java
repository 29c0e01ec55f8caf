package io.github.mailmodosource.event;

import io.github.mailmodosource.coding.Hash128;
import io.github.mailmodosource.coding.VersionedCoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.List;

/** The number of runs; of each its two times, then its ids, 16 bytes each. */
final class SeenIdsCoder extends VersionedCoder<SeenIds> {
  SeenIdsCoder() {
    super(1);
  }

  @Override
  protected void write(SeenIds ids, OutputStream out) throws IOException {
    writeNumber(ids.runs().size(), out);
    for (SeenIds.Run run : ids.runs()) {
      writeNumber(run.from(), out);
      writeNumber(run.to(), out);
      ByteBuffer bytes = ByteBuffer.allocate(run.size() * Hash128.BYTES);
      for (int i = 0; i < run.size(); i++) {
        Hash128 id = run.get(i);
        bytes.putLong(id.high()).putLong(id.low());
      }
      writeBytes(bytes.array(), out);
    }
  }

  @Override
  protected SeenIds read(InputStream in) throws IOException {
    long count = readNumber(in);
    List<SeenIds.Run> runs = new ArrayList<>();
    for (long i = 0; i < count; i++) {
      long from = readNumber(in);
      long to = readNumber(in);
      LongBuffer ids = ByteBuffer.wrap(readBytes(in)).asLongBuffer();
      long[] hashes = new long[ids.remaining()];
      ids.get(hashes);
      runs.add(new SeenIds.Run(from, to, hashes));
    }
    return new SeenIds(runs);
  }
}
