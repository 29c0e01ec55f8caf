package io.github.mailmodosource.reconcile;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.mailmodosource.TestPipelines;
import io.github.mailmodosource.match.Difference;
import io.github.mailmodosource.match.DifferenceCoder;
import io.github.mailmodosource.match.Finding;
import io.github.mailmodosource.match.FindingCount;
import io.github.mailmodosource.match.MatchById;
import io.github.mailmodosource.warehouse.ColumnDifference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was found, as people read it and as the report gets it. */
class WriteFindingsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Difference MISSING = found(Finding.MISSING, "mailmodo-1", List.of());
  private static final Difference MISMATCHED =
      found(
          Finding.MISMATCHED,
          "mailmodo-2",
          List.of(
              new ColumnDifference("link_url", "https://a.co/?ü", "else"),
              new ColumnDifference("link_id", "L-1", null)));
  private static final Map<FindingCount, Long> COUNTS =
      Map.of(
          FindingCount.ofDay(MISSING), 5L,
          FindingCount.ofCampaign(MISSING), 4L,
          FindingCount.ofDay(MISMATCHED), 1_000_000_000_000L);

  @TempDir Path folder;

  /** "a line each: kind, event, messageId, differences (which, expected, actual)". */
  @Test
  void aDifferenceIsALineAsTheContractHasIt() throws Exception {
    write();
    List<JsonNode> lines = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve("differences.jsonl"))) {
      lines.add(JSON.readTree(line));
    }
    assertThat(
        lines,
        containsInAnyOrder(
            JSON.readTree(
                """
                {"kind":"missing","event":"Link Clicked","messageId":"mailmodo-1","differences":[]}
                """),
            JSON.readTree(
                """
                {"kind":"mismatched","event":"Link Clicked","messageId":"mailmodo-2","differences":[
                  {"column":"link_url","expected":"https://a.co/?ü","actual":"else"},
                  {"column":"link_id","expected":"L-1","actual":null}]}
                """)));
  }

  @Test
  void theReportGetsEveryCountAndSampleAsItWas() throws Exception {
    write();
    Path file = folder.resolve("findings.jsonl");
    assertThat(FindingLines.counts(file), is(COUNTS));
    Findings findings = Findings.read(file.toString());
    assertThat(findings.total(Finding.MISSING), is(5L));
    assertThat(findings.total(Finding.MISMATCHED), is(1_000_000_000_000L));
    assertThat(
        findings.counts().ofCampaign(MISSING.campaign(), MISSING.event(), Finding.MISSING), is(4L));
    assertThat(findings.samples(), is(List.of(MISMATCHED)));
  }

  private void write() {
    Pipeline pipeline = TestPipelines.create();
    PCollectionTuple.of(
            MatchById.DIFFERENCES,
            pipeline.apply(
                "Differences", Create.of(MISSING, MISMATCHED).withCoder(DifferenceCoder.of())))
        .and(
            MatchById.COUNTS,
            pipeline.apply(
                "Counts",
                Create.of(COUNTS)
                    .withCoder(KvCoder.of(FindingCount.FindingCountCoder.of(), VarLongCoder.of()))))
        .and(
            MatchById.SAMPLES,
            pipeline.apply("Samples", Create.of(MISMATCHED).withCoder(DifferenceCoder.of())))
        .apply(
            "WriteFindings",
            WriteFindings.to(
                folder.resolve("differences.jsonl").toString(),
                folder.resolve("findings.jsonl").toString()));
    pipeline.run().waitUntilFinish();
  }

  private static Difference found(Finding finding, String id, List<ColumnDifference> columns) {
    return new Difference(finding, "Link Clicked", id, "2026-11-20", "C-1", "Winter", columns, 1);
  }
}
