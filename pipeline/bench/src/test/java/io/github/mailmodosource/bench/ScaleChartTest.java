package io.github.mailmodosource.bench;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class ScaleChartTest {
  @Test
  void secondsAndMemoryByRowsAndByContacts() throws Exception {
    String svg =
        ScaleChart.draw(
            List.of(run(1_000_000, 200_000, 20), run(2_000_000, 200_000, 36)),
            List.of(
                run(1_000_000, 200_000, 20),
                run(1_000_000, 1_000_000, 23),
                run(1_000_000, 5_000_000, 38)));

    Document picture =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    assertThat(picture.getElementsByTagName("polyline").getLength(), is(4));
    assertThat(picture.getElementsByTagName("circle").getLength(), is(2 * (2 + 3)));
    assertThat(svg, containsString(">million rows<"));
    assertThat(svg, containsString(">million contacts<"));
    assertThat("a size as people write it", svg, containsString(">0.2<"));
    assertThat("and without a fraction of nothing", svg, containsString(">5<"));
  }

  private static Measurement run(int rows, int contacts, int seconds) {
    return new Measurement(
        Job.FLINK_DEDUP,
        1,
        new DataSize(rows, contacts),
        0,
        Usage.parse(seconds + ".00 30.00 1.00 1048576"),
        OptionalLong.of(1),
        1,
        1,
        1);
  }
}
