package io.github.mailmodosource.lines;

import org.apache.beam.sdk.transforms.DoFn;
import org.jspecify.annotations.Nullable;

/**
 * Writes the elements of each bundle to a file of its own. The bundle ends when the file is there,
 * so no runner takes an element for done that is not on disk.
 */
final class WriteBundleFn<T> extends DoFn<T, Void> {
  private final String file;
  private final LineFormat<T> format;
  private transient @Nullable LinesFile<T> open;

  WriteBundleFn(String file, LineFormat<T> format) {
    this.file = file;
    this.format = format;
  }

  @ProcessElement
  public void write(@Element T element) {
    LinesFile<T> lines = open;
    if (lines == null) {
      lines = new LinesFile<>(BundleName.next(file), format);
      open = lines;
    }
    lines.write(element);
  }

  @FinishBundle
  public void finishBundle() {
    LinesFile<T> lines = open;
    if (lines != null) {
      try (lines) {
        lines.putInPlace();
      } finally {
        open = null;
      }
    }
  }

  /** A bundle that failed leaves nothing behind. */
  @Teardown
  public void teardown() {
    LinesFile<T> lines = open;
    if (lines != null) {
      open = null;
      lines.close();
    }
  }
}
