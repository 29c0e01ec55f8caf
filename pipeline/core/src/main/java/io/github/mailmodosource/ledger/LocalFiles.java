package io.github.mailmodosource.ledger;

import io.github.mailmodosource.lines.WholeFile;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Files of this machine: each writer has one, and adds to its end. */
record LocalFiles(Path folder) implements LedgerFiles {
  @Override
  public List<Entry> list() throws IOException {
    List<Entry> entries = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        String name = file.getFileName().toString();
        if (name.endsWith(LedgerFile.SUFFIX)) {
          entries.add(new Entry(name, Files.size(file)));
        }
      }
    } catch (NoSuchFileException | NotDirectoryException e) {
      return List.of();
    }
    return entries;
  }

  @Override
  public InputStream open(String name) throws IOException {
    return Files.newInputStream(folder.resolve(name));
  }

  @Override
  public void delete(String name) throws IOException {
    Files.deleteIfExists(folder.resolve(name));
  }

  @Override
  public RecordOutput write(LedgerKey key) throws IOException {
    WholeFile.makeFolder(folder);
    Path file = folder.resolve("accepted-" + UUID.randomUUID() + LedgerFile.SUFFIX);
    WholeFile.createFile(file);
    return new AppendedFile(file, key);
  }

  /**
   * What the system has been given outlives the process, so nothing is forced to the disk: after a
   * power cut the last seconds may be missing, and are sent again. No channel, because an interrupt
   * would close it.
   */
  private static final class AppendedFile implements RecordOutput {
    private final OutputStream out;
    private byte @Nullable [] header;

    AppendedFile(Path file, LedgerKey key) throws IOException {
      out = new FileOutputStream(file.toFile(), true);
      header = LedgerFile.header(key);
    }

    @Override
    public void write(byte[] records) throws IOException {
      byte[] first = header;
      if (first == null) {
        out.write(records);
      } else {
        out.write(
            ByteBuffer.allocate(first.length + records.length).put(first).put(records).array());
        header = null;
      }
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }
}
