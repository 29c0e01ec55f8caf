package io.github.mailmodosource.contact;

import static io.github.mailmodosource.contact.Contacts.call;
import static io.github.mailmodosource.contact.Contacts.calls;
import static io.github.mailmodosource.contact.Contacts.user;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.startsWith;

import io.github.mailmodosource.TestPipelines;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentifiedContactsTest {

  @ParameterizedTest
  @ValueSource(longs = {0, 3L << 20, 100L << 30})
  void allBlocksTogetherAreOneIndexHoweverManyShardsItHas(long rowBytes) {
    Pipeline pipeline = TestPipelines.create();
    PAssert.that(
            identities(
                pipeline,
                rowBytes,
                List.of(
                    calls(call("a@b.co", user("U-2"), "2026-11-20T10:00:00Z")),
                    calls(
                        call("z@b.co", user("U-3"), null),
                        call("a@b.co", user("U-1"), "2026-11-20T09:00:00Z")),
                    calls())))
        .containsInAnyOrder("a@b.co U-1", "z@b.co U-3", "nobody@b.co -");
    TestPipelines.run(pipeline);
  }

  @Test
  void withoutContactsTheIndexIsEmpty() {
    Pipeline pipeline = TestPipelines.create();
    PAssert.that(identities(pipeline, 3L << 20, List.of()))
        .containsInAnyOrder("a@b.co -", "z@b.co -", "nobody@b.co -");
    TestPipelines.run(pipeline);
  }

  @Test
  void anInputWithoutEndIsRefused() {
    assertThat(
        TestPipelines.refusalOfEndless(new IdentifyCallsCoder(), IdentifiedContacts.sizedFor(0)),
        startsWith("IdentifiedContacts works on bounded input only"));
  }

  /** Who three e-mails were at half past nine. */
  private static PCollection<String> identities(
      Pipeline pipeline, long rowBytes, List<IdentifyCalls> blocks) {
    PCollectionView<Iterable<IndexShard>> contacts =
        pipeline
            .apply("Blocks", Create.of(blocks).withCoder(new IdentifyCallsCoder()))
            .apply("IndexContacts", IdentifiedContacts.sizedFor(rowBytes));
    return pipeline
        .apply("Emails", Create.of("a@b.co", "z@b.co", "nobody@b.co"))
        .apply("Ask", ParDo.of(new AskFn(contacts)).withSideInputs(contacts))
        .setCoder(StringUtf8Coder.of());
  }

  private static final class AskFn extends DoFn<String, String> {
    private final PCollectionView<Iterable<IndexShard>> contacts;

    AskFn(PCollectionView<Iterable<IndexShard>> contacts) {
      this.contacts = contacts;
    }

    @ProcessElement
    public void ask(ProcessContext context) {
      Identity identity =
          ContactIndex.of(context.sideInput(contacts))
              .at(Objects.requireNonNull(context.element()), Instant.parse("2026-11-20T09:30:00Z"));
      context.output(context.element() + " " + (identity == null ? "-" : identity.id()));
    }
  }
}
