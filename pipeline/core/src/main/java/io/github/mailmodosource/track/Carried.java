package io.github.mailmodosource.track;

import io.github.mailmodosource.coding.VersionedCoder;
import io.github.mailmodosource.event.EventBlock;
import io.github.mailmodosource.event.EventBlockCoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * What travels through the seven typed steps: a block whose step is still to come, or the events
 * that a step has made. Exactly one of both.
 */
record Carried(@Nullable ActivityBlock activities, @Nullable EventBlock events) {
  static Carried of(ActivityBlock activities) {
    return new Carried(activities, null);
  }

  static Carried of(EventBlock events) {
    return new Carried(null, events);
  }

  @Override
  public String toString() {
    return "Carried[" + (activities == null ? "events" : activities) + "]";
  }

  /** Which of both, then the block. */
  static final class CarriedCoder extends VersionedCoder<Carried> {
    private static final int ACTIVITIES = 1;
    private static final int EVENTS = 2;
    private static final CarriedCoder INSTANCE = new CarriedCoder();
    private static final EventBlockCoder EVENT_BLOCK = new EventBlockCoder();

    private CarriedCoder() {
      super(1);
    }

    static CarriedCoder of() {
      return INSTANCE;
    }

    @Override
    protected void write(Carried carried, OutputStream out) throws IOException {
      if (carried.activities() != null) {
        out.write(ACTIVITIES);
        ActivityBlockCoder.of().encode(carried.activities(), out);
      } else if (carried.events() != null) {
        out.write(EVENTS);
        EVENT_BLOCK.encode(carried.events(), out);
      }
    }

    @Override
    protected Carried read(InputStream in) throws IOException {
      return in.read() == ACTIVITIES
          ? Carried.of(ActivityBlockCoder.of().decode(in))
          : Carried.of(EVENT_BLOCK.decode(in));
    }
  }
}
