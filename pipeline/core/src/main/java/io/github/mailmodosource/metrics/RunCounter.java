package io.github.mailmodosource.metrics;

import java.io.Serializable;
import java.util.concurrent.atomic.LongAdder;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.MetricName;
import org.apache.beam.sdk.metrics.Metrics;
import org.jspecify.annotations.Nullable;

/** A counter of the runner that counts for {@link ProcessCounts} as well, or for one of them. */
final class RunCounter implements Counter, Serializable {
  private static final long serialVersionUID = 2;

  private final Counter ofRunner;
  private final CountedFor whom;
  private transient volatile @Nullable LongAdder ofProcess;

  RunCounter(String namespace, String name) {
    this(namespace, name, CountedFor.BOTH);
  }

  RunCounter(String namespace, String name, CountedFor whom) {
    ofRunner = Metrics.counter(namespace, name);
    this.whom = whom;
  }

  @Override
  public void inc() {
    inc(1);
  }

  @Override
  public void inc(long n) {
    if (whom != CountedFor.PROCESS) {
      ofRunner.inc(n);
    }
    if (whom != CountedFor.RUNNER) {
      incProcess(n);
    }
  }

  private void incProcess(long n) {
    LongAdder adder = ofProcess;
    if (adder == null) {
      adder = ProcessCounts.counter(getName().getNamespace(), getName().getName());
      ofProcess = adder;
    }
    adder.add(n);
  }

  @Override
  public void dec() {
    inc(-1);
  }

  @Override
  public void dec(long n) {
    inc(-n);
  }

  @Override
  public MetricName getName() {
    return ofRunner.getName();
  }
}
