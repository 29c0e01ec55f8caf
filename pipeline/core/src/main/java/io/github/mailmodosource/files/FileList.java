package io.github.mailmodosource.files;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.MatchResult;

/** The files of a pattern: of this machine by {@link LocalGlob}, all others by Beam. */
final class FileList {
  private static final Pattern SCHEME = Pattern.compile("^[a-zA-Z][-a-zA-Z0-9+.]+:/.*");
  private static final Pattern LOCAL_SCHEME = Pattern.compile("^file:(//)?(?=/)");

  private FileList() {}

  /**
   * The files, in the order of their names; none if nothing has such a name.
   *
   * @throws IOException with one clear line if something cannot be listed
   * @throws IllegalArgumentException with one clear line if there is no such file system
   */
  static List<ListedFile> of(String pattern) throws IOException {
    if (isLocal(pattern)) {
      try {
        return LocalGlob.find(localName(pattern));
      } catch (InvalidPathException e) {
        throw new IOException(
            pattern
                + " cannot be the name of a file in this locale; set LC_ALL=C.UTF-8, as"
                + " scripts/mailmodo-source does",
            e);
      }
    }
    List<ListedFile> files = new ArrayList<>();
    for (MatchResult.Metadata file : match(pattern)) {
      String name = file.resourceId().toString();
      files.add(new ListedFile(name, file.sizeBytes(), file.isReadSeekEfficient()));
    }
    files.sort(Comparator.comparing(ListedFile::name));
    return files;
  }

  /** Whether the name is one of this machine's file system. */
  static boolean isLocal(String name) {
    return LocalGlob.isThere(name)
        || !SCHEME.matcher(name).matches()
        || LOCAL_SCHEME.matcher(name).find();
  }

  /** Opens a file. */
  static ReadableByteChannel open(String name) throws IOException {
    return isLocal(name)
        ? Files.newByteChannel(Path.of(localName(name)))
        : FileSystems.open(FileSystems.matchNewResource(name, false));
  }

  static InputStream stream(String name) throws IOException {
    return Channels.newInputStream(open(name));
  }

  static String localName(String name) {
    return LocalGlob.isThere(name) ? name : LOCAL_SCHEME.matcher(name).replaceFirst("");
  }

  /** The files of a pattern that is not of this machine. */
  static List<MatchResult.Metadata> match(String pattern) throws IOException {
    try {
      MatchResult match = FileSystems.match(pattern);
      return match.status() == MatchResult.Status.NOT_FOUND ? List.of() : match.metadata();
    } catch (FileNotFoundException e) {
      return List.of();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          pattern
              + " is on a file system that is not available ("
              + e.getMessage()
              + "); add its jars with MAILMODO_SOURCE_CLASSPATH",
          e);
    } catch (IOException e) {
      throw new IOException(pattern + " cannot be listed: " + e.getMessage(), e);
    }
  }
}
