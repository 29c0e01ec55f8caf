package io.github.mailmodosource.reconcile;

import io.github.mailmodosource.lines.WriteLines;
import io.github.mailmodosource.match.MatchById;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.PDone;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.jspecify.annotations.Nullable;

/** Writes what {@link MatchById} found: the differences for people, the figures for the report. */
public final class WriteFindings extends PTransform<PCollectionTuple, PDone> {
  private final String differences;
  private final String findings;
  private final @Nullable String combined;

  private WriteFindings(String differences, String findings, @Nullable String combined) {
    this.differences = differences;
    this.findings = findings;
    this.combined = combined;
  }

  /**
   * Writes to these files of any Beam file system.
   *
   * @param differences a line for each finding but {@code MATCHED}
   * @param findings what {@link Findings#read} reads
   */
  public static WriteFindings to(String differences, String findings) {
    return new WriteFindings(differences, findings, null);
  }

  /** Also writes the line of each id; null for no such file. */
  WriteFindings withCombined(@Nullable String file) {
    return new WriteFindings(differences, findings, file);
  }

  @Override
  public PDone expand(PCollectionTuple found) {
    found
        .get(MatchById.DIFFERENCES)
        .apply(
            "DifferenceLines",
            MapElements.into(TypeDescriptors.strings()).via(Findings::differenceLine))
        .apply("WriteDifferences", WriteLines.to(differences));
    PCollection<String> counts =
        found
            .get(MatchById.COUNTS)
            .apply(
                "CountLines",
                MapElements.into(TypeDescriptors.strings())
                    .via(count -> Findings.countLine(count.getKey(), count.getValue())));
    PCollection<String> samples =
        found
            .get(MatchById.SAMPLES)
            .apply(
                "SampleLines",
                MapElements.into(TypeDescriptors.strings()).via(Findings::sampleLine));
    PCollectionList.of(counts)
        .and(samples)
        .apply("AllLines", Flatten.pCollections())
        .apply("WriteFindings", WriteLines.to(findings));
    if (combined != null) {
      found.get(MatchById.COMBINED).apply("WriteCombined", WriteLines.to(combined));
    }
    return PDone.in(found.getPipeline());
  }
}
