package io.github.mailmodosource.segment;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What Segment said to one request.
 *
 * @param text the beginning of the answer's body, for messages
 * @param retryAfter how long it asks to wait; null if it does not say
 * @param bytesSent the bytes of the request's body as they went over the wire
 */
record Answer(int status, String text, @Nullable Duration retryAfter, long bytesSent) {

  /** Accepted. */
  boolean isOk() {
    return status >= 200 && status < 300;
  }

  /** Something in the batch is at fault: too much, or no good JSON. */
  boolean isRejection() {
    return status == 400 || status == 413;
  }

  /** The whole job is at fault, not the batch: the key, the rights, the address. */
  boolean isFatal() {
    return status == 401 || status == 403 || status == 404;
  }

  boolean isThrottled() {
    return status == 429;
  }

  /**
   * Worth another try: the table of Twilio's support (article 51769112022299) and of Segment's own
   * clients.
   */
  boolean isRetryable() {
    return switch (status) {
      case 408, 410, 429, 460 -> true;
      case 501, 505, 511 -> false;
      default -> status >= 500;
    };
  }
}
