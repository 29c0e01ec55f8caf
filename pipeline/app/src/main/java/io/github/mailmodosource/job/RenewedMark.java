package io.github.mailmodosource.job;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@link RunMark#FILE} as an object that its run writes anew every minute and deletes at its end.
 * One that is older than some minutes is of a run that was killed. (Two runs that begin in the same
 * second may both take the folder: object stores have no lock that every Beam file system knows.)
 */
final class RenewedMark implements FolderClaim {
  private static final Logger LOG = LoggerFactory.getLogger("folder");
  private static final Duration TAKEN_FOR_DEAD = Duration.ofMinutes(5);

  private final MarkedFolder folder;
  private final @Nullable RunMark before;
  private final ScheduledExecutorService renewal =
      Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("run-mark"));

  private RenewedMark(MarkedFolder folder, @Nullable RunMark before) {
    this.folder = folder;
    this.before = before;
  }

  static RenewedMark take(String option, MarkedFolder folder) throws IOException {
    RunMark before = folder.exists(RunMark.FILE) ? RunMark.parse(folder.read(RunMark.FILE)) : null;
    if (before != null && before.seen().isAfter(Instant.now().minus(TAKEN_FOR_DEAD))) {
      throw FolderClaim.taken(option, folder, before.run());
    }
    return new RenewedMark(folder, before);
  }

  @Override
  public @Nullable RunMark before() {
    return before;
  }

  @Override
  public void mark(RunMark own) throws IOException {
    folder.write(RunMark.FILE, own.json());
    var unused = renewal.scheduleWithFixedDelay(() -> renew(own), 1, 1, TimeUnit.MINUTES);
  }

  private void renew(RunMark own) {
    try {
      folder.write(RunMark.FILE, own.seenAt(Instant.now()).json());
    } catch (IOException | RuntimeException e) {
      LOG.warn("{}/{} cannot be renewed: {}", folder.folder(), RunMark.FILE, e.toString());
    }
  }

  @Override
  public void giveBack() throws IOException {
    end();
    if (before == null) {
      folder.delete(RunMark.FILE);
    } else {
      folder.write(RunMark.FILE, before.json());
    }
  }

  @Override
  public void close() throws IOException {
    if (!renewal.isShutdown()) {
      end();
      folder.delete(RunMark.FILE);
    }
  }

  /** So that no mark comes behind the last word. */
  private void end() {
    renewal.shutdown();
    try {
      if (!renewal.awaitTermination(1, TimeUnit.MINUTES)) {
        LOG.warn("{}/{} is still being renewed", folder.folder(), RunMark.FILE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
