package io.github.mailmodosource.contact;

import io.github.mailmodosource.activity.EmailAddress;

/**
 * An e-mail was identified as somebody, from a time on.
 *
 * @param email trimmed and lower-cased
 * @param nanos the time in nanoseconds since the epoch; {@link #SINCE_EVER} if the row has none
 */
public record IdentifyCall(String email, Identity identity, long nanos) {
  public static final long SINCE_EVER = Long.MIN_VALUE;

  /** Runners log elements when they are told to: the address is masked. */
  @Override
  public String toString() {
    return "IdentifyCall[" + EmailAddress.masked(email) + ", " + identity + ", " + nanos + "]";
  }
}
