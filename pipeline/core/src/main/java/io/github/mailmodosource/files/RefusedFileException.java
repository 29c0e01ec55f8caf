package io.github.mailmodosource.files;

import java.io.IOException;

/** A file whose content is nothing that can be read. */
final class RefusedFileException extends IOException {
  private static final long serialVersionUID = 1;

  /**
   * @param message one line with the file's name, what it is, and the fix
   */
  RefusedFileException(String message) {
    super(message);
  }
}
