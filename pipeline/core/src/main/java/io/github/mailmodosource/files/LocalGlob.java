package io.github.mailmodosource.files;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the files of this machine that a path or glob names, level by level: only folders that the
 * pattern leads into are opened, and whatever cannot be read or listed there is an error, for rows
 * that nobody sees are rows that nobody misses. (Beam walks all that lies below, passes over what
 * it may not see, and goes round in a circle of links without end.)
 *
 * <ul>
 *   <li>{@code *} and {@code ?} stay within a name, {@code **} is folders at any depth, {@code
 *       [a-z]}, {@code [!a-z]} and {@code {opens,clicks}} are as in a shell, a backslash takes the
 *       next character as it is.
 *   <li>A folder stands for the files in it, at any depth.
 *   <li>Names that begin with {@code .} or {@code _} are left out, unless the pattern has that
 *       character there.
 *   <li>Links are followed; a file or folder that several names lead to is read once.
 * </ul>
 */
final class LocalGlob {
  private static final String WILDCARDS = "*?[{\\";
  private static final int MOST_LINKS = 40;

  /** The folders that were walked through to their ends, as they are called without links. */
  private final Set<Path> walked = new HashSet<>();

  private final Visitor visitor;
  private boolean metLink;

  private LocalGlob(Visitor visitor) {
    this.visitor = visitor;
  }

  /** What becomes of what a pattern leads to. */
  interface Visitor {
    /** Which names in a folder are known already, so that nothing is asked about them. */
    default Predicate<Path> known(Path folder) throws IOException {
      return entry -> false;
    }

    /**
     * A file, or a pipe.
     *
     * @param attributes of what it leads to, if it is a link
     * @param named whether it was named by more than a wildcard
     */
    void file(Path file, BasicFileAttributes attributes, boolean named) throws IOException;

    /**
     * Something that cannot be listed or read.
     *
     * @param e says it in one clear line
     * @throws IOException to end the walk; else it goes on with what stands beside it
     */
    void failed(IOException e) throws IOException;
  }

  /**
   * The files, in the order of their names; none if nothing has such a name.
   *
   * @throws IOException with one clear line if something that the pattern leads to cannot be listed
   *     or read
   */
  static List<ListedFile> find(String pattern) throws IOException {
    Finder finder = new Finder();
    LocalGlob glob = new LocalGlob(finder);
    glob.walk(pattern);
    return glob.metLink ? eachOnce(finder.found) : List.copyOf(finder.found.values());
  }

  /**
   * Has all that the pattern leads to visited; of a file with several names, each.
   *
   * @throws IOException what the visitor throws
   */
  static void walk(String pattern, Visitor visitor) throws IOException {
    new LocalGlob(visitor).walk(pattern);
  }

  /** The folder in which a pattern begins to look: what stands in front of its first wildcard. */
  static Path folderOf(String pattern) {
    Path itself = Path.of(isThere(pattern) || !isGlob(pattern) ? pattern : beforeGlob(pattern));
    if (isGlob(pattern) && !isThere(pattern)) {
      return itself;
    }
    Path above = itself.getParent();
    return above == null ? Path.of("") : above;
  }

  private static String beforeGlob(String pattern) {
    int end = 0;
    for (int slash = pattern.indexOf('/'); slash >= 0; slash = pattern.indexOf('/', slash + 1)) {
      if (isGlob(pattern.substring(0, slash))) {
        break;
      }
      end = slash == 0 ? 1 : slash;
    }
    return pattern.substring(0, end);
  }

  private void walk(String pattern) throws IOException {
    if (isThere(pattern)) {
      add(Path.of(pattern), true);
      return;
    }
    for (String alternative : withoutBraces(pattern)) {
      boolean absolute = alternative.startsWith("/");
      List<String> names = new ArrayList<>();
      for (String name : alternative.split("/", -1)) {
        if (!name.isEmpty()) {
          names.add(name);
        }
      }
      each(() -> descend(Path.of(absolute ? "/" : ""), names));
    }
  }

  /** A part of the walk, beside which others stand. */
  private void each(Part part) throws IOException {
    try {
      part.walk();
    } catch (IOException e) {
      visitor.failed(e);
    }
  }

  private interface Part {
    void walk() throws IOException;
  }

  /** Whether the text as a whole is the name of something. */
  static boolean isThere(String name) {
    try {
      return !name.isEmpty() && Files.exists(Path.of(name), LinkOption.NOFOLLOW_LINKS);
    } catch (InvalidPathException e) {
      return false;
    }
  }

  static boolean isGlob(String pattern) {
    return pattern.chars().anyMatch(c -> WILDCARDS.indexOf(c) >= 0);
  }

  private void descend(Path folder, List<String> names) throws IOException {
    if (names.isEmpty()) {
      add(folder, true);
      return;
    }
    String name = names.get(0);
    List<String> rest = names.subList(1, names.size());
    Path literal = isGlob(name) ? null : folder.resolve(name);
    // A bracket is as often a part of a name as it is a wildcard.
    if (literal == null && name.indexOf('*') < 0 && name.indexOf('?') < 0) {
      Path itself = folder.resolve(name);
      literal = Files.exists(itself, LinkOption.NOFOLLOW_LINKS) ? itself : null;
    }
    if (literal != null) {
      if (attributes(literal) != null) {
        descend(literal, rest);
      }
    } else if (name.contains("**")) {
      descendAnyDepth(folder, name, rest);
    } else {
      descendMatching(folder, name, rest);
    }
  }

  private void descendMatching(Path folder, String name, List<String> rest) throws IOException {
    Pattern regex = regex(name);
    boolean named = isHidden(name);
    for (Path entry : list(folder, n -> (named || !isHidden(n)) && regex.matcher(n).matches())) {
      each(
          () -> {
            if (rest.isEmpty()) {
              add(entry, false);
            } else if (isFolder(entry)) {
              descend(entry, rest);
            }
          });
    }
  }

  /** {@code **} alone is any number of folders; with other characters the rest is a name. */
  private void descendAnyDepth(Path folder, String name, List<String> rest) throws IOException {
    List<String> inEach = new ArrayList<>(rest);
    if (!name.matches("\\*+")) {
      inEach.add(0, name.replaceAll("\\*\\*+", "*"));
    }
    if (inEach.isEmpty()) {
      add(folder, true);
    } else {
      everyFolder(folder, new HashSet<>(), inEach);
    }
  }

  private void everyFolder(Path folder, Set<Path> seen, List<String> rest) throws IOException {
    if (!seen.add(folder.toRealPath())) {
      return;
    }
    each(() -> descend(folder, rest));
    for (Path entry : list(folder, n -> !isHidden(n))) {
      each(
          () -> {
            if (isFolder(entry)) {
              everyFolder(entry, seen, rest);
            }
          });
    }
  }

  /**
   * Adds a file, or all of a folder.
   *
   * @param named whether it was named by more than a wildcard
   */
  private void add(Path path, boolean named) throws IOException {
    BasicFileAttributes file = attributes(path);
    if (file == null) {
      return;
    }
    if (file.isDirectory()) {
      if (walked.add(path.toRealPath())) {
        for (Path entry : list(path, n -> !isHidden(n))) {
          each(() -> add(entry, false));
        }
      }
      return;
    }
    String name = path.toString();
    if (!path.equals(Path.of(name))) {
      throw new IOException(
          name
              + ": this name is not in the character set of this system ("
              + System.getProperty("sun.jnu.encoding")
              + "); rename it, or set LC_ALL=C.UTF-8, as scripts/mailmodo-source does");
    }
    visitor.file(path, file, named);
  }

  /** Finds files that are all to be read. */
  private static final class Finder implements Visitor {
    /** By name, so that every run reads them in the same order. */
    private final Map<String, ListedFile> found = new TreeMap<>();

    @Override
    public void file(Path path, BasicFileAttributes file, boolean named) throws IOException {
      String name = path.toString();
      if (file.isOther() && !named) {
        throw new IOException(name + " is not a file; a pipe has to be named by itself");
      }
      if (!Files.isReadable(path)) {
        throw new IOException(name + " cannot be read: permission denied");
      }
      found.put(name, new ListedFile(name, file.isOther() ? ListedFile.PIPE : file.size(), true));
    }

    @Override
    public void failed(IOException e) throws IOException {
      throw e;
    }
  }

  /** Of several names of a file that with the fewest links. */
  private static List<ListedFile> eachOnce(Map<String, ListedFile> found) throws IOException {
    Map<Path, ListedFile> once = new LinkedHashMap<>();
    for (ListedFile file : found.values()) {
      Path name = Path.of(file.name());
      once.merge(
          file.isPipe() ? name : name.toRealPath(),
          file,
          (a, b) -> links(b.name()) < links(a.name()) ? b : a);
    }
    List<ListedFile> files = new ArrayList<>(once.values());
    files.sort(Comparator.comparing(ListedFile::name));
    return files;
  }

  private static int links(String name) {
    int links = 0;
    for (Path path = Path.of(name); path != null; path = path.getParent()) {
      links += Files.isSymbolicLink(path) ? 1 : 0;
    }
    return links;
  }

  private boolean isFolder(Path path) throws IOException {
    BasicFileAttributes attributes = attributes(path);
    return attributes != null && attributes.isDirectory();
  }

  /**
   * What a path leads to; null if it does not exist, or is a link that leads to itself.
   *
   * @throws IOException with one clear line for a link that leads nowhere
   */
  private @Nullable BasicFileAttributes attributes(Path path) throws IOException {
    try {
      BasicFileAttributes attributes =
          Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (!attributes.isSymbolicLink()) {
        return attributes;
      }
      metLink = true;
      if (leadsInACircle(path)) {
        return null;
      }
      try {
        return Files.readAttributes(path, BasicFileAttributes.class);
      } catch (NoSuchFileException e) {
        throw new IOException(
            path + " is a link to " + Files.readSymbolicLink(path) + ", which does not exist", e);
      }
    } catch (NoSuchFileException e) {
      return null;
    } catch (AccessDeniedException e) {
      throw new IOException(e.getFile() + " cannot be read: permission denied", e);
    } catch (FileSystemException e) {
      if (isBelowFile(path)) {
        return null;
      }
      throw new IOException(path + " cannot be read: " + e.getReason(), e);
    }
  }

  private static boolean isBelowFile(Path path) {
    for (Path above = path.getParent(); above != null; above = above.getParent()) {
      if (Files.exists(above)) {
        return !Files.isDirectory(above);
      }
    }
    return false;
  }

  private static boolean leadsInACircle(Path link) throws IOException {
    Set<Path> seen = new HashSet<>();
    Path at = link.toAbsolutePath().normalize();
    while (seen.size() < MOST_LINKS && Files.isSymbolicLink(at)) {
      if (!seen.add(at)) {
        return true;
      }
      at = at.resolveSibling(Files.readSymbolicLink(at)).normalize();
    }
    return false;
  }

  /** What stands in a folder, has such a name, and is not known. */
  private List<Path> list(Path folder, Predicate<String> names) throws IOException {
    List<Path> entries = new ArrayList<>();
    if (!folder.toString().isEmpty() && !isFolder(folder)) {
      return entries;
    }
    Path opened = folder.toString().isEmpty() ? Path.of(".") : folder;
    try (DirectoryStream<Path> all = Files.newDirectoryStream(opened)) {
      Predicate<Path> known = visitor.known(opened);
      for (Path entry : all) {
        Path name = entry.getFileName();
        if (names.test(name.toString()) && !known.test(name)) {
          entries.add(folder.resolve(name));
        }
      }
    } catch (AccessDeniedException e) {
      throw new IOException(opened + " cannot be listed: permission denied", e);
    } catch (DirectoryIteratorException e) {
      throw new IOException(opened + " cannot be listed: " + e.getMessage(), e);
    }
    Collections.sort(entries);
    return entries;
  }

  /** As Hadoop and Spark have it: notes of tools, not data. */
  static boolean isHidden(String name) {
    return name.startsWith(".") || name.startsWith("_");
  }

  /** {@code a{b,c}} is {@code ab} and {@code ac}; braces that are not closed are themselves. */
  static List<String> withoutBraces(String pattern) {
    int open = indexOfOpen(pattern);
    if (open < 0) {
      return List.of(pattern);
    }
    List<String> alternatives = new ArrayList<>();
    int depth = 0;
    int start = open + 1;
    for (int i = open; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '{') {
        depth++;
      } else if ((c == ',' || c == '}') && depth == 1) {
        alternatives.add(pattern.substring(start, i));
        start = i + 1;
        if (c == '}') {
          List<String> all = new ArrayList<>();
          for (String alternative : alternatives) {
            all.addAll(
                withoutBraces(pattern.substring(0, open) + alternative + pattern.substring(i + 1)));
          }
          return all;
        }
      } else if (c == '}') {
        depth--;
      }
    }
    return List.of(pattern);
  }

  private static int indexOfOpen(String pattern) {
    for (int i = 0; i < pattern.length(); i++) {
      if (pattern.charAt(i) == '\\') {
        i++;
      } else if (pattern.charAt(i) == '{') {
        return i;
      }
    }
    return -1;
  }

  /** A name with wildcards, as Java's regular expression. */
  private static Pattern regex(String name) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      int close = c == '[' ? closingBracket(name, i) : -1;
      if (c == '*') {
        regex.append(".*");
      } else if (c == '?') {
        regex.append('.');
      } else if (close > 0) {
        regex.append(characterClass(name.substring(i + 1, close)));
        i = close;
      } else {
        if (c == '\\' && i + 1 < name.length()) {
          i++;
        }
        regex.append(Pattern.quote(name.substring(i, i + 1)));
      }
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL);
  }

  private static int closingBracket(String name, int open) {
    int first = open + 1;
    if (first < name.length() && (name.charAt(first) == '!' || name.charAt(first) == '^')) {
      first++;
    }
    // A bracket that comes first is one of the characters.
    return name.indexOf(']', first + 1);
  }

  private static String characterClass(String inside) {
    boolean not = inside.startsWith("!") || inside.startsWith("^");
    StringBuilder characters = new StringBuilder(not ? "[^" : "[");
    for (int i = not ? 1 : 0; i < inside.length(); i++) {
      char c = inside.charAt(i);
      boolean range = c == '-' && i > (not ? 1 : 0) && i < inside.length() - 1;
      characters.append(range ? "-" : c < 128 && !Character.isLetterOrDigit(c) ? "\\" + c : c);
    }
    return characters.append(']').toString();
  }
}
