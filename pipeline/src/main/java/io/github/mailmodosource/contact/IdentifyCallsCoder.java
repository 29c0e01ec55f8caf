package io.github.mailmodosource.contact;

import io.github.mailmodosource.coding.VersionedCoder;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** The number of calls, then of each: both halves of the hash, the time, the identity. */
final class IdentifyCallsCoder extends VersionedCoder<IdentifyCalls> {
  IdentifyCallsCoder() {
    super(1);
  }

  @Override
  protected void write(IdentifyCalls calls, OutputStream out) throws IOException {
    DataOutputStream data = new DataOutputStream(out);
    data.writeInt(calls.size());
    for (int i = 0; i < calls.size(); i++) {
      data.writeLong(calls.high(i));
      data.writeLong(calls.low(i));
      data.writeLong(calls.nanos(i));
      writeBytes(calls.identityBytes(i), data);
    }
    data.flush();
  }

  @Override
  protected IdentifyCalls read(InputStream in) throws IOException {
    // No buffering: what follows in the stream is not ours.
    DataInputStream data = new DataInputStream(in);
    int size = data.readInt();
    IdentifyCalls calls = new IdentifyCalls();
    for (int i = 0; i < size; i++) {
      long high = data.readLong();
      long low = data.readLong();
      long nanos = data.readLong();
      byte[] identity = readBytes(data);
      calls.add(high, low, nanos, identity, 0, identity.length);
    }
    return calls.trimmed();
  }
}
