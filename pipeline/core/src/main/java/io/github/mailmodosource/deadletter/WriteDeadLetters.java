package io.github.mailmodosource.deadletter;

import io.github.mailmodosource.lines.WriteLines;
import io.github.mailmodosource.metrics.RunCounters;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PDone;

/**
 * Writes dead letters as {@link WriteLines} does, those of a bounded run to one file, those of an
 * unbounded run to one for each bundle that has any; and counts them by reason.
 */
public final class WriteDeadLetters extends PTransform<PCollection<DeadLetter>, PDone> {
  private final String file;

  private WriteDeadLetters(String file) {
    this.file = file;
  }

  /**
   * Writes to this file.
   *
   * @param file a path of any Beam file system; its folder is made when it is missing; in an
   *     unbounded run what the names of the files begin and end with
   */
  public static WriteDeadLetters to(String file) {
    return new WriteDeadLetters(file);
  }

  @Override
  public PDone expand(PCollection<DeadLetter> letters) {
    return letters.apply(
        "WriteLines",
        WriteLines.to(file, DeadLetterFormat::line)
            .countedBy(letter -> RunCounters.deadLetters(letter.reason().code())));
  }
}
