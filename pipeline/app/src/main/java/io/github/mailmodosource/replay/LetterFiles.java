package io.github.mailmodosource.replay;

import io.github.mailmodosource.commandline.UsageException;
import io.github.mailmodosource.deadletter.DeadLetterFormat;
import io.github.mailmodosource.files.InputFiles;
import io.github.mailmodosource.job.PathNames;
import io.github.mailmodosource.rows.SourceRow;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The files that {@code --deadLetters} names. A folder stands for the files of dead letters that
 * are in it, not for those of folders below it: those whose names begin with {@code dead-letters},
 * and JSON files with other names that hold letters, as somebody put them together. A run's other
 * files lie beside them.
 */
final class LetterFiles {
  private static final String WRITTEN = "dead-letters-*.jsonl";
  private static final Pattern JSON_FILE =
      Pattern.compile("(?i)[^._].*\\.(jsonl|ndjson|json)(\\.(gz|bz2|zst))?");
  private static final int FIRST_ROWS = 100;

  private final Set<String> names = new LinkedHashSet<>();

  private LetterFiles() {}

  /**
   * Finds the files, and looks whether there is anything in them.
   *
   * @param report the value of {@code --report}
   * @throws UsageException with one clear line
   */
  static InputFiles of(@Nullable String value, @Nullable String report) {
    if (value == null || value.isBlank()) {
      throw new UsageException(
          "--deadLetters is missing; name the folder to send again, such as"
              + " --deadLetters=reports/send-20261120T030405678Z");
    }
    LetterFiles files = new LetterFiles();
    String whole = PathNames.withoutScheme(value.strip());
    if (existing(whole) != null) {
      files.add(whole);
    } else {
      InputFiles.patterns(value).forEach(part -> files.add(PathNames.withoutScheme(part)));
    }
    if (report != null) {
      files.checkIsNoFolderOf(report);
    }
    InputFiles letters = InputFiles.ofLetters(List.copyOf(files.names));
    if (files.areAllEmpty()) {
      throw new UsageException(
          "--deadLetters: "
              + value
              + " holds no dead letter: "
              + (files.names.size() == 1
                  ? files.names.iterator().next() + " is empty"
                  : "its " + files.names.size() + " files are empty")
              + "; there is nothing to send again");
    }
    return letters;
  }

  private void add(String name) {
    Path path = existing(name);
    if (path != null && Files.isDirectory(path)) {
      addFolder(name, filesIn(path));
    } else if (path != null || name.equals("-") || isPattern(name)) {
      names.addAll(name.equals("-") ? List.of(name) : named(name));
    } else if (!PathNames.isLocal(name)) {
      addFolder(name, named(PathNames.withoutSlash(name) + "/*"));
    } else {
      throw new UsageException(
          "--deadLetters: "
              + PathNames.withoutSlash(name)
              + "/"
              + WRITTEN
              + " does not match any file: the folder "
              + PathNames.withoutSlash(name)
              + " does not exist");
    }
  }

  private void addFolder(String folder, List<String> files) {
    List<String> letters = files.stream().filter(LetterFiles::isOfLetters).toList();
    if (letters.isEmpty()) {
      throw new UsageException(
          "--deadLetters: "
              + PathNames.withoutSlash(folder)
              + "/"
              + WRITTEN
              + " does not match any file, and no other file there holds dead letters (folders below"
              + " it are not read); there is nothing to send again");
    }
    names.addAll(letters);
  }

  private static List<String> named(String pattern) {
    try {
      return InputFiles.names(pattern);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--deadLetters: " + e.getMessage(), e);
    }
  }

  private static List<String> filesIn(Path folder) {
    List<String> files = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        if (!Files.isDirectory(entry)) {
          files.add(entry.toString());
        }
      }
    } catch (IOException e) {
      throw new UsageException("--deadLetters: the folder " + folder + " cannot be read", e);
    }
    files.sort(null);
    return files;
  }

  private static boolean isOfLetters(String file) {
    String name = file.substring(file.lastIndexOf('/') + 1);
    return JSON_FILE.matcher(name).matches()
        && (name.startsWith("dead-letters") || holdsLetter(file));
  }

  /** Whether one of the first rows is a letter. */
  private static boolean holdsLetter(String file) {
    boolean[] found = {false};
    try {
      for (SourceRow row : firstRows(file, FIRST_ROWS)) {
        LetterText.forEachPart(
            row.buffer(),
            row.offset(),
            row.offset() + row.length(),
            (from, end) -> found[0] |= isLetter(row.buffer(), from, end));
      }
    } catch (IllegalArgumentException e) {
      // It is no text, or may not be read: no file of ours.
      return false;
    }
    return found[0];
  }

  private static boolean isLetter(byte[] bytes, int from, int end) {
    try {
      DeadLetterFormat.read(bytes, from, end - from);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** What comes through a pipe is seen when the run reads it. */
  private boolean areAllEmpty() {
    for (String name : names) {
      Path path = existing(name);
      boolean pipe = path == null ? PathNames.isLocal(name) : !Files.isRegularFile(path);
      if (pipe || !firstRows(name, 1).isEmpty()) {
        return false;
      }
    }
    return true;
  }

  private static List<SourceRow> firstRows(String file, int most) {
    return InputFiles.ofLetters(List.of(file)).firstRows(most).stream()
        .flatMap(first -> first.rows().stream())
        .toList();
  }

  /** Letters that fail again would be sent once more with the old ones. */
  private void checkIsNoFolderOf(String report) {
    for (String name : names) {
      int slash = name.lastIndexOf('/');
      if (isSame(slash < 0 ? "." : name.substring(0, slash + 1), PathNames.withoutScheme(report))) {
        throw new UsageException(
            "--report must be another folder than --deadLetters: letters that fail again are"
                + " written there, and would be sent once more with the old ones");
      }
    }
  }

  static boolean isSame(String folder, String other) {
    if (!PathNames.isLocal(folder) || !PathNames.isLocal(other)) {
      return plain(folder).equals(plain(other));
    }
    try {
      Path a = real(Path.of(folder));
      Path b = real(Path.of(other));
      // Names of one file may differ, such as in their case.
      return a.equals(b) || (Files.exists(a) && Files.exists(b) && Files.isSameFile(a, b));
    } catch (IOException | InvalidPathException e) {
      // Whoever makes the folder says what is wrong with it.
      return false;
    }
  }

  /** A path without links and dots, as far as it exists. */
  private static Path real(Path path) throws IOException {
    Path absolute = path.toAbsolutePath();
    Path parent = absolute.getParent();
    if (parent == null || Files.exists(absolute)) {
      return absolute.toRealPath();
    }
    Path resolved = real(parent).resolve(absolute.getFileName()).normalize();
    return Files.exists(resolved) ? resolved.toRealPath() : resolved;
  }

  private static String plain(String uri) {
    return PathNames.withoutSlash(uri.replaceAll("/\\.(?=/|$)", "").replaceAll("(?<![:/])/+", "/"));
  }

  private static @Nullable Path existing(String name) {
    try {
      Path path = Path.of(name);
      return !name.isEmpty() && Files.exists(path) ? path : null;
    } catch (InvalidPathException e) {
      return null;
    }
  }

  private static boolean isPattern(String name) {
    return name.chars().anyMatch(c -> "*?[{".indexOf(c) >= 0)
        || JSON_FILE.matcher(name.substring(name.lastIndexOf('/') + 1)).matches();
  }
}
