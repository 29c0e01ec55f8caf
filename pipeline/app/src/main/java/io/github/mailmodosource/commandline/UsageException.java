package io.github.mailmodosource.commandline;

/** Wrong usage or configuration; the message is the one line that the user reads. */
public final class UsageException extends RuntimeException {
  public UsageException(String message) {
    super(message);
  }

  public UsageException(String message, Throwable cause) {
    super(message, cause);
  }
}
