package io.github.mailmodosource.log;

import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

/** A logger whose lines are JSON objects. */
final class JsonLogger extends LegacyAbstractLogger {
  private static final long serialVersionUID = 1;

  private final int least;

  JsonLogger(String name) {
    this.name = name;
    least = LogLevels.of(name);
  }

  private boolean has(Level level) {
    return LogLevels.of(level) >= least;
  }

  @Override
  public boolean isTraceEnabled() {
    return has(Level.TRACE);
  }

  @Override
  public boolean isDebugEnabled() {
    return has(Level.DEBUG);
  }

  @Override
  public boolean isInfoEnabled() {
    return has(Level.INFO);
  }

  @Override
  public boolean isWarnEnabled() {
    return has(Level.WARN);
  }

  @Override
  public boolean isErrorEnabled() {
    return has(Level.ERROR);
  }

  @Override
  protected @Nullable String getFullyQualifiedCallerName() {
    return null;
  }

  @Override
  protected void handleNormalizedLoggingCall(
      Level level,
      @Nullable Marker marker,
      @Nullable String pattern,
      @Nullable Object @Nullable [] arguments,
      @Nullable Throwable thrown) {
    String message = MessageFormatter.basicArrayFormat(pattern, arguments);
    StandardError.write(JsonLine.now(level, name, String.valueOf(message), JsonLine.trace(thrown)));
  }
}
