package io.github.mailmodosource.contact;

import io.github.mailmodosource.coding.VersionedCoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** The calls of the shard, which are sorted already. */
final class IndexShardCoder extends VersionedCoder<IndexShard> {
  private static final IdentifyCallsCoder CALLS = new IdentifyCallsCoder();

  IndexShardCoder() {
    super(2);
  }

  @Override
  protected void write(IndexShard index, OutputStream out) throws IOException {
    writeNumber(index.shards(), out);
    CALLS.encode(index.calls(), out);
  }

  @Override
  protected IndexShard read(InputStream in) throws IOException {
    return IndexShard.ofSorted((int) readNumber(in), CALLS.decode(in));
  }
}
