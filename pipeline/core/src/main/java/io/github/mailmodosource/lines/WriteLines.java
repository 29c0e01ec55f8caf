package io.github.mailmodosource.lines;

import io.github.mailmodosource.failure.JobStoppedException;
import io.github.mailmodosource.shard.BoundedOnly;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.MetricName;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PDone;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.jspecify.annotations.Nullable;

/**
 * Writes all elements of a bounded run to one file, a line for each; no element, no file. A bundle
 * that is tried again writes the same file again, so that no line stands there twice. (Bounded
 * only: grouping never ends in an unbounded run, which needs a file for each window.)
 *
 * <p>The lines may hold addresses, so a local file is its owner's only, and it is never there in
 * part (see {@link WholeFile}). A file that cannot be written stops the job with one line that
 * names it.
 *
 * @param <T> what a line is made of
 */
public final class WriteLines<T> extends PTransform<PCollection<T>, PDone> {
  private static final String TYPE = "application/x-ndjson";

  private final String file;
  private final SerializableFunction<T, byte[]> format;
  private final @Nullable SerializableFunction<T, Counter> counter;

  private WriteLines(
      String file,
      SerializableFunction<T, byte[]> format,
      @Nullable SerializableFunction<T, Counter> counter) {
    this.file = file;
    this.format = format;
    this.counter = counter;
  }

  /**
   * Writes texts in UTF-8.
   *
   * @param file a path of any Beam file system; its folder is made when it is missing
   */
  public static WriteLines<String> to(String file) {
    return to(file, line -> (line + '\n').getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Writes elements.
   *
   * @param file a path of any Beam file system; its folder is made when it is missing
   * @param format an element as its line, the line end included
   */
  public static <T> WriteLines<T> to(String file, SerializableFunction<T, byte[]> format) {
    return new WriteLines<>(file, format, null);
  }

  /**
   * Counts what was written, once the file is complete.
   *
   * @param counter of an element
   */
  public WriteLines<T> countedBy(SerializableFunction<T, Counter> counter) {
    return new WriteLines<>(file, format, counter);
  }

  @Override
  public PDone expand(PCollection<T> elements) {
    BoundedOnly.check(this, elements);
    elements
        .apply("OneFile", WithKeys.<Integer, T>of(0).withKeyType(TypeDescriptors.integers()))
        .apply("Collect", GroupByKey.create())
        .apply("WriteFile", ParDo.of(new WriteFileFn<>(file, format, counter)));
    return PDone.in(elements.getPipeline());
  }

  static final class WriteFileFn<T> extends DoFn<KV<Integer, Iterable<T>>, Void> {
    private final String file;
    private final SerializableFunction<T, byte[]> format;
    private final @Nullable SerializableFunction<T, Counter> counter;

    WriteFileFn(
        String file,
        SerializableFunction<T, byte[]> format,
        @Nullable SerializableFunction<T, Counter> counter) {
      this.file = file;
      this.format = format;
      this.counter = counter;
    }

    @ProcessElement
    public void write(@Element KV<Integer, Iterable<T>> elements) {
      Map<MetricName, Counter> counters = new HashMap<>();
      Map<MetricName, Long> written = new HashMap<>();
      try (WholeFile whole = WholeFile.beside(file, TYPE, WholeFile.Access.OWNER)) {
        for (T element : elements.getValue()) {
          whole.out().write(format.apply(element));
          if (counter != null) {
            Counter its = counter.apply(element);
            counters.putIfAbsent(its.getName(), its);
            written.merge(its.getName(), 1L, Long::sum);
          }
        }
        whole.putInPlace();
      } catch (IOException e) {
        throw JobStoppedException.of(file + " cannot be written: " + WholeFile.why(e), e);
      }
      counters.forEach((name, its) -> its.inc(written.getOrDefault(name, 0L)));
    }
  }
}
