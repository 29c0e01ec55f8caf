package io.github.mailmodosource;

import io.github.mailmodosource.contact.IdentifiedContacts;
import io.github.mailmodosource.contact.IndexShard;
import io.github.mailmodosource.contact.ParseContacts;
import io.github.mailmodosource.deadletter.DeadLetter;
import io.github.mailmodosource.rows.FieldMapping;
import io.github.mailmodosource.rows.RowSource;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.PCollectionView;

/**
 * The contacts of a job, from where they are to the view that the gate reads.
 *
 * @param deadLetters the rows that could not be read
 */
record ContactSteps(
    PCollectionView<Iterable<IndexShard>> index, PCollection<DeadLetter> deadLetters) {

  static ContactSteps of(Pipeline pipeline, RowSource source, FieldMapping fields) {
    PCollectionTuple parsed =
        pipeline
            .apply("ReadContacts", source.read(JobRun.readParts(pipeline)))
            .apply("ParseContacts", ParseContacts.with(fields));
    return new ContactSteps(
        parsed
            .get(ParseContacts.CALLS)
            .apply("IndexContacts", IdentifiedContacts.sizedFor(source.bytes())),
        parsed.get(ParseContacts.DEAD_LETTERS));
  }
}
