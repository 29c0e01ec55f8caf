package io.github.mailmodosource.report;

import io.github.mailmodosource.coding.MaskedText;

/**
 * How a run ended before its end.
 *
 * @param reason the one line that the user reads; e-mail addresses are masked
 * @param countsLost whether what was counted before was lost with the workers, so that zeros say
 *     nothing
 */
public record Stop(String reason, boolean countsLost) {
  public Stop {
    reason = MaskedText.of(reason);
  }
}
