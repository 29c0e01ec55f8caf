package io.github.mailmodosource.flinkrpc;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.sameInstance;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.runtime.rpc.RpcSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassPathRpcLoaderTest {
  @Test
  void flinkTakesTheClassesOfTheClassPathAndCopiesNothing(@TempDir Path folder) throws Exception {
    Configuration configuration = new Configuration();
    configuration.set(CoreOptions.TMP_DIRS, folder.toString());

    try (RpcSystem system = RpcSystem.load(configuration)) {
      assertThat(
          system.getClass().getClassLoader(),
          sameInstance(ClassPathRpcLoader.class.getClassLoader()));
    }

    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.toList(), is(List.of()));
    }
  }
}
