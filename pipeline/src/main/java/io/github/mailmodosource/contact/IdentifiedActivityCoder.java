package io.github.mailmodosource.contact;

import io.github.mailmodosource.activity.Activity;
import io.github.mailmodosource.activity.ActivityCoder;
import io.github.mailmodosource.coding.VersionedCoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** The activity, the id, whether it is an anonymous one. */
public final class IdentifiedActivityCoder<A extends Activity>
    extends VersionedCoder<IdentifiedActivity<A>> {
  private final ActivityCoder<A> activities = ActivityCoder.of();

  private IdentifiedActivityCoder() {
    super(1);
  }

  public static <A extends Activity> IdentifiedActivityCoder<A> of() {
    return new IdentifiedActivityCoder<>();
  }

  @Override
  protected void write(IdentifiedActivity<A> identified, OutputStream out) throws IOException {
    activities.encode(identified.activity(), out);
    writeText(identified.identity().id(), out);
    writeNumber(identified.identity().anonymous() ? 1 : 0, out);
  }

  @Override
  protected IdentifiedActivity<A> read(InputStream in) throws IOException {
    return new IdentifiedActivity<>(
        activities.decode(in), new Identity(readText(in), readNumber(in) == 1));
  }
}
