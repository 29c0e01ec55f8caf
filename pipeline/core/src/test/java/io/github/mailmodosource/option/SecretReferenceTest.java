package io.github.mailmodosource.option;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.mailmodosource.failure.JobStoppedException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
