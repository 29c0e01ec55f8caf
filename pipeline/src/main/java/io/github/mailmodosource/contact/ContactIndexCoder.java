package io.github.mailmodosource.contact;

import io.github.mailmodosource.coding.VersionedCoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** The calls of the index, which are sorted already. */
final class ContactIndexCoder extends VersionedCoder<ContactIndex> {
  private static final IdentifyCallsCoder CALLS = new IdentifyCallsCoder();

  ContactIndexCoder() {
    super(1);
  }

  @Override
  protected void write(ContactIndex index, OutputStream out) throws IOException {
    CALLS.encode(index.calls(), out);
  }

  @Override
  protected ContactIndex read(InputStream in) throws IOException {
    return ContactIndex.ofSorted(CALLS.decode(in));
  }
}
