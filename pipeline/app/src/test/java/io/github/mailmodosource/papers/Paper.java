package io.github.mailmodosource.papers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A file that people read about the project, in Markdown.
 *
 * @param file from the top of the repository
 */
record Paper(Path file, String text) {
  private static final Pattern BLOCK =
      Pattern.compile("^( *)```([^\\n`]*)\\n(.*?)^\\1```$", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern SPAN = Pattern.compile("(`+)(.+?)\\1(?!`)");
  private static final Pattern HEADING = Pattern.compile("^#+ (.+)$", Pattern.MULTILINE);
  private static final Pattern LINK = Pattern.compile("\\[[^]]*]\\(([^)\\s]+)\\)");

  /**
   * A block of code.
   *
   * @param info what stands behind the fence: the language, then our own mark
   */
  record Block(Paper paper, int line, String info, String text) {
    String language() {
      return info.split(" ", 2)[0];
    }

    /** What stands behind the language; empty if nothing does. */
    String mark() {
      return info.substring(language().length()).strip();
    }

    @Override
    public String toString() {
      return paper.file + " line " + line;
    }
  }

  static List<Paper> all() throws IOException {
    List<Path> files = new ArrayList<>();
    for (String folder : List.of("", "pipeline", "scripts", "testdata")) {
      files.add(Path.of(folder, "README.md"));
    }
    try (Stream<Path> docs = Files.list(Path.of("pipeline/docs"))) {
      docs.filter(f -> f.toString().endsWith(".md")).sorted().forEach(files::add);
    }
    List<Paper> papers = new ArrayList<>();
    for (Path file : files) {
      papers.add(new Paper(file, Files.readString(file)));
    }
    return papers;
  }

  static Paper of(String file) throws IOException {
    return new Paper(Path.of(file), Files.readString(Path.of(file)));
  }

  List<Block> blocks() {
    List<Block> blocks = new ArrayList<>();
    Matcher found = BLOCK.matcher(text);
    while (found.find()) {
      int line = 1 + (int) text.substring(0, found.start()).chars().filter(c -> c == '\n').count();
      String code =
          Pattern.compile("^" + found.group(1), Pattern.MULTILINE)
              .matcher(found.group(3))
              .replaceAll("");
      blocks.add(new Block(this, line, found.group(2).strip(), code));
    }
    return blocks;
  }

  /** Code within lines. */
  List<String> spans() {
    return SPAN.matcher(prose()).results().map(span -> span.group(2)).toList();
  }

  /** Links that are no addresses: {@code file#anchor}, {@code file} or {@code #anchor}. */
  List<String> links() {
    return LINK.matcher(prose())
        .results()
        .map(link -> link.group(1))
        .filter(link -> !link.contains("://"))
        .toList();
  }

  /** What a link may name behind its {@code #}, as GitHub makes it of headings. */
  List<String> anchors() {
    return HEADING
        .matcher(prose())
        .results()
        .map(
            heading ->
                heading
                    .group(1)
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("[^\\p{L}\\p{N} _-]", "")
                    .replace(' ', '-'))
        .toList();
  }

  /** The text without its blocks of code. */
  private String prose() {
    return BLOCK.matcher(text).replaceAll("");
  }
}
