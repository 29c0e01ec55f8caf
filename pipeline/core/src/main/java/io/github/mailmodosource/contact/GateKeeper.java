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
    gate = new Gate(ContactIndex.of(contacts), mode);
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

  /** The activity and who it belongs to; null if it does not pass. */
  public @Nullable IdentifiedActivity<Activity> identify(Activity activity) {
    Gate opened = gate;
    if (opened == null) {
      throw new IllegalStateException("the gate is closed");
    }
    Identity identity = opened.identify(activity.occurrence());
    if (identity != null) {
      return new IdentifiedActivity<>(activity, identity);
    }
    boolean later = opened.refusal(activity.occurrence()) == Outcome.IDENTIFIED_LATER;
    (later ? identifiedLater : notIdentified).inc(activity.type().eventName());
    return null;
  }
}
