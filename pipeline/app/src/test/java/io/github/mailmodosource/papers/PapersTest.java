package io.github.mailmodosource.papers;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the papers name exists: links, paths, rooms, classes, the example. */
class PapersTest {
  private static final List<String> SOURCES =
      List.of("src/main/java/io/github/mailmodosource", "src/test/java/io/github/mailmodosource");
  private static final String EXAMPLE =
      "pipeline/core/src/test/java/io/github/mailmodosource/examples/SendFromAnotherPipelineTest.java";

  private static final Pattern PATH =
      Pattern.compile("(?<![\\w./-])(?:pipeline|scripts|testdata|\\.ci)/[\\w./*-]*(?<![.])");

  /** A room and a class in it, a class alone, or the name of a step. */
  private static final Pattern CLASS = Pattern.compile("([a-z]+/)?[A-Z][A-Za-z]+");

  private static final Pattern STEP = Pattern.compile("\\.apply\\(\\s*\"(\\w+)\"");

  /** Beam's own, and a constant. */
  private static final Set<String> NOT_OURS =
      Set.of("JdbcIO", "PTransform", "WithFailures", "TABLE");

  private static List<Paper> papers = List.of();

  @BeforeAll
  static void readThem() throws IOException {
    papers = Paper.all();
  }

  @Test
  void theFrontPageIsOne() throws IOException {
    assertThat(Paper.of("README.md").text().lines().count(), is(lessThan(190L)));
  }

  @Test
  void everyLinkLeadsSomewhere() throws IOException {
    List<String> dead = new ArrayList<>();
    for (Paper paper : papers) {
      for (String link : paper.links()) {
        String[] parts = link.split("#", 2);
        Path file =
            parts[0].isEmpty()
                ? paper.file()
                : Path.of("").resolve(paper.file()).resolveSibling(parts[0]).normalize();
        boolean leads =
            Files.exists(file)
                && (parts.length == 1 || Paper.of(file.toString()).anchors().contains(parts[1]));
        if (!leads) {
          dead.add(paper.file() + ": " + link);
        }
      }
    }
    assertThat(dead, is(empty()));
  }

  @Test
  void everyPathExists() throws IOException {
    List<String> missing = new ArrayList<>();
    for (Paper paper : papers) {
      for (String code : code(paper)) {
        for (MatchResult found : PATH.matcher(code).results().toList()) {
          String path = found.group();
          if (!path.contains("/target/") && !exists(path)) {
            missing.add(paper.file() + ": " + path);
          }
        }
      }
    }
    assertThat(missing, is(empty()));
  }

  private static List<String> code(Paper paper) {
    List<String> code = new ArrayList<>(paper.spans());
    paper.blocks().forEach(block -> code.add(block.text()));
    return code;
  }

  private static boolean exists(String path) throws IOException {
    if (!path.contains("*")) {
      return Files.exists(Path.of(path));
    }
    Path glob = Path.of(path);
    try (DirectoryStream<Path> found =
        Files.newDirectoryStream(
            Path.of("").resolve(glob).getParent(), glob.getFileName().toString())) {
      return found.iterator().hasNext();
    }
  }

  @Test
  void theMapNamesTheRoomsFromTheGroundUp() throws IOException {
    assertThat(rooms("pipeline/core"), is(floors("core")));
    assertThat(rooms("pipeline/recordfiles"), is(floors("recordfiles")));
    List<String> commands = floors("app");
    assertThat(rooms("pipeline/app"), is(commands));
  }

  /** The first column of the table below a heading, but for the root. */
  private static List<String> rooms(String module) throws IOException {
    String map = Paper.of("pipeline/README.md").text();
    String heading = "## Rooms of `" + module + "`";
    assertThat(map, containsString(heading));
    String part = map.substring(map.indexOf(heading) + heading.length());
    int end = part.indexOf("\n## ");
    return Pattern.compile("^\\| `(\\w+)` \\|", Pattern.MULTILINE)
        .matcher(part.substring(0, end))
        .results()
        .map(room -> room.group(1))
        .toList();
  }

  private static List<String> floors(String module) throws IOException {
    String test =
        Files.readString(
            Path.of("pipeline", module, "src/test/java/io/github/mailmodosource/FloorsTest.java"));
    int start = test.indexOf("FLOORS =");
    return Pattern.compile("\"(\\w+)\"")
        .matcher(test.substring(start, test.indexOf(';', start)))
        .results()
        .map(floor -> floor.group(1))
        .toList();
  }

  @Test
  void everyClassOnTheWalksIsInItsRoom() throws IOException {
    Set<String> classes = classes();
    List<String> missing = new ArrayList<>();
    for (String span : Paper.of("pipeline/README.md").spans()) {
      String name = span.split("[.:<(]", 2)[0];
      if (CLASS.matcher(name).matches() && !NOT_OURS.contains(name)) {
        String singular = name.endsWith("s") ? name.substring(0, name.length() - 1) : name;
        if (!classes.contains(name) && !classes.contains(singular)) {
          missing.add(span);
        }
      }
    }
    assertThat(missing, is(empty()));
  }

  /** Each as {@code room/Name} and as {@code Name}; and the names of steps. */
  private static Set<String> classes() throws IOException {
    Set<String> classes = new TreeSet<>();
    for (String module : List.of("core", "recordfiles", "flinkrpc", "app", "sandbox")) {
      for (String sources : SOURCES) {
        Path root = Path.of("pipeline", module, sources);
        try (Stream<Path> files = Files.walk(root)) {
          for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
            String name = root.relativize(file).toString().replace(".java", "");
            classes.add(name);
            classes.add(name.substring(name.indexOf('/') + 1));
            STEP.matcher(Files.readString(file)).results().forEach(s -> classes.add(s.group(1)));
          }
        }
      }
    }
    assertThat(classes, is(not(empty())));
    return classes;
  }

  @Test
  void theExampleIsTheOneThatIsCompiledAndRun() throws IOException {
    List<Paper.Block> java =
        Paper.of("README.md").blocks().stream().filter(b -> b.language().equals("java")).toList();
    assertThat(java.size(), is(1));
    assertThat(
        dense(Files.readString(Path.of(EXAMPLE))), containsString(dense(java.get(0).text())));
  }

  private static String dense(String code) {
    return code.replaceAll("\\s+", "");
  }
}
