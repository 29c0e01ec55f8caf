package io.github.mailmodosource.job;

import io.github.mailmodosource.commandline.UsageException;
import io.github.mailmodosource.lines.WholeFile;
import io.github.mailmodosource.log.Notice;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.beam.sdk.io.FileSystems;
import org.jspecify.annotations.Nullable;

/**
 * The folders that a run writes to: made and tried before anything is sent, and given back as they
 * were if nothing comes of the run.
 */
final class RunFolders implements AutoCloseable {
  /** Local ones that were not there, the deepest first. */
  private final Deque<Path> made = new ArrayDeque<>();

  private @Nullable FolderFiles report;
  private @Nullable FolderClaim claim;
  private @Nullable EarlierRuns earlier;
  private List<String> filesOfRun = List.of();

  /**
   * Makes a folder with those above it, for its owner only, and returns it as files are named in
   * it: without a slash at its end, and a local one without {@code file://}, which Beam takes for a
   * part of the name when it writes. Folders of other file systems need not be made.
   *
   * @throws UsageException with one clear line, before anything is sent that could not be reported
   */
  String make(String option, String value) {
    String folder = PathNames.withoutSlash(PathNames.withoutScheme(value));
    if (folder.isBlank()) {
      throw new UsageException(option + " is empty; name a folder");
    }
    try {
      if (PathNames.isLocal(folder)) {
        make(Path.of(folder));
      } else {
        FileSystems.matchNewResource(folder, true);
      }
      return folder;
    } catch (IOException e) {
      throw cannotBeMade(option, folder, e);
    } catch (InvalidPathException e) {
      throw new UsageException(
          option + ": " + folder.replace('\0', '?') + " is not a path of a folder; use another one",
          e);
    } catch (IllegalArgumentException e) {
      throw new UsageException(
          option
              + ": "
              + folder
              + " is on a file system that is not available ("
              + e.getMessage()
              + "); use another folder, or add its jars with MAILMODO_SOURCE_CLASSPATH",
          e);
    }
  }

  /** Makes a local folder, and remembers which ones were not there. */
  private void make(Path folder) throws IOException {
    List<Path> missing = new ArrayList<>();
    for (Path path = folder.toAbsolutePath();
        path != null && !Files.exists(path, LinkOption.NOFOLLOW_LINKS);
        path = path.getParent()) {
      missing.add(0, path);
    }
    missing.forEach(made::push);
    WholeFile.makeFolder(folder);
  }

  /** A folder that somebody else made, for this run alone. */
  void madeFor(Path folder) {
    made.push(folder);
  }

  /**
   * Takes the report's folder for a run: what earlier runs left in it is moved to {@code earlier}.
   *
   * @throws UsageException with one clear line if another run goes on there, or if what stands
   *     there cannot be moved
   */
  void claim(JobRun run) {
    FolderFiles folder = new FolderFiles(run.reportFolder());
    report = folder;
    filesOfRun = run.files();
    FolderClaim taken;
    try {
      taken = FolderClaim.take("--report", folder);
    } catch (IOException e) {
      throw cannotBeWritten("--report", folder.folder() + "/" + RunMark.FILE, e);
    }
    claim = taken;
    try {
      earlier = EarlierRuns.move(folder, taken.before());
    } catch (IOException e) {
      throw new UsageException(
          "--report: what an earlier run left in "
              + folder.folder()
              + " cannot be moved to "
              + folder.folder()
              + "/earlier ("
              + WholeFile.why(e)
              + "); use another folder",
          e);
    }
    try {
      taken.mark(new RunMark(run.id(), run.started(), run.started()));
    } catch (IOException e) {
      throw cannotBeWritten("--report", folder.folder() + "/" + RunMark.FILE, e);
    }
  }

  /**
   * Writes some of a file, and nothing of it stays.
   *
   * @throws UsageException with one clear line if that is not possible
   */
  void tryOut(String option, String file) {
    try {
      WholeFile.tryOut(file);
    } catch (IOException e) {
      throw cannotBeWritten(option, file, e);
    }
  }

  /** Nothing came of the run: everything is as it was before. */
  void giveBack() {
    try {
      if (claim != null && report != null) {
        if (earlier != null) {
          for (String file : filesOfRun) {
            report.delete(file);
          }
          earlier.moveBack();
        }
        claim.giveBack();
      }
      while (!made.isEmpty()) {
        deleteIfEmpty(made.pop());
      }
    } catch (IOException e) {
      Notice.warn(
          "the folder of the report could not be left as it was (" + WholeFile.why(e) + ")");
    }
  }

  @Override
  public void close() {
    try {
      if (claim != null) {
        claim.close();
      }
    } catch (IOException e) {
      Notice.warn(
          "the folder of the report could not be given back ("
              + WholeFile.why(e)
              + "); the next run into it may have to wait for five minutes");
    }
  }

  static void deleteIfEmpty(@Nullable Path folder) throws IOException {
    try {
      if (folder != null && Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
        Files.delete(folder);
      }
    } catch (DirectoryNotEmptyException e) {
      // Somebody else has use for it.
    }
  }

  private static UsageException cannotBeWritten(String option, String file, IOException e) {
    return new UsageException(
        option
            + ": "
            + file
            + " could not be written ("
            + WholeFile.why(e)
            + "); use another folder",
        e);
  }

  static UsageException cannotBeMade(String option, String folder, IOException e) {
    String why = e instanceof NoSuchFileException ? "" : " (" + WholeFile.why(e) + ")";
    return new UsageException(
        option + ": the folder " + folder + " cannot be created" + why + "; use another one", e);
  }
}
