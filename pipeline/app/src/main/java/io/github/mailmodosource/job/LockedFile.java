package io.github.mailmodosource.job;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A lock on {@link RunMark#FILE}. The file stays: if a run deleted it at its end, another could
 * lock the deleted one while a third locks a new one.
 */
final class LockedFile implements FolderClaim {
  private static final int MOST_BYTES = 10_000;

  /**
   * The runs of this process by file. The system's locks are between processes, and a process that
   * opens the file again and closes it loses its lock.
   */
  private static final Map<Path, String> HELD = new ConcurrentHashMap<>();

  private final Path file;
  private final MarkedFolder folder;
  private final FileChannel channel;
  private final String textBefore;

  private LockedFile(Path file, MarkedFolder folder, FileChannel channel, String textBefore) {
    this.file = file;
    this.folder = folder;
    this.channel = channel;
    this.textBefore = textBefore;
  }

  static LockedFile take(String option, MarkedFolder folder) throws IOException {
    Path file = Path.of(folder.folder()).toRealPath().resolve(RunMark.FILE);
    String run = HELD.putIfAbsent(file, "of this process");
    if (run != null) {
      throw FolderClaim.taken(option, folder, run);
    }
    FileChannel channel = null;
    boolean taken = false;
    try {
      channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      boolean locked = lock(channel);
      String text = read(channel);
      if (!locked) {
        RunMark other = RunMark.parse(text);
        throw FolderClaim.taken(option, folder, other == null ? "of another process" : other.run());
      }
      taken = true;
      return new LockedFile(file, folder, channel, text);
    } finally {
      if (!taken) {
        if (channel != null) {
          channel.close();
        }
        HELD.remove(file);
      }
    }
  }

  /** Where the file system has no locks, as some network ones, the folder is taken without. */
  private static boolean lock(FileChannel channel) {
    try {
      return channel.tryLock() != null;
    } catch (IOException e) {
      return true;
    }
  }

  private static String read(FileChannel channel) throws IOException {
    ByteBuffer text = ByteBuffer.allocate(MOST_BYTES);
    while (channel.read(text) > 0) {
      // Until its end.
    }
    return StandardCharsets.UTF_8.decode(text.flip()).toString();
  }

  private void write(String text) throws IOException {
    channel.truncate(0);
    channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), 0);
  }

  @Override
  public @Nullable RunMark before() {
    return RunMark.parse(textBefore);
  }

  @Override
  public void mark(RunMark own) throws IOException {
    HELD.put(file, own.run());
    write(own.json());
  }

  @Override
  public void giveBack() throws IOException {
    if (textBefore.isEmpty()) {
      folder.delete(RunMark.FILE);
    } else {
      write(textBefore);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
    HELD.remove(file);
  }
}
