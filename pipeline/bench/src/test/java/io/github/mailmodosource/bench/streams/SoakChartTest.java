package io.github.mailmodosource.bench.streams;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class SoakChartTest {
  @Test
  void aStripForEachFigureAndAPointForEachMinute() throws Exception {
    String svg =
        SoakChart.draw(
            List.of(
                new SoakSample(1, 450, 400, 80, 300, 100, 0.2),
                new SoakSample(2, 449, 400, 81, 301, 110, 0.2)));

    Document picture =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    assertThat(picture.getElementsByTagName("polyline").getLength(), is(3));
    String points =
        picture
            .getElementsByTagName("polyline")
            .item(0)
            .getAttributes()
            .getNamedItem("points")
            .getNodeValue();
    assertThat(points.split(" ", -1).length, is(2));
    assertThat(svg, containsString("heap after collection, MB"));
  }
}
