package io.github.mailmodosource.bench;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ChildrenTest {
  @TempDir Path folder;

  private final Children children = new Children(Map.of("GREETING", "hello"));

  @Test
  void aCommandIsRunWithoutInputAndAllItSaysIsInTheLog() throws Exception {
    Path log = folder.resolve("log");
    int code = children.run(bash("cat; echo $GREETING; echo error >&2; exit 3"), log);
    assertThat(code, is(3));
    assertThat(Files.readAllLines(log), is(List.of("hello", "error")));
  }

  @Test
  void aFailureIsNamedByItsLog() {
    BenchFailure failure =
        assertThrows(
            BenchFailure.class,
            () -> children.runQuietly(bash("exit 1"), folder.resolve("npm-install.log")));
    assertThat(failure.getMessage(), is("npm-install failed"));
  }

  @Test
  void closingEndsWhatRunsAndWhatThatStarted() throws Exception {
    Path ids = folder.resolve("ids");
    CompletableFuture<Integer> run =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return children.run(
                    bash(
                        "sleep 600 & echo $! $$ > "
                            + ids
                            + ".new; mv "
                            + ids
                            + ".new "
                            + ids
                            + "; wait"),
                    folder.resolve("log"));
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });
    while (!Files.exists(ids)) {
      Thread.sleep(10);
    }
    List<ProcessHandle> started =
        List.of(Files.readString(ids).strip().split(" ", -1)).stream()
            .map(id -> ProcessHandle.of(Long.parseLong(id)).orElseThrow())
            .toList();

    children.close();

    for (ProcessHandle process : started) {
      process.onExit().get(30, TimeUnit.SECONDS);
      assertThat(process.isAlive(), is(false));
    }
    assertThrows(ExecutionException.class, run::get);
    assertThrows(
        InterruptedException.class, () -> children.run(bash("true"), folder.resolve("log")));
  }

  private static List<String> bash(String script) {
    return List.of("bash", "-c", script);
  }
}
