package io.github.mailmodosource.judge;

import io.github.mailmodosource.activity.Activity;
import io.github.mailmodosource.activity.ActivityCoder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Activities that wait for a contact, as bytes: as objects each would hold the whole block of rows
 * that it was read from, and a runner may keep state as it was given.
 *
 * @param since when they began to wait, in ms since 1970
 * @param activities one behind the other, as {@link ActivityCoder} writes them; not to be changed
 */
record HeldActivities(long since, byte[] activities) {
  /** What a block costs besides its activities, about. */
  private static final int BLOCK_BYTES = 64;

  private static final ActivityCoder<Activity> CODER = ActivityCoder.of();

  static HeldActivities of(long since, List<Activity> activities) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      for (Activity activity : activities) {
        CODER.encode(activity, out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("nothing is written but to memory", e);
    }
    return new HeldActivities(since, out.toByteArray());
  }

  List<Activity> read() {
    List<Activity> read = new ArrayList<>();
    InputStream in = new ByteArrayInputStream(activities);
    try {
      while (in.available() > 0) {
        read.add(CODER.decode(in));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return read;
  }

  /** How much memory it takes, about. */
  long size() {
    return (long) activities.length + BLOCK_BYTES;
  }

  /** Runners log elements when they are told to: nobody is named. */
  @Override
  public String toString() {
    return "HeldActivities[" + activities.length + " bytes, " + since + "]";
  }
}
