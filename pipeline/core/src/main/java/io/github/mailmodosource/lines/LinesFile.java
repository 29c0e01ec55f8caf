package io.github.mailmodosource.lines;

import io.github.mailmodosource.failure.JobStoppedException;
import java.io.Closeable;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.MetricName;
import org.apache.beam.sdk.transforms.SerializableFunction;

/**
 * Elements on their way into one file, a line for each; they are counted once it is there. A file
 * that cannot be written stops the job with one line that names it.
 */
final class LinesFile<T> implements Closeable {
  private static final String TYPE = "application/x-ndjson";

  private final String file;
  private final LineFormat<T> format;
  private final WholeFile whole;
  private final Map<MetricName, Counter> counters = new HashMap<>();
  private final Map<MetricName, Long> written = new HashMap<>();

  /** Begins the file. */
  LinesFile(String file, LineFormat<T> format) {
    this.file = file;
    this.format = format;
    try {
      whole = WholeFile.beside(file, TYPE, WholeFile.Access.OWNER);
    } catch (IOException e) {
      throw cannotBeWritten(e);
    }
  }

  void write(T element) {
    try {
      whole.out().write(format.line().apply(element));
    } catch (IOException e) {
      throw cannotBeWritten(e);
    }
    SerializableFunction<T, Counter> counter = format.counter();
    if (counter != null) {
      Counter its = counter.apply(element);
      counters.putIfAbsent(its.getName(), its);
      written.merge(its.getName(), 1L, Long::sum);
    }
  }

  /** Gives the file its name, then counts. */
  void putInPlace() {
    try {
      whole.putInPlace();
    } catch (IOException e) {
      throw cannotBeWritten(e);
    }
    counters.forEach((name, its) -> its.inc(written.getOrDefault(name, 0L)));
  }

  /** Leaves nothing behind of a file that was not put in its place. */
  @Override
  public void close() {
    try {
      whole.close();
    } catch (IOException e) {
      throw cannotBeWritten(e);
    }
  }

  private JobStoppedException cannotBeWritten(IOException e) {
    return JobStoppedException.of(file + " cannot be written: " + WholeFile.why(e), e);
  }
}
