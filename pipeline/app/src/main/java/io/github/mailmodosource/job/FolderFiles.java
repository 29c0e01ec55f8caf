package io.github.mailmodosource.job;

import io.github.mailmodosource.lines.WholeFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.io.fs.MoveOptions.StandardMoveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;

/** The files at the top of a folder, local or of another Beam file system. */
record FolderFiles(String folder) implements MarkedFolder {
  @Override
  public boolean isLocal() {
    return PathNames.isLocal(folder);
  }

  Path path(String name) {
    return Path.of(folder, name);
  }

  /** The names at the top of the folder; those of folders too, if it is local. */
  NavigableSet<String> names() throws IOException {
    if (isLocal()) {
      try (Stream<Path> entries = Files.list(Path.of(folder))) {
        return entries
            .map(entry -> entry.getFileName().toString())
            .collect(TreeSet::new, TreeSet::add, TreeSet::addAll);
      }
    }
    NavigableSet<String> names = new TreeSet<>();
    FileSystems.match(folder + "/*", EmptyMatchTreatment.ALLOW)
        .metadata()
        .forEach(file -> names.add(String.valueOf(file.resourceId().getFilename())));
    return names;
  }

  /** Whether there is a file, or a folder, of that name, such as {@code earlier/a/b}. */
  @Override
  public boolean exists(String name) throws IOException {
    return isLocal()
        ? Files.exists(path(name))
        : !FileSystems.match(folder + "/" + name, EmptyMatchTreatment.ALLOW).metadata().isEmpty();
  }

  @Override
  public String read(String name) throws IOException {
    try (InputStream in = Channels.newInputStream(FileSystems.open(resource(name)))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Override
  public void write(String name, String text) throws IOException {
    try (OutputStream out =
        Channels.newOutputStream(FileSystems.create(resource(name), "application/json"))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Moves a file within the folder; object stores copy it, then delete it. */
  void move(String from, String to) throws IOException {
    if (!isLocal()) {
      FileSystems.rename(List.of(resource(from)), List.of(resource(to)));
      return;
    }
    Path target = path(to);
    Path parent = target.getParent();
    if (parent != null) {
      WholeFile.makeFolder(parent);
    }
    Files.move(path(from), target, StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public void delete(String name) throws IOException {
    if (isLocal()) {
      Files.deleteIfExists(path(name));
    } else {
      FileSystems.delete(List.of(resource(name)), StandardMoveOptions.IGNORE_MISSING_FILES);
    }
  }

  private ResourceId resource(String name) {
    return FileSystems.matchNewResource(folder + "/" + name, false);
  }
}
