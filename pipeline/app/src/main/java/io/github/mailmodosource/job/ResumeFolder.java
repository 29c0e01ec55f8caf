package io.github.mailmodosource.job;

import io.github.mailmodosource.cluster.Cluster;
import io.github.mailmodosource.commandline.ExitCode;
import io.github.mailmodosource.commandline.UsageException;
import io.github.mailmodosource.failure.JobStoppedException;
import io.github.mailmodosource.ledger.LedgerFolder;
import io.github.mailmodosource.ledger.LedgerKey;
import io.github.mailmodosource.lines.WholeFile;
import io.github.mailmodosource.log.Notice;
import io.github.mailmodosource.report.RunSummary;
import io.github.mailmodosource.segment.SegmentSettings;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The folder of {@code --resume}: one run's alone until that has ended. It holds the ledger of what
 * Segment has accepted of a run that is unfinished; one that comes to its end deletes it.
 */
final class ResumeFolder implements AutoCloseable {
  private static final String OPTION = "--resume";

  /** What a run ends with that has brought everything to its end. */
  private static final Set<Integer> FINISHED =
      Set.of(ExitCode.DONE, ExitCode.DEAD_LETTERS, ExitCode.DIFFERENCES);

  /** Another run may end just then, and take the file along that this one has locked. */
  private static final int MOST_TRIES = 5;

  private final ResumeInput input;
  private final FolderFiles files;
  private final LedgerFolder ledger;
  private final FolderClaim claim;

  /** Whether nothing more is to be done about the files in it. */
  private boolean settled;

  private ResumeFolder(
      ResumeInput input, FolderFiles files, LedgerFolder ledger, FolderClaim claim) {
    this.input = input;
    this.files = files;
    this.ledger = ledger;
    this.claim = claim;
  }

  /**
   * Makes the folder if need be, takes it for a run, and says what the run goes on from.
   *
   * @return null where the folder that the user did not name cannot be written: then the run has no
   *     ledger, and says so
   * @throws UsageException with one clear line if a folder that the user named cannot be written,
   *     or another run goes on there
   */
  static @Nullable ResumeFolder take(ResumeInput input, JobRun run, RunFolders folders) {
    String folder;
    try {
      folder = folders.make(OPTION, input.name());
      folders.tryOut(OPTION, folder + "/trial");
    } catch (UsageException e) {
      if (input.given()) {
        throw e;
      }
      Notice.warn(
          "after a stop, this command would begin anew: "
              + input.name()
              + " cannot be written"
              + (e.getCause() instanceof IOException io ? " (" + WholeFile.why(io) + ")" : "")
              + "; name a folder with --resume");
      return null;
    }
    if (isSame(folder, run.reportFolder())) {
      throw new UsageException(
          OPTION + ": " + folder + " is the folder of the report; use another one");
    }
    FolderFiles files = new FolderFiles(folder);
    try {
      FolderClaim claim = claim(files, folders, run);
      try {
        throwIfGoesOn(claim.before(), run);
        ResumeFolder taken = new ResumeFolder(input, files, LedgerFolder.of(folder), claim);
        taken.tell();
        return taken;
      } catch (IOException | UsageException e) {
        claim.giveBack();
        claim.close();
        throw e;
      }
    } catch (IOException e) {
      throw new UsageException(
          OPTION
              + ": the folder "
              + folder
              + " cannot be used ("
              + WholeFile.why(e)
              + "); use another one, or "
              + OPTION
              + "=none",
          e);
    }
  }

  /**
   * A client that is killed gives the folder back, but its job goes on. Two of them would send the
   * same events at twice the pace.
   */
  private static void throwIfGoesOn(@Nullable RunMark before, JobRun run) {
    Cluster cluster = run.cluster();
    if (before == null || cluster == null) {
      return;
    }
    String job = cluster.livingJobOf(before.run());
    if (job != null) {
      throw new UsageException(
          OPTION
              + ": the job of the run "
              + before.run()
              + " is still going on; cancel it, or wait for its end and have its report with:"
              + " report "
              + job);
    }
  }

  /**
   * The ledger of a job whose end nobody waits for: a folder of its own, which the command {@code
   * report} deletes. Nobody would know that a run is unfinished, so the next one does not go on
   * from there.
   *
   * @return null if the user named none: then a line says what that means
   * @throws UsageException with one clear line if it is a relative one
   */
  static @Nullable String ofDetached(@Nullable ResumeInput input, JobRun run) {
    if (input == null || !input.given()) {
      Notice.warn(ResumeInput.NO_LEDGER);
      return null;
    }
    if (PathNames.isRelative(input.name())) {
      throw new UsageException(
          "--resume=" + input.name() + " is relative; name a folder that all workers reach");
    }
    return ofDetached(input.name(), run.id());
  }

  /** The same, for whoever knows the option's value. */
  static String ofDetached(String resume, String run) {
    return PathNames.folder(resume) + "/" + run;
  }

  /**
   * Deletes the ledgers of a run that has finished elsewhere: the one of a job whose end nobody was
   * to wait for, and the one of a client that was lost.
   */
  static void forget(String resume, String run) {
    delete(ofDetached(resume, run));
    FolderFiles files = new FolderFiles(PathNames.folder(resume));
    try {
      RunMark mark = files.exists(RunMark.FILE) ? RunMark.parse(files.read(RunMark.FILE)) : null;
      if (mark != null && mark.run().equals(run)) {
        files.delete(RunMark.FILE);
        delete(files.folder());
      }
    } catch (IOException e) {
      undeleted(files.folder(), e);
    }
  }

  private static void delete(String folder) {
    try {
      LedgerFolder.of(folder).clear();
      if (PathNames.isLocal(folder)) {
        RunFolders.deleteIfEmpty(Path.of(folder));
      }
    } catch (IOException e) {
      undeleted(folder, e);
    }
  }

  private static void undeleted(String folder, IOException e) {
    Notice.warn(folder + " could not be deleted (" + WholeFile.why(e) + ")");
  }

  private static boolean isSame(String folder, String other) {
    try {
      return folder.equals(other)
          || (PathNames.isLocal(folder)
              && PathNames.isLocal(other)
              && Files.isSameFile(Path.of(folder), Path.of(other)));
    } catch (IOException e) {
      return false;
    }
  }

  private static FolderClaim claim(FolderFiles files, RunFolders folders, JobRun run)
      throws IOException {
    RunMark mark = new RunMark(run.id(), run.started(), run.started());
    for (int tries = 1; ; tries++) {
      folders.make(OPTION, files.folder());
      String before = lockedFile(files);
      FolderClaim claim = FolderClaim.take(OPTION, files);
      if (before.equals(lockedFile(files))) {
        claim.mark(mark);
        return claim;
      }
      claim.close();
      if (tries == MOST_TRIES) {
        throw new IOException("other runs end there all the time");
      }
    }
  }

  /**
   * Which file has the name of the one that is locked. It is made here, and never opened: a process
   * that closes a file loses its lock on it.
   */
  private static String lockedFile(FolderFiles files) throws IOException {
    if (!files.isLocal()) {
      return "";
    }
    Path file = files.path(RunMark.FILE);
    try {
      WholeFile.createFile(file);
    } catch (FileAlreadyExistsException e) {
      // As it is after a stop.
    }
    return String.valueOf(Files.readAttributes(file, BasicFileAttributes.class).fileKey());
  }

  /** What an earlier run left, if it did. */
  private void tell() throws IOException {
    long accepted = ledger.count(key());
    if (accepted > 0) {
      Notice.info(
          "resuming: "
              + RunSummary.counted(accepted, "event", "events")
              + " that Segment accepted before "
              + (accepted == 1 ? "is" : "are")
              + " not sent again ("
              + files.folder()
              + "; --resume=none sends all)");
    }
  }

  /** Null where only the workers know it. */
  private @Nullable LedgerKey key() {
    SegmentSettings segment = input.segment();
    try {
      return LedgerKey.of(segment.writeKey().read(), segment.batchAddress().toString());
    } catch (JobStoppedException e) {
      return null;
    }
  }

  /** As the workers know it. */
  String folder() {
    return input.elsewhere() && files.isLocal()
        ? Path.of(files.folder()).toAbsolutePath().normalize().toString()
        : files.folder();
  }

  /** The run has ended: one that brought everything to its end needs no ledger any more. */
  void ended(int exitCode) {
    if (FINISHED.contains(exitCode)) {
      remove();
    }
  }

  private void remove() {
    try {
      ledger.clear();
      if (files.isLocal()) {
        // While the lock is held; whoever has opened the file by now sees that it is gone.
        files.delete(RunMark.FILE);
        settled = true;
        RunFolders.deleteIfEmpty(Path.of(files.folder()));
        RunFolders.deleteIfEmpty(input.parent());
      }
    } catch (IOException e) {
      Notice.warn(
          files.folder()
              + " could not be deleted ("
              + WholeFile.why(e)
              + "): delete it, or this command does not send again what it has sent");
    }
  }

  /** Nothing came of the run: everything is as it was before. */
  void giveBack() {
    settled = true;
    try {
      claim.giveBack();
    } catch (IOException e) {
      told(e);
    }
  }

  /** Whoever wrote nothing down leaves nothing behind. */
  @Override
  public void close() {
    try {
      if (!settled && ledger.isEmpty()) {
        remove();
      }
      claim.close();
    } catch (IOException e) {
      told(e);
    }
  }

  private static void told(IOException e) {
    Notice.warn(
        "the folder of "
            + OPTION
            + " could not be given back ("
            + WholeFile.why(e)
            + "); the next run with it may have to wait for five minutes");
  }
}
