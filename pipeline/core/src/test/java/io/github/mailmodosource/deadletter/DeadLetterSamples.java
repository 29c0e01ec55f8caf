package io.github.mailmodosource.deadletter;

import io.github.mailmodosource.coding.CoderSamples;
import java.time.Instant;
import java.util.List;

/** Dead letters for the tests of all coders. */
public final class DeadLetterSamples {
  private static final Instant TIME = Instant.parse("2026-11-20T03:04:05.678Z");

  private DeadLetterSamples() {}

  /** The letter as the files have it, its line end included. */
  public static byte[] line(DeadLetter letter) {
    return DeadLetterFormat.line(letter);
  }

  /** The letter as the files have it, and read again. */
  public static DeadLetter writtenAndRead(DeadLetter letter) {
    byte[] line = line(letter);
    return DeadLetterFormat.read(line, 0, line.length);
  }

  public static List<CoderSamples<?>> coders() {
    CoderSamples<DeadLetter> letters =
        CoderSamples.of(DeadLetterCoder.of())
            .and(
                "a CSV row that is no UTF-8",
                new DeadLetter(
                    Reason.BAD_CSV, "why", "a.csv line 2", "Y2Fm6Q==", true, "a,é", null, TIME, 0))
            .and(
                "an event that was tried 61 times",
                new DeadLetter(
                    Reason.SEGMENT_UNAVAILABLE,
                    "why",
                    "a.jsonl line 1",
                    "{}",
                    false,
                    null,
                    "{\"type\":\"track\"}",
                    TIME,
                    61));
    letters =
        letters.and(
            "the beginning of a row",
            new DeadLetter(
                Reason.ROW_TOO_LARGE,
                "why",
                "a.jsonl line 1",
                "Y2Fm6Q==",
                true,
                null,
                null,
                TIME,
                0,
                "0".repeat(64)));
    for (Reason reason : Reason.values()) {
      letters =
          letters.and(
              reason.name(), new DeadLetter(reason, "", "", "", false, null, null, TIME, 0));
    }
    return List.of(letters);
  }
}
