package io.github.mailmodosource.contact;

import io.github.mailmodosource.activity.Activity;
import io.github.mailmodosource.metrics.FunnelCounter;
import io.github.mailmodosource.metrics.Outcome;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lets the activity of identified contacts through, says who they are, and counts the rest. Closed
 * until it is given the contacts to ask for.
 */
public final class GateKeeper implements Serializable {
  private final Gate.Mode mode;
  private final FunnelCounter notIdentified = new FunnelCounter(Outcome.NOT_IDENTIFIED);
  private final FunnelCounter identifiedLater = new FunnelCounter(Outcome.IDENTIFIED_LATER);
  private transient @Nullable Gate gate;

  public GateKeeper(Gate.Mode mode) {
    this.mode = mode;
  }

  public boolean isOpen() {
    return gate != null;
  }

  public void open(Iterable<IndexShard> contacts) {
    open(ContactIndex.of(contacts));
  }

  public void open(ContactIndex contacts) {
    gate = new Gate(contacts, mode);
  }

  /** Opens it for the activity of one shard, with the calls of that shard. */
  public void openShard(int shards, Iterable<IdentifyCalls> calls) {
    IdentifyCalls all = new IdentifyCalls();
    calls.forEach(all::addAll);
    open(List.of(IndexShard.of(shards, all)));
  }

  public void close() {
    gate = null;
  }

  /** The activity and who it belongs to; null if it does not pass, which is counted. */
  public @Nullable IdentifiedActivity<Activity> identify(Activity activity) {
    IdentifiedActivity<Activity> identified = find(activity);
    if (identified == null) {
      refuse(activity);
    }
    return identified;
  }

  /** The activity and who it belongs to; null if it does not pass yet. */
  public @Nullable IdentifiedActivity<Activity> find(Activity activity) {
    Identity identity = opened().identify(activity.occurrence());
    return identity == null ? null : new IdentifiedActivity<>(activity, identity);
  }

  /** Counts an activity that does not pass. */
  public void refuse(Activity activity) {
    boolean later = opened().refusal(activity.occurrence()) == Outcome.IDENTIFIED_LATER;
    (later ? identifiedLater : notIdentified).inc(activity.type().eventName());
  }

  private Gate opened() {
    Gate opened = gate;
    if (opened == null) {
      throw new IllegalStateException("the gate is closed");
    }
    return opened;
  }
}
