package io.github.mailmodosource.contact;

import io.github.mailmodosource.coding.VersionedCoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** All calls at once: they are copied, not read one by one. */
final class IdentifyCallsCoder extends VersionedCoder<IdentifyCalls> {
  IdentifyCallsCoder() {
    super(2);
  }

  @Override
  protected void write(IdentifyCalls calls, OutputStream out) throws IOException {
    writeBytes(calls.toBytes(), out);
  }

  @Override
  protected IdentifyCalls read(InputStream in) throws IOException {
    return IdentifyCalls.fromBytes(readBytes(in));
  }
}
