package io.github.mailmodosource.lines;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.mailmodosource.lines.WholeFile.Access;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** "Files are written beside and renamed, so that none is ever half." */
class WholeFileTest {
  @TempDir Path folder;

  @Test
  void theFileIsNotThereUntilItIsWhole() throws Exception {
    Path target = folder.resolve("file");
    try (WholeFile file = begin(target)) {
      file.out().write(bytes("all of it"));
      assertThat(Files.exists(target), is(false));
      file.seal();
      assertThat(Files.exists(target), is(false));
      file.putInPlace();
    }
    assertThat(Files.readString(target), is("all of it"));
    assertThat(names(), contains("file"));
  }

  @Test
  void whatStoodThereStaysUntilThenAndIsReplaced() throws Exception {
    Path target = Files.writeString(folder.resolve("file"), "old");
    try (WholeFile file = begin(target)) {
      file.out().write(bytes("new"));
      file.seal();
      assertThat(Files.readString(target), is("old"));
      file.putInPlace();
    }
    assertThat(Files.readString(target), is("new"));
  }

  @Test
  void whatIsNotFinishedLeavesNothingAndTheOldFileStays() throws Exception {
    Path target = Files.writeString(folder.resolve("file"), "old");
    assertThrows(
        IllegalStateException.class,
        () -> {
          try (WholeFile file = begin(target)) {
            file.out().write(new byte[100_000]);
            throw new IllegalStateException("in the middle");
          }
        });
    assertThat(Files.readString(target), is("old"));
    assertThat(names(), contains("file"));
  }

  @Test
  void whatCannotBePutInPlaceLeavesNothing() throws Exception {
    Path target = folder.resolve("file");
    Files.createDirectories(target.resolve("with"));
    assertThrows(
        IOException.class,
        () -> {
          try (WholeFile file = begin(target)) {
            file.putInPlace();
          }
        });
    assertThat(names(), contains("file"));
  }

  @Test
  void whatMayHoldAddressesIsItsOwnersOnlyFromTheFirstByteOn() throws Exception {
    assumeThatModesAreKnown();
    Path deep = folder.resolve("a").resolve("b");
    try (WholeFile file =
        WholeFile.beside(deep.resolve("file").toString(), "text/plain", Access.OWNER)) {
      try (Stream<Path> drafts = Files.list(deep)) {
        assertThat(drafts.map(WholeFileTest::mode).toList(), contains("rw-------"));
      }
      file.putInPlace();
    }
    assertThat(mode(deep.resolve("file")), is("rw-------"));
    assertThat(mode(deep), is("rwx------"));
    assertThat(mode(folder.resolve("a")), is("rwx------"));
  }

  @Test
  void whatHoldsNoneIsLeftToTheUmask() throws Exception {
    assumeThatModesAreKnown();
    Path target = folder.resolve("file");
    try (WholeFile file = WholeFile.beside(target.toString(), "text/plain", Access.UMASK)) {
      file.putInPlace();
    }
    assertThat(mode(target), is(mode(Files.writeString(folder.resolve("usual"), ""))));
  }

  @Test
  void aFolderThatIsThereKeepsItsMode() throws Exception {
    assumeThatModesAreKnown();
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    try (WholeFile file = begin(folder.resolve("file"))) {
      file.putInPlace();
    }
    assertThat(mode(folder), is("rwxr-xr-x"));
  }

  @Test
  void aLinkToAFolderIsAFolder() throws Exception {
    Path real = Files.createDirectory(folder.resolve("real"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), real);
    WholeFile.makeFolder(link);
    try (WholeFile file = begin(link.resolve("file"))) {
      file.putInPlace();
    }
    assertThat(Files.exists(real.resolve("file")), is(true));
  }

  @Test
  void aTrialLeavesNothing() throws Exception {
    WholeFile.tryOut(folder.resolve("file").toString());
    assertThat(names(), is(empty()));
  }

  @Test
  void aTrialFindsOutWhereNothingCanBeWritten() throws Exception {
    Path file = Files.writeString(folder.resolve("a-file"), "");
    for (String wrong : List.of(file + "/b", folder.resolve("n".repeat(300)).toString())) {
      assertThrows(IOException.class, () -> WholeFile.tryOut(wrong));
    }
    // Nobody can, not even root.
    Path proc = Path.of("/proc/self/fdinfo");
    assumeTrue(Files.isDirectory(proc));
    assertThrows(IOException.class, () -> WholeFile.tryOut(proc.resolve("b").toString()));
  }

  private static WholeFile begin(Path target) throws IOException {
    return WholeFile.beside(target.toString(), "text/plain", Access.OWNER);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private static String mode(Path file) {
    try {
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void assumeThatModesAreKnown() {
    assumeTrue(
        java.nio.file.FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
  }
}
