package io.github.mailmodosource.job;

import java.util.concurrent.ThreadFactory;

/** Threads that do not keep a process from its end. */
public final class DaemonThreads {
  private DaemonThreads() {}

  /** All of them with this name. */
  public static ThreadFactory named(String name) {
    return task -> {
      Thread thread = new Thread(task, name);
      thread.setDaemon(true);
      return thread;
    };
  }
}
