package io.github.mailmodosource.contact;

import io.github.mailmodosource.coding.VersionedCoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** The columns, each as a whole: they are copied, not read call by call. */
final class IdentifyCallsCoder extends VersionedCoder<IdentifyCalls> {
  IdentifyCallsCoder() {
    super(1);
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
