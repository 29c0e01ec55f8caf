package io.github.mailmodosource.files;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.MatchResult;

/**
 * What shows that a file has changed.
 *
 * @param size its bytes
 * @param modified when it was last written, in ns since 1970; 0 if its file system does not know
 * @param readable whether it may be read: rights that are given later change neither of the others
 */
record FileStamp(long size, long modified, boolean readable) {
  /** Of a file that does not exist any more. */
  static final FileStamp GONE = new FileStamp(-1, 0, false);

  static FileStamp of(Path file, BasicFileAttributes attributes) {
    return new FileStamp(
        attributes.size(),
        attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS),
        Files.isReadable(file));
  }

  static FileStamp of(MatchResult.Metadata file) {
    return new FileStamp(
        file.sizeBytes(), TimeUnit.MILLISECONDS.toNanos(file.lastModifiedMillis()), true);
  }

  /**
   * Looks at a file.
   *
   * @throws IOException if it does not exist
   */
  static FileStamp of(String name) throws IOException {
    if (FileList.isLocal(name)) {
      Path file = Path.of(FileList.localName(name));
      return of(file, Files.readAttributes(file, BasicFileAttributes.class));
    }
    MatchResult match = FileSystems.match(FileSystems.matchNewResource(name, false).toString());
    if (match.status() == MatchResult.Status.NOT_FOUND) {
      throw new FileNotFoundException(name);
    }
    return of(match.metadata().get(0));
  }
}
