package io.github.mailmodosource.stream;

import io.github.mailmodosource.job.MarkedFolder;
import io.github.mailmodosource.job.PathNames;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystem.WriteMode;
import org.apache.flink.core.fs.Path;

/** A folder of any file system that Flink can write. */
record FlinkFolder(String folder, Path root, FileSystem files) implements MarkedFolder {
  @Override
  public boolean isLocal() {
    return PathNames.isLocal(folder);
  }

  @Override
  public boolean exists(String name) throws IOException {
    return files.exists(path(name));
  }

  @Override
  public String read(String name) throws IOException {
    try (InputStream in = files.open(path(name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Override
  public void write(String name, String text) throws IOException {
    try (OutputStream out = files.create(path(name), WriteMode.OVERWRITE)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  @Override
  public void delete(String name) throws IOException {
    boolean unused = files.delete(path(name), false);
  }

  private Path path(String name) {
    return new Path(root, name);
  }
}
