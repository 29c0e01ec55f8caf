package io.github.mailmodosource.job;

import io.github.mailmodosource.commandline.UsageException;

/** Tries whether a folder could be written, and leaves it as it was. */
public final class FolderTrial {
  private FolderTrial() {}

  /**
   * Makes the folder if need be, writes a file, and takes all of it back.
   *
   * @param option with its dashes, for the message
   * @return the folder's name
   * @throws UsageException with one clear line if that is not possible
   */
  public static String of(String option, String folder) {
    try (RunFolders folders = new RunFolders()) {
      try {
        String made = folders.make(option, folder);
        folders.tryOut(option, made + "/trial");
        return made;
      } finally {
        folders.giveBack();
      }
    }
  }
}
