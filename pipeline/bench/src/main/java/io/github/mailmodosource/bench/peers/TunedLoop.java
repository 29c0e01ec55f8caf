package io.github.mailmodosource.bench.peers;

import io.github.mailmodosource.activity.Activity;
import io.github.mailmodosource.activity.ActivityParser;
import io.github.mailmodosource.activity.ActivityRows;
import io.github.mailmodosource.activity.EventType;
import io.github.mailmodosource.activity.PlausibleTimes;
import io.github.mailmodosource.activity.TimeParser;
import io.github.mailmodosource.contact.ContactIndex;
import io.github.mailmodosource.contact.ContactReading;
import io.github.mailmodosource.contact.Gate;
import io.github.mailmodosource.contact.GateKeeper;
import io.github.mailmodosource.contact.IdentifiedActivity;
import io.github.mailmodosource.contact.IdentifyCallParser;
import io.github.mailmodosource.files.InputFiles;
import io.github.mailmodosource.option.SecretReference;
import io.github.mailmodosource.rows.RowBlock;
import io.github.mailmodosource.segment.PlainSender;
import io.github.mailmodosource.track.PlainTracker;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Our own classes without Beam: the reader, the parser, the gate, the typed functions, the packer
 * and the client of {@code core}, called one after the other by a few threads. It is the limit of
 * this code on a machine; what {@code send} takes longer is what the framework costs. As the loop,
 * it removes no duplicates, and has no retry, no dead letters, no report and no pace.
 *
 * <p>Arguments: activity file, contact file, address, threads. Prints how many events it sent.
 */
public final class TunedLoop implements Callable<Long> {
  private final BlockingQueue<Optional<RowBlock>> queue;
  private final ActivityRows rows;
  private final GateKeeper gate = new GateKeeper(Gate.Mode.AS_OF);
  private final PlainTracker tracker = new PlainTracker();
  private final PlainSender sender;
  private final Map<EventType, List<IdentifiedActivity<Activity>>> passed =
      new EnumMap<>(EventType.class);

  private TunedLoop(
      BlockingQueue<Optional<RowBlock>> queue, ContactIndex contacts, PlainSender sender) {
    this.queue = queue;
    rows =
        new ActivityRows(
            ActivityParser.mapping(),
            new TimeParser(ZoneOffset.UTC),
            PlausibleTimes.asOf(Instant.now()),
            false);
    gate.open(contacts);
    this.sender = sender;
  }

  public static void main(String[] args) throws Exception {
    System.out.println(
        send(
            Path.of(args[0]),
            Path.of(args[1]),
            args[2],
            SecretReference.parse("env:SEGMENT_WRITE_KEY"),
            Integer.parseInt(args[3])));
  }

  /** Returns how many events were sent. */
  static long send(Path activity, Path contacts, String server, SecretReference key, int threads)
      throws Exception {
    ContactReading reading =
        new ContactReading(
            IdentifyCallParser.mapping(), new IdentifyCallParser(new TimeParser(ZoneOffset.UTC)));
    InputFiles.of(contacts.toString(), null).reader().read(block -> block.forEachRow(reading::add));
    ContactIndex index = reading.finish();
    BlockingQueue<Optional<RowBlock>> queue = new ArrayBlockingQueue<>(16);
    ExecutorService workers = Executors.newFixedThreadPool(threads);
    List<Future<Long>> counts = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      counts.add(workers.submit(new TunedLoop(queue, index, new PlainSender(server, key))));
    }
    InputFiles.of(activity.toString(), null).reader().read(block -> put(queue, block));
    for (int i = 0; i < threads; i++) {
      queue.put(Optional.empty());
    }
    long all = 0;
    for (Future<Long> count : counts) {
      all += count.get();
    }
    workers.shutdown();
    return all;
  }

  private static void put(BlockingQueue<Optional<RowBlock>> queue, RowBlock block) {
    try {
      queue.put(Optional.of(block));
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts this thread", e);
    }
  }

  @Override
  public Long call() throws Exception {
    try {
      // The end is an empty one.
      for (var block = queue.take(); block.isPresent(); block = queue.take()) {
        judge(block.get());
        for (Map.Entry<EventType, List<IdentifiedActivity<Activity>>> some : passed.entrySet()) {
          sender.add(tracker.events(some.getKey(), some.getValue()));
        }
        passed.clear();
      }
      return sender.finish();
    } catch (Exception e) {
      // The reader would wait for this thread for ever.
      e.printStackTrace();
      Runtime.getRuntime().halt(1);
      throw e;
    }
  }

  private void judge(RowBlock block) {
    rows.forEach(
        block,
        activity -> {
          IdentifiedActivity<Activity> identified = gate.find(activity);
          if (identified != null) {
            passed.computeIfAbsent(activity.type(), type -> new ArrayList<>()).add(identified);
          }
        },
        letter -> {});
  }
}
