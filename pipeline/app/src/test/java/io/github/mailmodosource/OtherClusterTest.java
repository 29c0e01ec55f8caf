package io.github.mailmodosource;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;

import io.github.mailmodosource.cluster.FakeRest;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.runtime.util.EnvironmentInformation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What {@code --flinkMaster} may name, and cannot take a job: one line, before anything is made.
 */
@Timeout(60)
class OtherClusterTest {
  @TempDir Path folder;

  private JobProbe.Result send(String master) {
    return send(master, folder.resolve("report").toString());
  }

  private JobProbe.Result send(String master, String report) {
    return JobProbe.run(
        Path.of(report),
        List.of(
            "send",
            "--runner=FlinkRunner",
            "--flinkMaster=" + master,
            "--activity=testdata/activity.jsonl",
            "--contacts=testdata/contacts.jsonl",
            "--endpoint=http://127.0.0.1:9",
            "--report=" + report));
  }

  private void assertRefuses(JobProbe.Result run, int exitCode, String line) {
    assertThat(run.err(), run.exitCode(), is(exitCode));
    assertThat(run.err().lines().toList(), contains(matchesPattern(line)));
    assertThat(run.out(), is(""));
    assertThat(Files.exists(run.folder()), is(false));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.21.0", "1.18.1", "2.0.0"})
  void anotherVersionOfFlinkIsOneLineWithWhatToDo(String version) throws Exception {
    try (FakeRest rest = FakeRest.start().cluster(version, "127.0.0.1")) {
      assertRefuses(
          send(rest.address()),
          2,
          "mailmodo-source: the cluster at http://%s runs Flink %s, and this command submits with .*; submit with that version's own flink run and mailmodo-source-lean\\.jar, .*"
              .formatted(rest.address(), version));
    }
  }

  /** As one in Kubernetes, seen through a forwarded port. */
  @Test
  void workersElsewhereNeedAFolderThatTheyReach() throws Exception {
    try (FakeRest rest =
        FakeRest.start().cluster(EnvironmentInformation.getVersion(), "taskmanager-1.invalid")) {
      assertRefuses(
          send(rest.address(), "a-report"),
          2,
          "mailmodo-source: --report=a-report is relative: the workers of the cluster write the dead"
              + " letters, and are not on this machine; .*");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"<html>\n<body>It works!</body>\n</html>", "{}", ""})
  void aWebServerIsOneLine(String page) throws Exception {
    try (FakeRest rest = FakeRest.start().answering("/overview", page)) {
      assertRefuses(send(rest.address()), 1, notFlink(rest.address()));
    }
  }

  @Test
  void aWebServerWithoutSuchAPageIsOneLine() throws Exception {
    try (FakeRest rest = FakeRest.start()) {
      assertRefuses(send(rest.address()), 1, notFlink(rest.address()));
    }
  }

  @Test
  void whatSpeaksAnotherProtocolIsOneLine() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      Thread answers = new Thread(() -> greet(server));
      answers.setDaemon(true);
      answers.start();
      String address = "127.0.0.1:" + server.getLocalPort();
      assertRefuses(send(address), 1, notFlink(address));
    }
  }

  private static void greet(ServerSocket server) {
    while (!server.isClosed()) {
      try (Socket socket = server.accept();
          OutputStream out = socket.getOutputStream()) {
        out.write("220 mail.example.com ready\r\n".getBytes(StandardCharsets.US_ASCII));
      } catch (java.io.IOException e) {
        // Who looks only whether somebody listens is gone by then.
      }
    }
  }

  private static String notFlink(String address) {
    return "mailmodo-source: what is at http://"
        + address
        + " does not answer as a Flink cluster does \\(.*\\); is --flinkMaster its REST address\\?";
  }
}
