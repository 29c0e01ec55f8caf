package io.github.mailmodosource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** "Every port that a command opens, Flink's own included, is on loopback only." */
class OpenPortsTest {
  private static final long MOST_SECONDS = 120;

  @TempDir Path folder;

  @BeforeEach
  void needsLinux() {
    assumeTrue(Files.isReadable(Path.of("/proc/self/net/tcp")), "this system has no /proc/net");
  }

  @ParameterizedTest
  @EnumSource(RunnerMode.class)
  void aRunListensOnLoopbackAloneAndItsRestInterfaceIsClosed(RunnerMode mode) throws Exception {
    CompletableFuture<Process> job = new CompletableFuture<>();
    CompletableFuture<List<String>> seen = new CompletableFuture<>();
    HttpServer segment =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    // The job waits for this answer: whatever it has open is open now.
    segment.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          look(job, seen);
          exchange.sendResponseHeaders(200, 0);
          exchange.close();
        });
    segment.start();
    List<String> command = new ArrayList<>(List.of("send"));
    command.addAll(mode.options());
    command.add("--activity=testdata/activity.jsonl");
    command.add("--contacts=testdata/contacts.jsonl");
    command.add("--endpoint=http://127.0.0.1:" + segment.getAddress().getPort());
    command.add("--report=" + folder.resolve("report"));
    Process process = ChildJvm.start(folder, List.of(), command);
    try {
      job.complete(process);
      List<String> listening = seen.get(MOST_SECONDS, TimeUnit.SECONDS);
      assertThat(
          listening.stream().filter(socket -> !OpenPorts.isLoopback(socket)).toList(), empty());
      if (mode == RunnerMode.DIRECT) {
        assertThat(listening, empty());
      } else {
        assertThat("Flink's two are found", listening, hasSize(2));
      }
      assertThat(process.waitFor(MOST_SECONDS, TimeUnit.SECONDS), is(true));
      assertThat(ChildJvm.log(folder), process.exitValue(), is(0));
    } finally {
      process.destroyForcibly();
      segment.stop(0);
    }
  }

  /** As in a container whose /etc/hosts is not its own; Flink would say so, and never end. */
  @Test
  void aMachineWhoseOwnNameLeadsNowhereIsToldInOneLine() throws Exception {
    Path hosts = Files.writeString(folder.resolve("hosts"), "127.0.0.1 localhost\n");
    List<String> command = new ArrayList<>(List.of("send"));
    command.addAll(RunnerMode.FLINK_BATCH.options());
    command.add("--activity=testdata/activity.jsonl");
    command.add("--contacts=testdata/contacts.jsonl");
    command.add("--endpoint=http://127.0.0.1:9");
    command.add("--report=" + folder.resolve("report"));
    Process process = ChildJvm.start(folder, List.of("-Djdk.net.hosts.file=" + hosts), command);
    try {
      assertThat(process.waitFor(MOST_SECONDS, TimeUnit.SECONDS), is(true));
      assertThat(ChildJvm.log(folder), process.exitValue(), is(2));
      List<String> said = ChildJvm.log(folder).lines().toList();
      assertThat(said, hasSize(1));
      assertThat(said.get(0), containsString("add the name to /etc/hosts behind 127.0.0.1"));
    } finally {
      process.destroyForcibly();
    }
  }

  /** In the time of a request; a failure is the test's. */
  private static void look(CompletableFuture<Process> job, CompletableFuture<List<String>> seen) {
    try {
      List<String> listening = OpenPorts.of(job.get(MOST_SECONDS, TimeUnit.SECONDS).pid());
      for (String socket : listening) {
        assertThat(socket, answers(OpenPorts.port(socket)), is(false));
      }
      seen.complete(listening);
    } catch (Throwable e) {
      seen.completeExceptionally(e);
    }
  }

  /** Whether HTTP is spoken there. */
  private static boolean answers(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(5_000);
      socket
          .getOutputStream()
          .write("GET /jobs HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".getBytes(UTF_8));
      return new String(socket.getInputStream().readNBytes(5), UTF_8).equals("HTTP/");
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void theSandboxListensOnLoopbackAlone() throws Exception {
    Path port = folder.resolve("port");
    Process process =
        ChildJvm.start(folder, List.of(), List.of("sandbox", "--port=0", "--portFile=" + port));
    try {
      while (!Files.exists(port)) {
        assertThat(ChildJvm.log(folder), process.isAlive(), is(true));
        TimeUnit.MILLISECONDS.sleep(50);
      }
      List<String> listening = OpenPorts.of(process.pid());
      assertThat(listening, not(empty()));
      assertThat(
          listening.stream().filter(socket -> !OpenPorts.isLoopback(socket)).toList(), empty());
    } finally {
      process.destroyForcibly();
    }
  }
}
