package io.github.mailmodosource.job;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.mailmodosource.commandline.UsageException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunFoldersTest {
  @TempDir Path folder;

  @BeforeAll
  static void findFileSystems() {
    FileSystems.setDefaultPipelineOptions(PipelineOptionsFactory.create());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "file:", "file://"})
  void aLocalFolderIsMadeHoweverItIsNamed(String scheme) {
    String made = new RunFolders().make("--report", scheme + folder + "/a/b/");
    assertThat(made, is(folder + "/a/b"));
    assertThat(Files.isDirectory(folder.resolve("a/b")), is(true));
  }

  @Test
  void theRootKeepsItsSlash() {
    assertThat(new RunFolders().make("--report", "/"), is("/"));
  }

  @Test
  void aFolderOfAFileSystemOnTheClassPathIsLeftToIt() {
    assertThat(new RunFolders().make("--report", "attic:///a/b/"), is("attic:///a/b"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "vault://a/b", "\0"})
  void aFolderThatNobodyCanWriteToIsWrongUsage(String value) {
    UsageException wrong =
        assertThrows(UsageException.class, () -> new RunFolders().make("--deadLetters", value));
    assertThat(String.valueOf(wrong.getMessage()), containsString("--deadLetters"));
  }
}
