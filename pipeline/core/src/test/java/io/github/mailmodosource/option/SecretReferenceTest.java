package io.github.mailmodosource.option;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.containsStringIgnoringCase;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.mailmodosource.failure.JobStoppedException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.beam.sdk.util.SerializableUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretReferenceTest {
  @TempDir Path folder;

  @Test
  void aSecretIsReadFromTheEnvironment() {
    assertThat(SecretReference.parse("env:PATH").read(), is(System.getenv("PATH").strip()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"s3cret", "s3cret\n", "s3cret\r\n", " s3cret \n\n"})
  void aSecretIsReadFromAFileWithoutItsLineEnd(String content) throws Exception {
    assertThat(SecretReference.parse("file:" + file(content)).read(), is("s3cret"));
  }

  @Test
  void aSecretKeepsWhatIsInsideIt() throws Exception {
    assertThat(SecretReference.parse("file:" + file("p w\u00e9:d\n")).read(), is("p w\u00e9:d"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "abc123",
        "",
        " ",
        "env:",
        "file:",
        "ENV:NAME",
        "environment:NAME",
        "env=NAME",
        "/etc/key",
        " env:NAME",
        "https://key@api.segment.io"
      })
  void aSecretItselfIsRefusedWithTheReasonAndTheFix(String option) {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> SecretReference.parse(option));
    assertThat(
        refused.getMessage(), containsString("options show in the process list and in logs"));
    assertThat(refused.getMessage(), containsString("env:NAME"));
    assertThat(refused.getMessage(), containsString("file:PATH"));
  }

  @Test
  void aSecretThatIsRefusedIsNotRepeated() {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> SecretReference.parse("abc123"));
    assertThat(refused.toString(), not(containsString("abc123")));
  }

  @Test
  void aVariableThatIsNotSetStopsTheJobWithItsName() {
    assertThat(
        whyUnreadable("env:MAILMODO_SOURCE_NOBODY_SETS_THIS"),
        containsString("environment variable MAILMODO_SOURCE_NOBODY_SETS_THIS is not set"));
  }

  /** {@code env:$KEY} and {@code file:$KEY}, where {@code env:KEY} was meant. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "env:4Kfs9s3cretXyGq2",
        "env:s3cret",
        "env:S3CRETOFTHIRTYTWOCHARACTERSABCDE",
        "file:4Kfs9s3cretXyGq2"
      })
  void whatMayBeTheSecretItselfIsNotRepeated(String option) {
    SecretReference reference = SecretReference.parse(option);
    StringWriter everything = new StringWriter();
    assertThrows(JobStoppedException.class, reference::read)
        .printStackTrace(new PrintWriter(everything));
    assertThat(everything.toString(), containsString("it may be the secret itself"));
    assertThat(everything.toString(), not(containsStringIgnoringCase("s3cret")));
    assertThat(
        SecretReference.shown(option), is("(not repeated here: it may be the secret itself)"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"env:SEGMENT_WRITE_KEY", "env:KEY", "file:/run/secrets/segment"})
  void aReferenceMayBeShown(String option) {
    assertThat(SecretReference.shown(option), is(option));
  }

  @Test
  void aSecretThatIsGivenMayNot() {
    assertThat(
        SecretReference.shown("s3cret"), is("(not repeated here: it may be the secret itself)"));
  }

  @Test
  void aFileThatIsNotThereStopsTheJobWithItsPath() {
    Path missing = folder.resolve("missing");
    assertThat(whyUnreadable("file:" + missing), containsString(missing + " cannot be read"));
    assertThat(whyUnreadable("file:" + folder), containsString(folder + " cannot be read"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "  \r\n"})
  void anEmptyFileStopsTheJob(String content) throws Exception {
    assertThat(whyUnreadable("file:" + file(content)), containsString("is empty"));
  }

  /** "One line, trimmed, no byte order mark." */
  @ParameterizedTest
  @ValueSource(strings = {"\uFEFFs3cret\n", "\uFEFF s3cret", "s3cret\r\n\r\n", "\n\ts3cret"})
  void whatEditorsPutAroundASecretIsNoneOfIt(String content) throws Exception {
    assertThat(SecretReference.parse("file:" + file(content)).read(), is("s3cret"));
  }

  /** As {@code echo s3cret > key} writes it in PowerShell. */
  @Test
  void aFileInUtf16WithItsMarkIsText() throws Exception {
    for (Charset charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
      Path file = folder.resolve("key");
      Files.write(file, "\uFEFFs3cret\r\n".getBytes(charset));
      assertThat(SecretReference.parse("file:" + file).read(), is("s3cret"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"s3cret\nother", "s3cret\r\nother\r\n", "s3cret\rother", "# key\n\ns3cret"})
  void twoLinesAreNoSecretAndNeitherIsRepeated(String content) throws Exception {
    Path file = file(content);
    String why = whyUnreadable("file:" + file);
    assertThat(
        why,
        is("file:" + file + " has more than one line; it must hold the secret alone, in one line"));
  }

  @Test
  void whatIsNoTextIsNoSecret() throws Exception {
    assertThat(whyUnreadable("file:" + file("s3\0cret")), containsString("has control characters"));
    Path latin1 = folder.resolve("latin1");
    Files.write(latin1, "s\u00e9cret".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(whyUnreadable("file:" + latin1), containsString("is not text in UTF-8"));
  }

  @Test
  void aFileWithoutEndIsNotReadToItsEnd() throws Exception {
    Path zero = Path.of("/dev/zero");
    assumeTrue(Files.exists(zero));
    assertThat(whyUnreadable("file:" + zero), containsString("is larger than 65536 bytes"));
    assertThat(
        whyUnreadable("file:" + file("x".repeat(65_537))), containsString("is larger than 65536"));
    assertThat(
        SecretReference.parse("file:" + file("x".repeat(65_536))).read().length(), is(65_536));
  }

  @Test
  void aPathThatIsNoneIsUnreadable() {
    assertThat(whyUnreadable("file:/a\0b"), containsString("/a?b cannot be read"));
  }

  @Test
  void itTravelsAsTheNameNeverAsTheSecret() throws Exception {
    Path file = file("s3cret\n");
    SecretReference reference = SecretReference.parse("file:" + file);
    assertThat(reference.read(), is("s3cret"));
    assertThat(reference.toString(), is("file:" + file));

    byte[] bytes = SerializableUtils.serializeToByteArray(reference);
    assertThat(new String(bytes, StandardCharsets.ISO_8859_1), not(containsString("s3cret")));
    assertThat(SerializableUtils.clone(reference).read(), is("s3cret"));
  }

  private static String whyUnreadable(String option) {
    SecretReference reference = SecretReference.parse(option);
    return String.valueOf(assertThrows(JobStoppedException.class, reference::read).getMessage());
  }

  private Path file(String content) throws Exception {
    return Files.writeString(folder.resolve("key"), content);
  }
}
