package io.github.mailmodosource.reconcile;

import io.github.mailmodosource.failure.JobStoppedException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
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
 * Writes all lines of a bounded run to one file; no line, no file. A bundle that is tried again
 * writes the same file again, so that no line stands there twice.
 */
final class WriteLines extends PTransform<PCollection<String>, PDone> {
  private final String file;

  private WriteLines(String file) {
    this.file = file;
  }

  static WriteLines to(String file) {
    return new WriteLines(file);
  }

  @Override
  public PDone expand(PCollection<String> lines) {
    lines
        .apply("OneFile", WithKeys.<Integer, String>of(0).withKeyType(TypeDescriptors.integers()))
        .apply("Collect", GroupByKey.create())
        .apply("WriteFile", ParDo.of(new WriteFileFn(file)));
    return PDone.in(lines.getPipeline());
  }

  static final class WriteFileFn extends DoFn<KV<Integer, Iterable<String>>, Void> {
    private final String file;

    WriteFileFn(String file) {
      this.file = file;
    }

    @ProcessElement
    public void write(@Element KV<Integer, Iterable<String>> lines) {
      try (OutputStream out =
          new BufferedOutputStream(
              Channels.newOutputStream(
                  FileSystems.create(
                      FileSystems.matchNewResource(file, false), "application/x-ndjson")))) {
        for (String line : lines.getValue()) {
          out.write(line.getBytes(StandardCharsets.UTF_8));
          out.write('\n');
        }
      } catch (IOException e) {
        throw JobStoppedException.of(file + " cannot be written: " + e.getMessage(), e);
      }
    }
  }
}
