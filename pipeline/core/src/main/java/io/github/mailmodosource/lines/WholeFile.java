package io.github.mailmodosource.lines;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.MoveOptions.StandardMoveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.jspecify.annotations.Nullable;

/**
 * A file that is there as a whole, or not at all: it is written beside its place, under a hidden
 * name ({@code .report.json.….tmp}), and renamed. What stood in its place stays until then, and for
 * ever if writing fails.
 *
 * <pre>{@code
 * try (WholeFile file = WholeFile.beside("reports/report.json", "application/json", Access.UMASK)) {
 *   file.out().write(text);
 *   file.putInPlace();
 * }
 * }</pre>
 *
 * <p>Its folder is made when it is missing, for its owner only. On file systems that are not local
 * it is renamed by Beam: object stores copy it, then delete the copy.
 */
public final class WholeFile implements Closeable {
  /** Who may read a local file, where the file system knows that. */
  public enum Access {
    /** Its owner only, from its first byte on: it may hold addresses. */
    OWNER,
    /** Whoever the user's umask lets. */
    UMASK
  }

  private static final String LOCAL = "file";
  private static final String OWNER_FOLDER = "rwx------";
  private static final String OWNER_FILE = "rw-------";
  private static final int TRIAL_BYTES = 1 << 16;

  private final ResourceId target;
  private final ResourceId draft;
  private final @Nullable FileChannel local;
  private final OutputStream out;
  private boolean sealed;
  private boolean inPlace;

  private WholeFile(ResourceId target, ResourceId draft, WritableByteChannel channel) {
    this.target = target;
    this.draft = draft;
    local = channel instanceof FileChannel file ? file : null;
    out = new BufferedOutputStream(Channels.newOutputStream(channel));
  }

  /**
   * Begins a file.
   *
   * @param file a path of any Beam file system
   * @param type its MIME type
   */
  public static WholeFile beside(String file, String type, Access access) throws IOException {
    ResourceId target = FileSystems.matchNewResource(file, false);
    int name = file.lastIndexOf('/') + 1;
    ResourceId draft =
        FileSystems.matchNewResource(
            file.substring(0, name)
                + draftPrefix(file.substring(name))
                + UUID.randomUUID()
                + ".tmp",
            false);
    if (!target.getScheme().equals(LOCAL)) {
      return new WholeFile(target, draft, FileSystems.create(draft, type));
    }
    Path path = path(draft);
    Path folder = path.toAbsolutePath().getParent();
    if (folder != null) {
      makeFolder(folder);
    }
    return new WholeFile(
        target,
        draft,
        FileChannel.open(
            path,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            access == Access.OWNER ? attributes(OWNER_FILE) : new FileAttribute<?>[0]));
  }

  /** How the hidden name begins that a file of this name is written under. */
  public static String draftPrefix(String name) {
    return "." + name + ".";
  }

  /** Makes a local folder with those above it that are missing, all for their owner only. */
  public static void makeFolder(Path folder) throws IOException {
    // Asked first: Java 17 refuses a link to a folder as a file that stands in its place.
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder, attributes(OWNER_FOLDER));
    }
  }

  /**
   * Makes one local folder, for its owner only.
   *
   * @throws FileAlreadyExistsException if it is there
   */
  public static void createFolder(Path folder) throws IOException {
    Files.createDirectory(folder, attributes(OWNER_FOLDER));
  }

  /**
   * Makes an empty local file, for its owner only.
   *
   * @throws FileAlreadyExistsException if it is there
   */
  public static void createFile(Path file) throws IOException {
    Files.createFile(file, attributes(OWNER_FILE));
  }

  /**
   * Finds out whether a file could be written, by writing some of one; nothing of it stays.
   *
   * @throws IOException if it could not
   */
  public static void tryOut(String file) throws IOException {
    try (WholeFile trial = beside(file, "application/octet-stream", Access.OWNER)) {
      trial.out().write(new byte[TRIAL_BYTES]);
      trial.seal();
    }
  }

  /** Why a file could not be written, in a few words. */
  public static String why(IOException failed) {
    if (failed instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (failed instanceof FileAlreadyExistsException taken) {
      return taken.getFile() + " is not a folder";
    }
    if (failed instanceof NoSuchFileException) {
      return "it does not exist";
    }
    String reason = failed instanceof FileSystemException system ? system.getReason() : null;
    return reason != null ? reason : String.valueOf(failed.getMessage());
  }

  /** Takes the file's bytes. */
  public OutputStream out() {
    return out;
  }

  /** Writes everything down for good; nothing can be added. */
  public void seal() throws IOException {
    if (!sealed) {
      out.flush();
      if (local != null) {
        local.force(true);
      }
      out.close();
      sealed = true;
    }
  }

  /** Seals the file and gives it its name, in place of what stood there. */
  public void putInPlace() throws IOException {
    seal();
    if (local != null) {
      Files.move(path(draft), path(target), StandardCopyOption.ATOMIC_MOVE);
    } else {
      FileSystems.rename(List.of(draft), List.of(target));
    }
    inPlace = true;
  }

  /** Leaves nothing behind of a file that was not put in its place. */
  @Override
  public void close() throws IOException {
    if (inPlace) {
      return;
    }
    try {
      if (local != null) {
        // What could not be written is still in the buffer: it is not tried again.
        local.close();
      } else {
        out.close();
      }
    } finally {
      FileSystems.delete(List.of(draft), StandardMoveOptions.IGNORE_MISSING_FILES);
    }
  }

  private static FileAttribute<?>[] attributes(String permissions) {
    return java.nio.file.FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  private static Path path(ResourceId local) {
    return Path.of(local.toString());
  }
}
