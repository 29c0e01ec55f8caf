package io.github.mailmodosource.examples;

import io.github.mailmodosource.activity.Activity;
import io.github.mailmodosource.activity.ParseActivity;
import io.github.mailmodosource.contact.Gate;
import io.github.mailmodosource.contact.GateKeeper;
import io.github.mailmodosource.contact.IdentifiedActivity;
import io.github.mailmodosource.contact.IdentifiedContacts;
import io.github.mailmodosource.contact.IdentifyCallParser;
import io.github.mailmodosource.contact.IndexShard;
import io.github.mailmodosource.contact.ParseContacts;
import io.github.mailmodosource.deadletter.DeadLetter;
import io.github.mailmodosource.files.InputFiles;
import io.github.mailmodosource.files.ReadFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Reading activity, and asking the gate who somebody was at a time, in a pipeline of one's own; the
 * library is its only dependency of ours.
 */
class ReadAndJudgeInAnotherPipelineTest {
  @TempDir Path folder;

  @Test
  void activityIsReadAndTheGateSaysWhoseItIs() throws Exception {
    Path activity =
        Files.writeString(
            folder.resolve("activity.csv"),
            """
            event,email,occurred_at
            opened,Reader@example.com,2026-11-20T10:00:00Z
            opened,reader@example.com,2026-11-20T08:00:00Z
            opened,stranger@example.com,2026-11-20T10:00:00Z
            opened,reader@example.com,soon
            """);
    Path contacts =
        Files.writeString(
            folder.resolve("contacts.jsonl"),
            """
            {"email":"reader@example.com","user_id":"U-1","identified_at":"2026-11-20T09:00:00Z"}
            """);

    Pipeline pipeline = Pipeline.create(PipelineOptionsFactory.create());
    List<PCollection<DeadLetter>> letters = new ArrayList<>();
    PCollectionView<Iterable<IndexShard>> identified =
        pipeline
            .apply("ReadContacts", ReadFiles.from(InputFiles.of(contacts.toString(), null), 1))
            .apply("ParseContacts", ParseContacts.with(IdentifyCallParser.mapping()))
            .failuresTo(letters)
            .apply("IndexContacts", IdentifiedContacts.sizedFor(Files.size(contacts)));
    PCollection<String> openers =
        pipeline
            .apply("ReadActivity", ReadFiles.from(InputFiles.of(activity.toString(), null), 1))
            .apply("ParseActivity", ParseActivity.create())
            .failuresTo(letters)
            .apply("WhoseIsIt", ParDo.of(new OwnerFn(identified)).withSideInputs(identified));

    PAssert.that(openers).containsInAnyOrder("U-1");
    PAssert.that(
            PCollectionList.of(letters)
                .apply("Letters", Flatten.pCollections())
                .apply(
                    "Reasons",
                    MapElements.into(TypeDescriptors.strings())
                        .via(letter -> letter.reason().code())))
        .containsInAnyOrder("bad_time");
    pipeline.run().waitUntilFinish();
  }

  /** Asks the gate; the contacts are fetched once for each bundle. */
  static final class OwnerFn extends DoFn<Activity, String> {
    private final PCollectionView<Iterable<IndexShard>> contacts;
    private final GateKeeper gate = new GateKeeper(Gate.Mode.AS_OF);

    OwnerFn(PCollectionView<Iterable<IndexShard>> contacts) {
      this.contacts = contacts;
    }

    @StartBundle
    public void startBundle() {
      gate.close();
    }

    @ProcessElement
    public void owner(ProcessContext context) {
      if (!gate.isOpen()) {
        gate.open(context.sideInput(contacts));
      }
      IdentifiedActivity<Activity> identified = gate.identify(context.element());
      if (identified != null) {
        context.output(identified.identity().id());
      }
    }
  }
}
