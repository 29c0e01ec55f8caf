package io.github.mailmodosource.lean;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * "On a cluster the ledger needs a folder that all workers reach; without one the run says at its
 * start that it begins anew after a loss." The workers of this cluster, which is none, are
 * elsewhere.
 */
class NoLedgerTest {
  @TempDir Path folder;
  private HttpServer elsewhere;

  @BeforeEach
  void start() throws Exception {
    elsewhere = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    elsewhere.createContext(
        "/overview",
        answer(
            "{\"taskmanagers\":1,\"slots-total\":1,\"slots-available\":1,\"flink-version\":\"1.20.5\"}"));
    elsewhere.createContext(
        "/taskmanagers",
        answer(
            "{\"taskmanagers\":[{\"id\":\"one\",\"path\":\"pekko.tcp://flink@192.0.2.7:6122/user/rpc/taskmanager_0\"}]}"));
    elsewhere.start();
  }

  @AfterEach
  void stop() {
    elsewhere.stop(0);
  }

  private static HttpHandler answer(String json) {
    return exchange -> {
      try (exchange) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
      }
    };
  }

  @Test
  void aRunWhoseWorkersReachNoFolderOfOursSaysWhatALossWouldMean() throws Exception {
    try (Launcher.Running run = begin()) {
      // It would go on to submit its job, to nobody.
      while (run.process().isAlive() && !run.said().err().contains("\n")) {
        TimeUnit.MILLISECONDS.sleep(50);
      }
      assertThat(
          run.said().errors().get(0),
          is(
              "mailmodo-source: after a lost worker, or a stop, the job begins anew and sends all"
                  + " again, under the same ids; name a folder that all workers reach with"
                  + " --resume"));
    }
    assertThat("and leaves none behind", Files.exists(folder.resolve("state")), is(false));
  }

  @Test
  void aFolderThatTheyCannotReachIsRefused() throws Exception {
    Launcher.Run run;
    try (Launcher.Running running = begin("--resume=somewhere")) {
      run = running.end();
    }

    assertThat(run.said(), run.exitCode(), is(2));
    assertThat(
        run.err(),
        is(
            "mailmodo-source: --resume=somewhere is relative, and the workers of the cluster are"
                + " not on this machine; name a folder that all of them reach, or none\n"));
  }

  private Launcher.Running begin(String... options) throws Exception {
    return Launcher.in(folder)
        .begin(
            ClusterRuns.words(
                List.of(
                    "send",
                    "--runner=FlinkRunner",
                    "--flinkMaster=127.0.0.1:" + elsewhere.getAddress().getPort(),
                    "--report=" + folder.resolve("report"),
                    "--endpoint=http://127.0.0.1:9"),
                Rows.good(folder, 10).options(),
                List.of(options)));
  }
}
