package io.github.mailmodosource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a command that is copied from a report comes to in a POSIX shell. */
public final class Shell {
  private Shell() {}

  /**
   * The words that a program gets.
   *
   * @param line a command line whose first word is {@link #recorder}
   */
  public static List<String> words(Path folder, String line) throws Exception {
    Process shell =
        new ProcessBuilder("sh", "-c", line)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("shell.log").toFile())
            .start();
    if (shell.waitFor() != 0) {
      throw new IOException(Files.readString(folder.resolve("shell.log")));
    }
    String words = Files.readString(folder.resolve("words"), StandardCharsets.UTF_8);
    List<String> all = new ArrayList<>(List.of(words.split("\0", -1)));
    all.remove(all.size() - 1);
    return all;
  }

  /** A program that notes the words that it was called with. */
  public static Path recorder(Path folder) throws IOException {
    Path program = folder.resolve("the program");
    Files.writeString(
        program, "#!/bin/sh\nprintf '%s\\0' \"$@\" > '" + folder.resolve("words") + "'\n");
    if (!program.toFile().setExecutable(true)) {
      throw new IOException(program + " cannot be made executable");
    }
    return program;
  }
}
