package io.github.mailmodosource.contact;

import io.github.mailmodosource.activity.GeneratedActivities;
import io.github.mailmodosource.activity.Occurrence;
import io.github.mailmodosource.rows.BadRowException;
import io.github.mailmodosource.rows.FieldReader;
import io.github.mailmodosource.rows.GeneratedRows;
import io.github.mailmodosource.rows.SourceRow;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Lookups per second and core; it also prints how many bytes of memory a contact takes. */
@State(Scope.Thread)
public class ContactIndexBenchmark {
  /** As {@link IdentifiedContacts} cuts about so many rows. */
  private static final int ROWS_OF_A_SHARD = 4_000;

  private final List<Occurrence> occurrences;
  private final ContactIndex index;
  private int next;

  public ContactIndexBenchmark() {
    occurrences = new ArrayList<>();
    GeneratedActivities.all().forEach(activity -> occurrences.add(activity.occurrence()));
    IdentifyCall[] calls = calls();
    long before = usedMemory();
    index = index(1 + calls.length / ROWS_OF_A_SHARD, calls);
    long bytes = usedMemory() - before;
    long contacts = List.of(calls).stream().map(IdentifyCall::email).distinct().count();
    System.out.printf(
        "# index: %,d bytes for %,d contacts (%,d identify calls): %.1f bytes each%n",
        bytes, contacts, calls.length, (double) bytes / contacts);
  }

  @Benchmark
  public @Nullable Identity lookUp() {
    Occurrence occurrence = occurrences.get(next);
    next = next + 1 == occurrences.size() ? 0 : next + 1;
    return index.at(occurrence.email(), occurrence.time());
  }

  private static IdentifyCall[] calls() {
    FieldReader fields = new FieldReader(IdentifyCallParser.mapping(), false);
    IdentifyCallParser parser = new IdentifyCallParser();
    List<IdentifyCall> calls = new ArrayList<>();
    for (SourceRow row : GeneratedRows.contacts()) {
      try {
        IdentifyCall call = parser.parse(fields.read(row));
        if (call != null) {
          calls.add(call);
        }
      } catch (BadRowException e) {
        throw new IllegalStateException("a generated contact is bad", e);
      }
    }
    return calls.toArray(IdentifyCall[]::new);
  }

  private static ContactIndex index(int shards, IdentifyCall[] calls) {
    Map<Integer, IdentifyCalls> parts = new HashMap<>();
    for (IdentifyCall call : calls) {
      int shard = EmailHash.shard(EmailHash.of(call.email()).high(), shards);
      parts.computeIfAbsent(shard, s -> new IdentifyCalls()).add(call);
    }
    return ContactIndex.of(
        parts.values().stream().map(part -> IndexShard.of(shards, part)).toList());
  }

  private static long usedMemory() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
