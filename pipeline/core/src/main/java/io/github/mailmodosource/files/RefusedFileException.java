package io.github.mailmodosource.files;

import java.io.IOException;

/** A file whose content is of a kind that is not read, which trying again does not change. */
public final class RefusedFileException extends IOException {
  private static final long serialVersionUID = 1;

  /**
   * @param message one line with the file's name, what it is, and the fix
   */
  public RefusedFileException(String message) {
    super(message);
  }
}
