package io.github.mailmodosource.files;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import io.github.mailmodosource.rows.FirstRows;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** "The first 1,000 rows of the first file of each pattern." */
class FileBeginningTest {
  @TempDir Path folder;

  @Test
  void soManyRowsAsAreAskedForOfTheFirstFileOfEachPattern() throws Exception {
    write("a-2.jsonl", "{'n':3}");
    write("a-1.jsonl", "{'n':1}", "", "{'n':2}", "{'n':3}");
    write("b.csv", "x,y", "1,2");
    List<FirstRows> first = first("a-*.jsonl," + folder + "/b.csv", 2);
    assertThat(first, hasSize(2));
    assertThat(first.get(0).place(), is(folder + "/a-1.jsonl"));
    assertThat(texts(first.get(0)), contains("{'n':1}", "{'n':2}"));
    assertThat(first.get(1).columns(), contains("x", "y"));
    assertThat(texts(first.get(1)), contains("1,2"));
  }

  @Test
  void aHeaderAloneHasColumnsAndNoRows() throws Exception {
    write("a.csv", "x,y");
    assertThat(first("a.csv", 2).get(0).columns(), contains("x", "y"));
    assertThat(first("a.csv", 2).get(0).rows(), empty());
  }

  /** The run stops at such a file, and says why; the look is about names only. */
  @Test
  void aFileThatIsCutGivesWhatCouldBeRead() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
      zip.write("{'n':1}\n".repeat(100_000).getBytes(StandardCharsets.UTF_8));
    }
    byte[] whole = bytes.toByteArray();
    Files.write(folder.resolve("a.jsonl.gz"), Arrays.copyOf(whole, whole.length - 100));
    assertThat(first("a.jsonl.gz", 10).get(0).rows(), hasSize(10));
    Files.write(folder.resolve("a.jsonl.gz"), Arrays.copyOf(whole, 5));
    assertThat(first("a.jsonl.gz", 10).get(0).rows(), empty());
  }

  @Test
  void largeRowsAreLookedAtAsFarAsMemoryAllows() throws Exception {
    String[] rows = new String[40];
    Arrays.fill(rows, "{'n':'" + "x".repeat(1 << 20) + "'}");
    write("a.jsonl", rows);
    int looked = first("a.jsonl", 1_000).get(0).rows().size();
    assertThat(looked, is(greaterThan(10)));
    assertThat(looked, is(lessThan(40)));
  }

  private void write(String file, String... lines) throws Exception {
    Files.write(folder.resolve(file), List.of(lines));
  }

  private List<FirstRows> first(String files, int most) {
    return InputFiles.of(folder + "/" + files, null).firstRows(most);
  }

  private static List<String> texts(FirstRows first) {
    return first.rows().stream().map(row -> String.valueOf(row.text())).toList();
  }
}
