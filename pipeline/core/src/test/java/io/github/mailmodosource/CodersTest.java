package io.github.mailmodosource;

import io.github.mailmodosource.activity.ActivitySamples;
import io.github.mailmodosource.coding.CoderSamples;
import io.github.mailmodosource.coding.CodersContract;
import io.github.mailmodosource.contact.ContactSamples;
import io.github.mailmodosource.contact.IdentifiedActivity;
import io.github.mailmodosource.contact.IdentifyCall;
import io.github.mailmodosource.deadletter.DeadLetterSamples;
import io.github.mailmodosource.event.EventSamples;
import io.github.mailmodosource.files.FileUnitSamples;
import io.github.mailmodosource.files.WatchMarkSamples;
import io.github.mailmodosource.judge.JudgeSamples;
import io.github.mailmodosource.rows.RowSamples;
import io.github.mailmodosource.rows.SourceRow;
import io.github.mailmodosource.table.PollMarkSamples;
import io.github.mailmodosource.table.TablePartitionSamples;
import io.github.mailmodosource.track.TrackCoderSamples;
import io.github.mailmodosource.warehouse.ColumnDifference;
import io.github.mailmodosource.warehouse.WarehouseRowSamples;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The coders of the library, and what they code. */
class CodersTest extends CodersContract {
  CodersTest() {
    super(
        "core",
        Stream.of(
                ActivitySamples.coders(),
                ContactSamples.coders(),
                DeadLetterSamples.coders(),
                EventSamples.coders(),
                WatchMarkSamples.coders(),
                JudgeSamples.coders(),
                RowSamples.coders(),
                TablePartitionSamples.coders(),
                PollMarkSamples.coders(),
                TrackCoderSamples.coders(),
                WarehouseRowSamples.coders())
            .<CoderSamples<?>>flatMap(List::stream)
            .toList(),
        known(),
        List.of(IdentifiedActivity.class, IdentifyCall.class, ColumnDifference.class));
  }

  private static Map<Class<?>, Supplier<?>> known() {
    Map<Class<?>, Supplier<?>> known = new HashMap<>();
    known.put(SourceRow.class, RowSamples::telltale);
    known.putAll(EventSamples.telltales());
    known.putAll(ContactSamples.telltales());
    known.putAll(FileUnitSamples.telltales());
    known.putAll(WatchMarkSamples.telltales());
    return known;
  }
}
