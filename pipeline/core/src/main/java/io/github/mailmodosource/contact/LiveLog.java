package io.github.mailmodosource.contact;

import io.github.mailmodosource.coding.MaskedText;
import io.github.mailmodosource.deadletter.Reason;
import io.github.mailmodosource.rows.BadRowException;
import io.github.mailmodosource.rows.SourceRow;

/** What a log says of a row that would be a dead letter elsewhere. */
final class LiveLog {
  private LiveLog() {}

  static String row(SourceRow row, Reason reason, BadRowException e) {
    return MaskedText.of(
        row.where() + ": " + reason.code() + ": " + e.reason().code() + ": " + e.getMessage());
  }
}
