package io.github.mailmodosource.judge;

import io.github.mailmodosource.coding.VersionedCoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Since when, then the activities as they are held. */
final class HeldActivitiesCoder extends VersionedCoder<HeldActivities> {
  private static final HeldActivitiesCoder INSTANCE = new HeldActivitiesCoder();

  private HeldActivitiesCoder() {
    super(1);
  }

  static HeldActivitiesCoder of() {
    return INSTANCE;
  }

  @Override
  protected void write(HeldActivities held, OutputStream out) throws IOException {
    writeNumber(held.since(), out);
    writeBytes(held.activities(), out);
  }

  @Override
  protected HeldActivities read(InputStream in) throws IOException {
    return new HeldActivities(readNumber(in), readBytes(in));
  }
}
