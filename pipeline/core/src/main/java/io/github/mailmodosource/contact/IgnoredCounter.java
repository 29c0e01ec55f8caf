package io.github.mailmodosource.contact;

import io.github.mailmodosource.metrics.RunCounters;
import java.io.Serializable;
import java.util.Arrays;
import org.apache.beam.sdk.metrics.Counter;

/** Counts rows of contacts that identify nobody: all of them, and each by its reason. */
public final class IgnoredCounter implements Serializable {
  private static final long serialVersionUID = 1;

  private final Counter all = RunCounters.contacts("ignored");
  private final Counter[] byReason =
      Arrays.stream(IgnoredContact.values())
          .map(reason -> RunCounters.ignoredContacts(reason.key()))
          .toArray(Counter[]::new);

  public void inc(IgnoredContact reason) {
    all.inc();
    byReason[reason.ordinal()].inc();
  }
}
