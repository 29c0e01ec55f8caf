package io.github.mailmodosource.lean;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** "Lean at most 50 MB; the fat one without what nobody needs." */
class JarContentsTest {
  private static final long MOST_BYTES_OF_LEAN = 50_000_000;

  /** It has Flink, which is 60 MB; a jump is something that nobody meant to add. */
  private static final long MOST_BYTES_OF_FAT = 120_000_000;

  /**
   * What files of no folder there may be: the properties of MariaDB's driver, Flink's own, its
   * RPC's.
   */
  private static final Set<String> AT_THE_TOP =
      Set.of(
          "deprecated.properties",
          "driver.properties",
          "mariadb.properties",
          "library.properties",
          "reference.conf",
          "version.conf",
          "flink-jaas.conf",
          ".flink-runtime.version.properties");

  private static final Set<String> AT_THE_TOP_OF_LEAN =
      Set.of("deprecated.properties", "driver.properties", "mariadb.properties");

  /** Of no use in either: tests' libraries, keys, signatures, code of other systems. */
  private static final Pattern NOBODY_NEEDS =
      Pattern.compile(
          "(org/hamcrest|org/junit|junit|org/mockito|org/conscrypt|org/apache/http|org/kohsuke"
              + "|javassist|net/bytebuddy|certs|mozilla|META-INF/native-image|META-INF/maven"
              + "|META-INF/proguard|win|aix|freebsd|org/xerial/snappy/native/(Windows|AIX|SunOS))/.*"
              + "|META-INF/.*\\.(SF|DSA|RSA)|.*\\.(dll|pem|key)|.*/?module-info\\.class"
              + "|META-INF/native/.*(conscrypt|tcnative|apache_beam).*"
              + "|.*(docker-compose|log4j|simplelogger|logback).*\\.(yml|properties|xml)");

  /** What the cluster brings, or what only laptops have. */
  private static final Pattern NOT_IN_LEAN =
      Pattern.compile(
          "(org/apache/flink|org/apache/pekko|scala|com/typesafe|com/esotericsoftware|com/twitter|org/objenesis|net/jpountz"
              + "|org/xerial|one/profiler|org/slf4j|org/apache/log4j"
              + "|org/apache/logging|ch/qos|javax/annotation"
              + "|org/apache/commons/(cli|collections|compress|lang3|math3|text)"
              + "|io/javalin|org/eclipse/jetty|jakarta|kotlin|org/jetbrains|org/intellij"
              + "|io/github/mailmodosource/sandbox|org/apache/beam/runners/direct)/.*"
              + "|META-INF/services/(org\\.eclipse|jakarta|org\\.apache\\.flink\\.(?!metrics"
              + "|runtime\\.io\\.network\\.netty)|org\\.slf4j).*|.*\\.kotlin_module");

  @Test
  void theLeanJarHasAtMost50MB() throws IOException {
    assertThat(Jar.LEAN.size(), is(lessThanOrEqualTo(MOST_BYTES_OF_LEAN)));
  }

  @Test
  void theFatJarDoesNotGrowUnnoticed() throws IOException {
    assertThat(Jar.FAT.size(), is(lessThanOrEqualTo(MOST_BYTES_OF_FAT)));
  }

  @ParameterizedTest
  @EnumSource
  void holdsNothingThatNobodyNeeds(Jar jar) {
    assertThat(matching(jar, NOBODY_NEEDS), is(empty()));
  }

  @Test
  void theLeanJarHoldsNothingThatAClusterBrings() {
    assertThat(matching(Jar.LEAN, NOT_IN_LEAN), is(empty()));
  }

  /** A root LICENSE would be some library's, for a jar that is ours. */
  @Test
  void noStrayFileStandsAtTheTop() {
    assertThat(atTheTop(Jar.FAT), is(new TreeSet<>(AT_THE_TOP)));
    assertThat(atTheTop(Jar.LEAN), is(new TreeSet<>(AT_THE_TOP_OF_LEAN)));
  }

  @ParameterizedTest
  @EnumSource
  void hasEachFileOnce(Jar jar) {
    List<String> files = jar.files();
    assertThat(files.size(), is(new HashSet<>(files).size()));
  }

  @ParameterizedTest
  @EnumSource
  void decompressesOnServersAndLaptops(Jar jar) {
    String zstd =
        jar.files().stream()
            .filter(file -> file.startsWith("linux/amd64/"))
            .findFirst()
            .orElseThrow()
            .replaceFirst(".*/", "")
            .replace(".so", "");
    assertThat(
        jar.files(),
        hasItems(
            "linux/amd64/" + zstd + ".so",
            "linux/aarch64/" + zstd + ".so",
            "darwin/x86_64/" + zstd + ".dylib",
            "darwin/aarch64/" + zstd + ".dylib"));
  }

  /** A job manager prints the counters of a job that failed, by way of these. */
  @ParameterizedTest
  @EnumSource
  void canPrintCounters(Jar jar) {
    String vendored = "org/apache/beam/vendor/grpc/v1p69p0/com/google/";
    assertThat(
        jar.files(),
        hasItems(
            vendored + "gson/Gson.class", vendored + "protobuf/util/JsonFormat$Printer.class"));
  }

  @ParameterizedTest
  @EnumSource
  void saysHowItIsStarted(Jar jar) throws IOException {
    try (JarFile file = new JarFile(jar.path().toFile())) {
      Attributes manifest = file.getManifest().getMainAttributes();
      assertThat(
          manifest.getValue(Attributes.Name.MAIN_CLASS),
          is("io.github.mailmodosource.MailmodoSource"));
      assertThat(manifest.getValue(Attributes.Name.MULTI_RELEASE), is("true"));
    }
  }

  private static List<String> matching(Jar jar, Pattern pattern) {
    return jar.files().stream().filter(file -> pattern.matcher(file).matches()).toList();
  }

  private static Set<String> atTheTop(Jar jar) {
    Set<String> files = new TreeSet<>(jar.files());
    files.removeIf(file -> file.contains("/"));
    return files;
  }
}
