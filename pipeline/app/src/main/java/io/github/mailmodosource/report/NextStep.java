package io.github.mailmodosource.report;

import io.github.mailmodosource.coding.MaskedText;

/**
 * What goes on from where a run ended.
 *
 * @param why what it does, and when; a line without an end
 * @param command the command line, as a shell takes it; no secret, and e-mail addresses masked
 */
public record NextStep(String why, String command) {
  /** Without the words of a user. */
  @Override
  public String toString() {
    return "NextStep[" + MaskedText.of(why) + "]";
  }
}
