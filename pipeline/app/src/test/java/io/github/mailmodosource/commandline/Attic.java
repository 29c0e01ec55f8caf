package io.github.mailmodosource.commandline;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.beam.sdk.io.FileSystem;
import org.apache.beam.sdk.io.fs.CreateOptions;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.MoveOptions;
import org.apache.beam.sdk.io.fs.ResolveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.jspecify.annotations.Nullable;

/** A file system that only this class path knows: {@code attic:///a/b} is the file {@code /a/b}. */
public final class Attic extends FileSystem<Attic.Box> {
  public static final String SCHEME = "attic";

  /** A file of it. */
  public record Box(String path) implements ResourceId {
    static Box of(String spec) {
      return new Box(spec.replaceFirst("^attic://", ""));
    }

    Path file() {
      return Path.of(path);
    }

    @Override
    public ResourceId resolve(String other, ResolveOptions options) {
      return new Box(path + "/" + other);
    }

    @Override
    public ResourceId getCurrentDirectory() {
      return new Box(String.valueOf(file().getParent()));
    }

    @Override
    public String getScheme() {
      return SCHEME;
    }

    @Override
    public String getFilename() {
      return String.valueOf(file().getFileName());
    }

    @Override
    public boolean isDirectory() {
      return Files.isDirectory(file());
    }

    @Override
    public String toString() {
      return SCHEME + "://" + path;
    }
  }

  @Override
  protected List<MatchResult> match(List<String> specs) throws IOException {
    List<MatchResult> found = new ArrayList<>();
    for (String spec : specs) {
      found.add(spec.endsWith("/*") ? all(Box.of(spec).file().getParent()) : found(Box.of(spec)));
    }
    return found;
  }

  private static MatchResult all(@Nullable Path folder) throws IOException {
    List<MatchResult.Metadata> files = new ArrayList<>();
    if (folder != null && Files.isDirectory(folder)) {
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, Files::isRegularFile)) {
        for (Path file : entries) {
          files.addAll(found(new Box(file.toString())).metadata());
        }
      }
    }
    return MatchResult.create(MatchResult.Status.OK, files);
  }

  private static MatchResult found(Box box) {
    if (!Files.exists(box.file())) {
      return MatchResult.create(
          MatchResult.Status.NOT_FOUND, new FileNotFoundException(box.toString()));
    }
    return MatchResult.create(
        MatchResult.Status.OK,
        List.of(
            MatchResult.Metadata.builder()
                .setResourceId(box)
                .setSizeBytes(box.file().toFile().length())
                .setIsReadSeekEfficient(true)
                .build()));
  }

  @Override
  protected WritableByteChannel create(Box box, CreateOptions options) throws IOException {
    return Files.newByteChannel(
        box.file(),
        StandardOpenOption.CREATE,
        StandardOpenOption.TRUNCATE_EXISTING,
        StandardOpenOption.WRITE);
  }

  @Override
  protected ReadableByteChannel open(Box box) throws IOException {
    return Files.newByteChannel(box.file());
  }

  @Override
  protected void copy(List<Box> from, List<Box> to) throws IOException {
    for (int i = 0; i < from.size(); i++) {
      Files.copy(from.get(i).file(), to.get(i).file(), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  @Override
  protected void rename(List<Box> from, List<Box> to, MoveOptions... options) throws IOException {
    for (int i = 0; i < from.size(); i++) {
      // As in an object store, folders need not be made.
      Path folder = to.get(i).file().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      Files.move(from.get(i).file(), to.get(i).file(), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  @Override
  protected void delete(Collection<Box> boxes) throws IOException {
    for (Box box : boxes) {
      Files.deleteIfExists(box.file());
    }
  }

  @Override
  protected Box matchNewResource(String spec, boolean directory) {
    return Box.of(spec);
  }

  @Override
  protected String getScheme() {
    return SCHEME;
  }
}
