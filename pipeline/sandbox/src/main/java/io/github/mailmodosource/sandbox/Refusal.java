package io.github.mailmodosource.sandbox;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request that is not taken: nothing of it is stored. */
final class Refusal extends Exception {
  static final int TOO_MANY_REQUESTS = 429;

  private final int status;
  private final transient List<WrongEvent> errors;

  /**
   * One event at fault.
   *
   * @param index its place in the batch, from 0
   * @param messageId its id, or null if it has none that is a string
   * @param name the event's name, or its type; null if neither is a string
   * @param payload the merged event, as JSON in UTF-8 on one line
   */
  @SuppressWarnings("ArrayRecordComponent") // Wrong events are never compared.
  record WrongEvent(
      int index,
      @Nullable String messageId,
      @Nullable String name,
      byte[] payload,
      List<String> reasons) {
    /** It is somebody's, and reasons quote what they are about. */
    @Override
    public String toString() {
      return "WrongEvent[" + index + "]";
    }
  }

  Refusal(int status, String message, List<WrongEvent> errors) {
    // Without a stack trace: it is an answer, not a fault of this program.
    super(message, null, false, false);
    this.status = status;
    this.errors = List.copyOf(errors);
  }

  /** As Segment answers what it cannot take: 400. */
  static Refusal badRequest(String message) {
    return new Refusal(400, message, List.of());
  }

  int status() {
    return status;
  }

  List<WrongEvent> errors() {
    return errors;
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
