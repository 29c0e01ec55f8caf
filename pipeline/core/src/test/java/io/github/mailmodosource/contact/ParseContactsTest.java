package io.github.mailmodosource.contact;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.github.mailmodosource.TestPipelines;
import io.github.mailmodosource.deadletter.DeadLetter;
import io.github.mailmodosource.rows.RowSamples;
import io.github.mailmodosource.rows.RowUnit;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.FlatMapElements;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.WithFailures;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.junit.jupiter.api.Test;

class ParseContactsTest {

  @Test
  void everyRowIsReadAndEitherIdentifiesOrIsIgnored() {
    Pipeline pipeline = TestPipelines.create();
    WithFailures.Result<PCollection<IdentifyCalls>, DeadLetter> parsed =
        parse(
            pipeline,
            "{'type':'identify','userId':'U-1','traits':{'email':'a@b.co'}}",
            "",
            "{'type':'track','userId':'U-1','event':'x'}",
            "{'type':'identify','userId':'U-2','traits':{}}",
            "{'email':'z@b.co','user_id':'U-3','identified_at':'2026-11-20T03:04:05Z'}",
            "{'email':'z@b.co','user_id':'U-3','identified_at':'soon'}",
            "{'email':",
            "7");
    PAssert.that(
            parsed
                .output()
                .apply(
                    "Ids",
                    FlatMapElements.into(TypeDescriptors.strings())
                        .via(
                            calls ->
                                IntStream.range(0, calls.size())
                                    .mapToObj(i -> calls.identity(i).id())
                                    .toList())))
        .containsInAnyOrder("U-1", "U-3");
    PAssert.that(
            parsed
                .failures()
                .apply(
                    "Letters",
                    MapElements.into(TypeDescriptors.strings())
                        .via(
                            letter ->
                                letter.reason()
                                    + " "
                                    + letter.source()
                                    + " "
                                    + letter.message().replaceFirst(":.*", ""))))
        .containsInAnyOrder(
            "BAD_CONTACT sample.jsonl line 6 bad_contact",
            "BAD_CONTACT sample.jsonl line 7 bad_json",
            "BAD_CONTACT sample.jsonl line 8 bad_json");

    assertThat(
        TestPipelines.run(pipeline),
        is(
            Map.of(
                "contacts/read", 7L,
                "contacts/identified", 2L,
                "contacts/ignored", 5L,
                "ignoredContacts/no_identify_call", 1L,
                "ignoredContacts/no_email", 1L,
                "ignoredContacts/unreadable", 3L)));
  }

  @Test
  void aBlockThatIdentifiesNobodyGivesNoCalls() {
    Pipeline pipeline = TestPipelines.create();
    PAssert.that(parse(pipeline, "{'type':'page'}").output()).empty();

    assertThat(
        TestPipelines.run(pipeline),
        is(
            Map.of(
                "contacts/read", 1L,
                "contacts/ignored", 1L,
                "ignoredContacts/no_identify_call", 1L)));
  }

  private static WithFailures.Result<PCollection<IdentifyCalls>, DeadLetter> parse(
      Pipeline pipeline, String... lines) {
    String[] json = new String[lines.length];
    for (int i = 0; i < lines.length; i++) {
      json[i] = lines[i].replace('\'', '"');
    }
    return pipeline
        .apply("Rows", Create.<RowUnit>of(RowSamples.block(json)).withCoder(RowSamples.unitCoder()))
        .apply("ParseContacts", ParseContacts.with(IdentifyCallParser.mapping()));
  }
}
