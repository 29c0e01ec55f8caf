package io.github.mailmodosource.log;

import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;
import org.slf4j.event.Level;

/** What libraries log by Java's own logging, such as PostgreSQL's driver. */
final class JavaLogHandler extends Handler {
  private static final SimpleFormatter MESSAGES = new SimpleFormatter();

  @Override
  public void publish(LogRecord logged) {
    if (isLoggable(logged)) {
      StandardError.write(
          JsonLine.of(
              logged.getInstant(),
              level(logged.getLevel().intValue()),
              String.valueOf(logged.getLoggerName()),
              Thread.currentThread().getName(),
              MESSAGES.formatMessage(logged),
              JsonLine.trace(logged.getThrown())));
    }
  }

  private static Level level(int level) {
    if (level >= java.util.logging.Level.SEVERE.intValue()) {
      return Level.ERROR;
    }
    if (level >= java.util.logging.Level.WARNING.intValue()) {
      return Level.WARN;
    }
    if (level >= java.util.logging.Level.INFO.intValue()) {
      return Level.INFO;
    }
    return level >= java.util.logging.Level.FINE.intValue() ? Level.DEBUG : Level.TRACE;
  }

  @Override
  public void flush() {
    // Each line is written at once.
  }

  @Override
  public void close() {
    // Standard error is not ours to close.
  }
}
