package io.github.mailmodosource.contact;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.mailmodosource.TestPipelines;
import io.github.mailmodosource.deadletter.DeadLetter;
import io.github.mailmodosource.failure.JobStoppedException;
import io.github.mailmodosource.rows.FieldMapping;
import io.github.mailmodosource.rows.RowBlock;
import io.github.mailmodosource.rows.RowSamples;
import io.github.mailmodosource.rows.RowUnit;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.WithFailures;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** "files or a table like contacts: user_id and/or email; the answer of GET /suppressions too". */
class ParseSuppressedTest {
  private static final List<IndexShard> GATHERED = new CopyOnWriteArrayList<>();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'user_id':'U-1','email':'a@b.co'}|{'user_id':'U-2'}",
        "{'userId':'U-1'}|{'user_id':'U-2'}|{'email':' A@B.co '}",
        "{'data':{'suppressed':[{'subjectType':'USER_ID','subjectIds':['U-1','U-2']},"
            + "{'subjectType':'OBJECT_ID','subjectIds':['U-9']}],'pagination':{'current':'MA=='}}}"
            + "|{'context':{'traits':{'email':'Ann <a@b.co>'}}}",
        "{'subjectType':'USER_ID','subjectIds':['U-1','U-2']}"
            + "|{'subjectType':'OBJECT_ID','subjectIds':['U-9']}|{'email':'a@b.co','suppressed':true}",
        "{'userId':'U-1'}|{'userId':'U-1'}|{'userId':'U-2'}|{'traits':{'email':'a@b.co'}}",
      })
  void whoeverIsNamedIsLeftOutInWhicheverShape(String rows) {
    assertThat(
        asked(SuppressedParser.mapping(), rows),
        is(List.of("a@b.co by e-mail", "z@b.co as U-1", "y@b.co as U-2")));
  }

  @Test
  void namesMayBeMapped() {
    assertThat(
        asked(
            SuppressedParser.mapping().with("user_id=customer.id,email=mail"),
            "{'customer':{'id':'U-2'},'user_id':'U-1'}|{'mail':'a@b.co'}"),
        is(List.of("a@b.co by e-mail", "y@b.co as U-2")));
  }

  @Test
  void anEmptyListAndAnAnswerWithoutAnybodyLeaveNobodyOut() {
    assertThat(asked(SuppressedParser.mapping(), ""), is(List.of()));
    assertThat(asked(SuppressedParser.mapping(), "{'data':{'suppressed':[]}}"), is(List.of()));
  }

  @Test
  void anAnonymousIdIsNoUserId() {
    SuppressedPeople people = people(SuppressedParser.mapping(), "{'user_id':'X'}");
    assertThat(people.contains("a@b.co", Contacts.user("X")), is(true));
    assertThat(people.contains("a@b.co", Contacts.anonymous("X")), is(false));
  }

  @Test
  void theTwoSpellingsOfADomainAreOnePerson() {
    SuppressedPeople people = people(SuppressedParser.mapping(), "{'email':'ann@bücher.example'}");
    assertThat(people.contains("ann@xn--bcher-kva.example", Contacts.user("U-1")), is(true));
  }

  @Test
  void aRowThatNamesNobodyIsADeadLetter() {
    Pipeline pipeline = TestPipelines.create();
    PAssert.that(
            parse(pipeline, SuppressedParser.mapping(), "{'user_id':'U-1'}|{'user_id':''}|7")
                .failures()
                .apply(
                    "Letters",
                    MapElements.into(TypeDescriptors.strings())
                        .via(
                            letter ->
                                letter.source()
                                    + " "
                                    + letter.message().replaceFirst(":.*", "")
                                    + " "
                                    + letter.reason().code())))
        .containsInAnyOrder(
            "sample.jsonl line 2 bad_suppressed bad_suppressed",
            "sample.jsonl line 3 bad_json bad_suppressed");
    TestPipelines.run(pipeline);
  }

  /** "Success never means that nothing could be done". */
  @Test
  void aListOfWhichNoRowNamesAnybodyStopsTheJob() {
    JobStoppedException stopped =
        assertThrows(
            JobStoppedException.class,
            () -> people(SuppressedParser.mapping(), "{'id':'U-1'}|{'id':'U-2'}"));
    assertThat(
        stopped.getMessage(), containsString("--suppressedFields=user_id=customer_id,email=mail"));
  }

  private static List<String> asked(FieldMapping mapping, String rows) {
    SuppressedPeople people = people(mapping, rows);
    return Stream.of(
            people.contains("a@b.co", Contacts.user("U-0")) ? "a@b.co by e-mail" : "",
            people.contains("z@b.co", Contacts.user("U-1")) ? "z@b.co as U-1" : "",
            people.contains("y@b.co", Contacts.user("U-2")) ? "y@b.co as U-2" : "",
            people.contains("x@b.co", Contacts.user("U-9")) ? "x@b.co as U-9" : "")
        .filter(text -> !text.isEmpty())
        .toList();
  }

  private static SuppressedPeople people(FieldMapping mapping, String rows) {
    Pipeline pipeline = TestPipelines.create();
    GATHERED.clear();
    PCollectionView<Iterable<IndexShard>> view =
        parse(pipeline, mapping, rows)
            .output()
            .apply("Index", IdentifiedContacts.sizedFor(9L << 20));
    pipeline
        .apply("Once", Create.of("once"))
        .apply("Gather", ParDo.of(new GatherFn(view)).withSideInputs(view))
        .setCoder(StringUtf8Coder.of());
    TestPipelines.run(pipeline);
    return SuppressedPeople.of(GATHERED);
  }

  private static WithFailures.Result<PCollection<IdentifyCalls>, DeadLetter> parse(
      Pipeline pipeline, FieldMapping mapping, String rows) {
    RowBlock block = RowSamples.block(rows.replace('\'', '"').split("\\|", -1));
    return pipeline
        .apply("Rows", Create.<RowUnit>of(block).withCoder(RowSamples.unitCoder()))
        .apply("ParseSuppressed", ParseSuppressed.with(mapping));
  }

  private static final class GatherFn extends DoFn<String, String> {
    private final PCollectionView<Iterable<IndexShard>> view;

    GatherFn(PCollectionView<Iterable<IndexShard>> view) {
      this.view = view;
    }

    @ProcessElement
    public void gather(ProcessContext context) {
      context.sideInput(view).forEach(GATHERED::add);
    }
  }
}
