package io.github.mailmodosource.job;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Ctrl-C and SIGTERM while a pipeline runs. The first one ends the waiting for the pipeline, so
 * that what was done until then can be reported; the second one ends the process at once.
 */
public final class StopSignals implements AutoCloseable {
  private final AtomicReference<@Nullable StopSignal> first = new AtomicReference<>();
  private final CompletableFuture<@Nullable Void> ended = new CompletableFuture<>();
  private volatile @Nullable Throwable failure;
  private final CompletableFuture<@Nullable Void> workEnded = new CompletableFuture<>();

  private final SignalHandlers handlers = SignalHandlers.of(this::received);

  private StopSignals() {}

  /** Looks out for both. */
  public static StopSignals watch() {
    return new StopSignals();
  }

  /**
   * Does the work in a thread of its own, and waits for its end or a signal.
   *
   * @param sendsRest whether the next run sends only what this one did not
   * @throws StoppedEarlyException if a signal came first; the work goes on
   */
  public <T> T await(Supplier<T> work, boolean sendsRest) {
    return await(work, sendsRest, null);
  }

  /**
   * The same, but not for longer than that.
   *
   * @param limit null for no bound
   * @throws StoppedEarlyException if a signal or the limit came first; the work goes on
   */
  <T> T await(Supplier<T> work, boolean sendsRest, @Nullable TimeLimit limit) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                result.complete(work.get());
              } catch (RuntimeException | Error e) {
                failure = e;
                result.completeExceptionally(e);
              }
              workEnded.complete(null);
              ended.complete(null);
            },
            "pipeline");
    thread.setDaemon(true);
    thread.start();
    if (limit != null) {
      ended.completeOnTimeout(null, limit.duration().toMillis(), TimeUnit.MILLISECONDS);
    }
    ended.join();
    throwIfCome(sendsRest);
    if (limit != null && !workEnded.isDone()) {
      throw StoppedEarlyException.at(limit, sendsRest);
    }
    try {
      return result.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException failed) {
        throw failed;
      }
      if (e.getCause() instanceof Error failed) {
        throw failed;
      }
      throw e;
    }
  }

  /**
   * Tells of the one that has come, if it has.
   *
   * @param sendsRest whether the same command sends the rest afterwards
   * @throws StoppedEarlyException if one has come
   */
  void throwIfCome(boolean sendsRest) {
    StopSignal signal = first.get();
    if (signal != null) {
      throw StoppedEarlyException.by(signal, sendsRest);
    }
  }

  /** Whether one has come. */
  public boolean haveCome() {
    return first.get() != null;
  }

  /** Waits until the work has come to its end as well, but not for ever. */
  public void awaitWork(int seconds) {
    workEnded.completeOnTimeout(null, seconds, TimeUnit.SECONDS).join();
  }

  /** Whether the work has come to its end, whatever came first. */
  public boolean hasWorkEnded() {
    return workEnded.isDone();
  }

  /** What the work failed with, also behind a signal; null if it has not. */
  public @Nullable Throwable failure() {
    return failure;
  }

  /** Signals do what they did before, unless one has come: then the next one ends the process. */
  @Override
  public void close() {
    if (first.get() == null) {
      handlers.close();
    }
  }

  private void received(StopSignal signal) {
    if (!first.compareAndSet(null, signal)) {
      Runtime.getRuntime().halt(signal.exitCode());
    }
    ended.complete(null);
  }
}
