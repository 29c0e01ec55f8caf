package io.github.mailmodosource.stream;

import io.github.mailmodosource.commandline.UsageException;
import io.github.mailmodosource.job.FolderClaim;
import io.github.mailmodosource.job.JobRun;
import io.github.mailmodosource.job.PathNames;
import io.github.mailmodosource.job.RunMark;
import io.github.mailmodosource.lines.WholeFile;
import io.github.mailmodosource.log.Notice;
import java.io.DataInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.UnsupportedFileSystemSchemeException;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of {@code --state}: one run's alone until that has ended. Flink writes a folder of
 * each job into it, which has a folder {@code chk-N} of each checkpoint that is kept, and {@code
 * savepoints} has what a drained run ends with. What is whole of these has a file {@code
 * _metadata}, which is written last.
 */
final class StateFolder implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger("state");
  private static final String OPTION = "--state";
  private static final String METADATA = "_metadata";
  private static final String SAVEPOINTS = "savepoints";
  private static final String TRIAL = ".trial";

  /** A few bytes find room where a checkpoint does not. */
  private static final String TRIAL_TEXT = "trial\n".repeat(10_000);

  private static final String CHECKPOINT_PREFIX = "chk-";

  /** What Flink shares between checkpoints of a job; empty for most. */
  private static final List<String> SHARED = List.of("shared", "taskowned");

  /**
   * What a run can go on from.
   *
   * @param folder of the checkpoint or savepoint
   * @param time when it was finished
   */
  record Checkpoint(String folder, Instant time) {}

  private final String name;
  private final org.apache.flink.core.fs.Path root;
  private final FileSystem files;
  private final FolderClaim claim;

  private StateFolder(
      String name, org.apache.flink.core.fs.Path root, FileSystem files, FolderClaim claim) {
    this.name = name;
    this.root = root;
    this.files = files;
    this.claim = claim;
  }

  /**
   * Makes the folder if need be, and takes it for a run.
   *
   * @param value of {@code --state}
   * @throws UsageException with one clear line if it cannot be written, or another run goes on
   *     there
   */
  static StateFolder take(String value, JobRun run) {
    String name = PathNames.withoutSlash(PathNames.withoutScheme(value));
    if (name.isBlank()) {
      throw new UsageException(OPTION + " is empty; name a folder");
    }
    FolderClaim claim = null;
    boolean taken = false;
    try {
      if (PathNames.isLocal(name)) {
        WholeFile.makeFolder(Path.of(name));
      }
      org.apache.flink.core.fs.Path root = new org.apache.flink.core.fs.Path(uri(name));
      FileSystem files = root.getFileSystem();
      claim = FolderClaim.take(OPTION, new FlinkFolder(name, root, files));
      claim.mark(new RunMark(run.id(), run.started(), run.started()));
      taken = true;
      return new StateFolder(name, root, files, claim);
    } catch (UnsupportedFileSystemSchemeException e) {
      throw new UsageException(
          OPTION
              + ": "
              + name
              + " is on a file system that Flink does not know; use another folder, or add the"
              + " jars of Flink's file system with MAILMODO_SOURCE_CLASSPATH",
          e);
    } catch (IOException e) {
      throw new UsageException(
          OPTION
              + ": the folder "
              + name
              + " cannot be written ("
              + WholeFile.why(e)
              + "); use another folder",
          e);
    } catch (InvalidPathException e) {
      throw new UsageException(
          OPTION + ": " + name.replace('\0', '?') + " is not a path of a folder; use another one",
          e);
    } finally {
      if (!taken && claim != null) {
        giveUp(claim);
      }
    }
  }

  /** As Flink names it. */
  private static String uri(String name) {
    return PathNames.isLocal(name) ? "file:" + Path.of(name).toAbsolutePath().normalize() : name;
  }

  /** As the user knows it. */
  String name() {
    return name;
  }

  /** Where checkpoints go, as Flink names it. */
  String checkpoints() {
    return root.toString();
  }

  /** Where savepoints go, as Flink names it. */
  String savepoints() {
    return new org.apache.flink.core.fs.Path(root, SAVEPOINTS).toString();
  }

  /** What the next run goes on from; empty if it begins anew. */
  Optional<Checkpoint> newest() throws IOException {
    return all().stream()
        .filter(this::isReadable)
        .flatMap(folder -> whole(folder).stream())
        .max(Comparator.comparing(Checkpoint::time));
  }

  /** When a checkpoint was finished; null if it is not there any more. */
  @Nullable Instant timeOf(String checkpoint) {
    return whole(new org.apache.flink.core.fs.Path(checkpoint)).map(Checkpoint::time).orElse(null);
  }

  /** Why nothing can be written here; null if it can. */
  @Nullable String fault() {
    FlinkFolder folder = new FlinkFolder(name, root, files);
    try {
      folder.write(TRIAL, TRIAL_TEXT);
      folder.delete(TRIAL);
      return null;
    } catch (IOException e) {
      try {
        // On a full disk its beginning may have taken what was left.
        folder.delete(TRIAL);
      } catch (IOException unused) {
        // The first failure says more.
      }
      return WholeFile.why(e);
    }
  }

  /**
   * Deletes what no run will go on from: checkpoints and savepoints that are not whole, those that
   * are older than the newest, and folders that nothing is left in. What checkpoints of a job share
   * stays: the newest may need it.
   */
  void sweep(@Nullable Checkpoint newest) {
    try {
      for (org.apache.flink.core.fs.Path folder : all()) {
        if (newest == null || !folder.equals(new org.apache.flink.core.fs.Path(newest.folder()))) {
          files.delete(folder, true);
        }
      }
      for (FileStatus job : list(root)) {
        if (job.isDir() && isOfFlink(job.getPath())) {
          for (String shared : SHARED) {
            deleteIfEmpty(new org.apache.flink.core.fs.Path(job.getPath(), shared));
          }
          deleteIfEmpty(job.getPath());
        }
      }
    } catch (IOException e) {
      // It costs space; the next run tries again.
      LOG.warn("{} could not be tidied up: {}", name, WholeFile.why(e));
    }
  }

  /** The folders of all checkpoints and savepoints, whole or not. */
  private List<org.apache.flink.core.fs.Path> all() throws IOException {
    List<org.apache.flink.core.fs.Path> folders = new ArrayList<>();
    for (FileStatus job : list(root)) {
      if (job.isDir() && isOfFlink(job.getPath())) {
        boolean savepoints = job.getPath().getName().equals(SAVEPOINTS);
        for (FileStatus entry : list(job.getPath())) {
          org.apache.flink.core.fs.Path path = entry.getPath();
          if (entry.isDir() && (savepoints || path.getName().startsWith(CHECKPOINT_PREFIX))) {
            folders.add(path);
          }
        }
      }
    }
    return folders;
  }

  /** A job's folder has its id for a name; whatever else somebody keeps here is not ours. */
  private static boolean isOfFlink(org.apache.flink.core.fs.Path folder) {
    return folder.getName().equals(SAVEPOINTS) || folder.getName().matches("[0-9a-f]{32}");
  }

  /** After a power cut a file may be there without what was written to it. */
  private boolean isReadable(org.apache.flink.core.fs.Path folder) {
    try (DataInputStream metadata =
        new DataInputStream(files.open(new org.apache.flink.core.fs.Path(folder, METADATA)))) {
      return metadata.readInt() == Checkpoints.HEADER_MAGIC_NUMBER;
    } catch (IOException e) {
      return false;
    }
  }

  private Optional<Checkpoint> whole(org.apache.flink.core.fs.Path folder) {
    try {
      FileStatus metadata =
          files.getFileStatus(new org.apache.flink.core.fs.Path(folder, METADATA));
      return Optional.of(
          new Checkpoint(folder.toString(), Instant.ofEpochMilli(metadata.getModificationTime())));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private List<FileStatus> list(org.apache.flink.core.fs.Path folder) throws IOException {
    try {
      FileStatus[] entries = files.listStatus(folder);
      return entries == null ? List.of() : List.of(entries);
    } catch (FileNotFoundException e) {
      return List.of();
    }
  }

  private void deleteIfEmpty(org.apache.flink.core.fs.Path folder) throws IOException {
    if (files.exists(folder) && list(folder).isEmpty()) {
      files.delete(folder, false);
    }
  }

  @Override
  public void close() {
    giveUp(claim);
  }

  private static void giveUp(FolderClaim claim) {
    try {
      claim.close();
    } catch (IOException e) {
      Notice.warn(
          "the folder of --state could not be given back ("
              + WholeFile.why(e)
              + "); the next run with it may have to wait for five minutes");
    }
  }
}
