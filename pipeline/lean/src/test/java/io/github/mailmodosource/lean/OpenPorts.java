package io.github.mailmodosource.lean;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The sockets that a process listens on, as Linux has them: address and port in hexadecimals. */
final class OpenPorts {
  private static final String LISTENING = "0A";

  private OpenPorts() {}

  static List<String> of(long process) throws IOException {
    Path proc = Path.of("/proc/" + process);
    Set<String> sockets;
    try (Stream<Path> files = Files.list(proc.resolve("fd"))) {
      sockets = files.map(OpenPorts::target).collect(Collectors.toSet());
    }
    try (Stream<Path> tables = Stream.of(proc.resolve("net/tcp"), proc.resolve("net/tcp6"))) {
      return tables
          .filter(Files::exists)
          .flatMap(OpenPorts::lines)
          .map(line -> line.strip().split("\\s+", -1))
          .filter(row -> row[3].equals(LISTENING) && sockets.contains("socket:[" + row[9] + "]"))
          .map(row -> row[1])
          .toList();
    }
  }

  /** 127.0.0.0/8, the same within IPv6, and ::1; each number of four bytes is turned round. */
  static boolean isLoopback(String socket) {
    return socket.matches("([0-9A-F]{6}7F|0{16}FFFF0000[0-9A-F]{6}7F|0{24}01000000):[0-9A-F]{4}");
  }

  /** Empty for what was closed since it was listed. */
  private static String target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException e) {
      return "";
    }
  }

  private static Stream<String> lines(Path table) {
    try {
      return Files.readAllLines(table).stream().skip(1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
