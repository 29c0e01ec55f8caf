package io.github.mailmodosource.segment;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What Segment said to one request, or that it said nothing.
 *
 * @param status the HTTP status; 0 if no whole answer came
 * @param body what its body says; asked for only where the status says that all is well
 * @param text the beginning of the answer's body, or why there is none, for messages
 * @param retryAfter how long it asks to wait; null if it does not say
 * @param bytesSent the bytes of the request's body as they went over the wire
 */
record Answer(
    int status, AnswerBody.Kind body, String text, @Nullable Duration retryAfter, long bytesSent) {
  /** What to do about an answer. */
  enum Verdict {
    /** 2xx with nothing in it, a word such as {@code OK}, or JSON that speaks of no failure. */
    ACCEPTED,

    /** 400, or a 2xx that says {@code "success": false}: some event of the batch is at fault. */
    FAULTY,

    /** 413: the batch as a whole is too much. */
    TOO_LARGE,

    /**
     * No answer, 408, 410, 429, 460, and 5xx but 501, 505, 511: the table of Twilio's support
     * (article 51769112022299), and of Segment's own clients (511 is about their OAuth). And a 2xx
     * that says something that nobody knows: an error in words, for example.
     */
    TRY_AGAIN,

    /**
     * 401, 403, 404: the whole job is at fault, not the batch. So is a redirect (3xx): it is not
     * followed, because the key would go to an address that nobody named. And so is a 400 that says
     * that the write key is invalid, as the Tracking API does for a key that cannot be one
     * (analytics-go#205): each batch would be taken apart event by event for nothing. And so is a
     * 2xx with a web page: that is somebody else.
     */
    FATAL,

    /**
     * All others, such as 402, 405, 422, 501: the same request would get the same answer, and so
     * would each part of it. The whole batch becomes dead letters, which {@code replay} can send.
     */
    REFUSED
  }

  /** Without the words: they may quote an event. */
  @Override
  public String toString() {
    return "Answer[" + status + "]";
  }

  static Answer none(String reason, long bytesSent) {
    return new Answer(0, AnswerBody.Kind.OTHER, reason, null, bytesSent);
  }

  Verdict verdict() {
    return switch (status) {
      case 0, 408, 410, 429, 460 -> Verdict.TRY_AGAIN;
      case 400 -> ofFailure();
      case 401, 403, 404 -> Verdict.FATAL;
      case 413 -> Verdict.TOO_LARGE;
      case 501, 505, 511 -> Verdict.REFUSED;
      default -> byClass();
    };
  }

  private Verdict byClass() {
    return switch (status / 100) {
      case 2 -> byBody();
      case 3 -> Verdict.FATAL;
      case 5 -> Verdict.TRY_AGAIN;
      default -> Verdict.REFUSED;
    };
  }

  private Verdict byBody() {
    return switch (body) {
      case ACCEPTED -> Verdict.ACCEPTED;
      case FAILED -> ofFailure();
      case WEB_PAGE -> Verdict.FATAL;
      case OTHER -> Verdict.TRY_AGAIN;
    };
  }

  private Verdict ofFailure() {
    return isAboutTheKey() ? Verdict.FATAL : Verdict.FAULTY;
  }

  boolean isSuccess() {
    return status / 100 == 2;
  }

  boolean isThrottled() {
    return status == 429;
  }

  /** For messages: {@code HTTP 503: …}, or why there is no answer. */
  String reason() {
    return status == 0 ? text : "HTTP " + status + (text.isEmpty() ? "" : ": " + text);
  }

  private boolean isAboutTheKey() {
    return text.toLowerCase(Locale.ROOT).contains("invalid write key");
  }
}
