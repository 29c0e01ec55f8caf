package io.github.mailmodosource.match;

import io.github.mailmodosource.coding.VersionedCoder;
import io.github.mailmodosource.event.TrackEvent;
import io.github.mailmodosource.event.TrackEventCoder;
import io.github.mailmodosource.warehouse.WarehouseRow;
import io.github.mailmodosource.warehouse.WarehouseRowCoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** One of the two sides of the match: an event that should be there, or a row that is. */
record Side(@Nullable TrackEvent expected, @Nullable WarehouseRow actual) {
  static Side of(TrackEvent event) {
    return new Side(event, null);
  }

  static Side of(WarehouseRow row) {
    return new Side(null, row);
  }

  /** What both sides are matched on. */
  String id() {
    if (expected != null) {
      return expected.messageId();
    }
    return actual == null ? "" : actual.id();
  }

  /** Which side, then the event or the row. */
  static final class SideCoder extends VersionedCoder<Side> {
    private static final int EXPECTED = 0;
    private static final int ACTUAL = 1;
    private static final SideCoder INSTANCE = new SideCoder();

    private SideCoder() {
      super(1);
    }

    static SideCoder of() {
      return INSTANCE;
    }

    @Override
    protected void write(Side side, OutputStream out) throws IOException {
      if (side.expected() != null) {
        out.write(EXPECTED);
        TrackEventCoder.of().encode(side.expected(), out);
      } else if (side.actual() != null) {
        out.write(ACTUAL);
        WarehouseRowCoder.of().encode(side.actual(), out);
      }
    }

    @Override
    protected Side read(InputStream in) throws IOException {
      return in.read() == EXPECTED
          ? Side.of(TrackEventCoder.of().decode(in))
          : Side.of(WarehouseRowCoder.of().decode(in));
    }
  }
}
