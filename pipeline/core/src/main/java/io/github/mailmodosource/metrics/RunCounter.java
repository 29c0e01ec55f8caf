package io.github.mailmodosource.metrics;

import java.io.Serializable;
import java.util.concurrent.atomic.LongAdder;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.MetricName;
import org.apache.beam.sdk.metrics.Metrics;
import org.jspecify.annotations.Nullable;

/** A counter of the runner that counts for {@link ProcessCounts} as well. */
final class RunCounter implements Counter, Serializable {
  private static final long serialVersionUID = 1;

  private final Counter ofRunner;
  private transient volatile @Nullable LongAdder ofProcess;

  RunCounter(String namespace, String name) {
    ofRunner = Metrics.counter(namespace, name);
  }

  @Override
  public void inc() {
    inc(1);
  }

  @Override
  public void inc(long n) {
    ofRunner.inc(n);
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
