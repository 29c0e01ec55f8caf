package io.github.mailmodosource.lean;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The two jars that a build leaves, as they stand. */
enum Jar {
  FAT("mailmodo-source"),
  LEAN("mailmodo-source-lean");

  static final String LICENSES = "META-INF/licenses/";

  private static final Path TARGET = Path.of("pipeline/app/target");

  private final String title;

  Jar(String title) {
    this.title = title;
  }

  Path path() {
    return TARGET.resolve(title + ".jar");
  }

  /** What lies beside it and says what is in it. */
  Path billOfMaterials() {
    return TARGET.resolve(title + ".cdx.json");
  }

  long size() throws IOException {
    return Files.size(path());
  }

  /** Its files, in its own order; one that is in it twice is listed twice. */
  List<String> files() {
    return files(path());
  }

  /** The files of any jar. */
  static List<String> files(Path jar) {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      return zip.stream()
          .filter(entry -> !entry.isDirectory())
          .<String>map(ZipEntry::getName)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(jar.toString(), e);
    }
  }

  /** The libraries that have a folder of licences in it. */
  Set<String> licensed() {
    Set<String> names = new TreeSet<>();
    for (String file : files()) {
      if (file.startsWith(LICENSES) && file.indexOf('/', LICENSES.length()) > 0) {
        names.add(file.substring(LICENSES.length(), file.indexOf('/', LICENSES.length())));
      }
    }
    return names;
  }

  /** A file of it, as text. */
  String text(String file) throws IOException {
    try (ZipFile zip = new ZipFile(path().toFile());
        InputStream in = zip.getInputStream(zip.getEntry(file))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
