package io.github.mailmodosource.deadletter;

import io.github.mailmodosource.failure.JobStoppedException;
import io.github.mailmodosource.metrics.RunCounters;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.util.EnumMap;
import java.util.Map;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PDone;
import org.apache.beam.sdk.values.TypeDescriptors;

/**
 * Writes all dead letters of a bounded run to one file; no letter, no file. A bundle that is tried
 * again writes the same file again, so that no letter stands there twice. (An unbounded run needs a
 * file for each window: grouping never ends there.)
 */
public final class WriteDeadLetters extends PTransform<PCollection<DeadLetter>, PDone> {
  private final String file;

  private WriteDeadLetters(String file) {
    this.file = file;
  }

  /**
   * Writes to this file.
   *
   * @param file a path of any Beam file system; its folder is made when it is missing
   */
  public static WriteDeadLetters to(String file) {
    return new WriteDeadLetters(file);
  }

  @Override
  public PDone expand(PCollection<DeadLetter> letters) {
    letters
        .apply(
            "OneFile", WithKeys.<Integer, DeadLetter>of(0).withKeyType(TypeDescriptors.integers()))
        .apply("Collect", GroupByKey.create())
        .apply("WriteFile", ParDo.of(new WriteFileFn(file)));
    return PDone.in(letters.getPipeline());
  }

  static final class WriteFileFn extends DoFn<KV<Integer, Iterable<DeadLetter>>, Void> {
    private final String file;

    WriteFileFn(String file) {
      this.file = file;
    }

    @ProcessElement
    public void write(@Element KV<Integer, Iterable<DeadLetter>> letters) {
      Map<Reason, Long> written = new EnumMap<>(Reason.class);
      try (OutputStream out =
          Channels.newOutputStream(
              FileSystems.create(
                  FileSystems.matchNewResource(file, false), "application/x-ndjson"))) {
        for (DeadLetter letter : letters.getValue()) {
          out.write(DeadLetterFormat.line(letter));
          written.merge(letter.reason(), 1L, Long::sum);
        }
      } catch (IOException e) {
        throw JobStoppedException.of(
            "the dead letters cannot be written to " + file + ": " + e.getMessage(), e);
      }
      written.forEach((reason, count) -> RunCounters.deadLetters(reason.code()).inc(count));
    }
  }
}
