package io.github.mailmodosource.lines;

import java.nio.charset.StandardCharsets;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollection.IsBounded;
import org.apache.beam.sdk.values.PDone;
import org.apache.beam.sdk.values.TypeDescriptors;

/**
 * Writes all elements to files, a line for each; no element, no file.
 *
 * <p><b>Bounded:</b> one file of the given name. A bundle that is tried again writes the same file
 * again, so that no line stands there twice.
 *
 * <p><b>Unbounded:</b> a new file for each bundle that has elements, beside the others: {@code
 * letters.jsonl} becomes {@code letters-1795662245678-4821096531204865.jsonl}, the time in
 * milliseconds and a random number. What a runner tries again after a failure is written to another
 * file, so a line may stand there twice.
 *
 * <p>The lines may hold addresses, so a local file is its owner's only, and it is never there in
 * part (see {@link WholeFile}). A file that cannot be written stops the job with one line that
 * names it.
 *
 * @param <T> what a line is made of
 */
public final class WriteLines<T> extends PTransform<PCollection<T>, PDone> {
  private final String file;
  private final LineFormat<T> format;

  private WriteLines(String file, LineFormat<T> format) {
    this.file = file;
    this.format = format;
  }

  /**
   * Writes texts in UTF-8.
   *
   * @param file a path of any Beam file system; its folder is made when it is missing; in an
   *     unbounded run what the names of the files begin and end with
   */
  public static WriteLines<String> to(String file) {
    return to(file, line -> (line + '\n').getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Writes elements.
   *
   * @param file a path of any Beam file system; its folder is made when it is missing; in an
   *     unbounded run what the names of the files begin and end with
   * @param format an element as its line, the line end included
   */
  public static <T> WriteLines<T> to(String file, SerializableFunction<T, byte[]> format) {
    return new WriteLines<>(file, new LineFormat<>(format, null));
  }

  /**
   * Counts what was written, once the file is complete.
   *
   * @param counter of an element
   */
  public WriteLines<T> countedBy(SerializableFunction<T, Counter> counter) {
    return new WriteLines<>(file, new LineFormat<>(format.line(), counter));
  }

  @Override
  public PDone expand(PCollection<T> elements) {
    if (elements.isBounded() == IsBounded.UNBOUNDED) {
      elements.apply("WriteBundles", ParDo.of(new WriteBundleFn<>(file, format)));
      return PDone.in(elements.getPipeline());
    }
    elements
        .apply("OneFile", WithKeys.<Integer, T>of(0).withKeyType(TypeDescriptors.integers()))
        .apply("Collect", GroupByKey.create())
        .apply("WriteFile", ParDo.of(new WriteFileFn<>(file, format)));
    return PDone.in(elements.getPipeline());
  }

  static final class WriteFileFn<T> extends DoFn<KV<Integer, Iterable<T>>, Void> {
    private final String file;
    private final LineFormat<T> format;

    WriteFileFn(String file, LineFormat<T> format) {
      this.file = file;
      this.format = format;
    }

    @ProcessElement
    public void write(@Element KV<Integer, Iterable<T>> elements) {
      try (LinesFile<T> lines = new LinesFile<>(file, format)) {
        for (T element : elements.getValue()) {
          lines.write(element);
        }
        lines.putInPlace();
      }
    }
  }
}
