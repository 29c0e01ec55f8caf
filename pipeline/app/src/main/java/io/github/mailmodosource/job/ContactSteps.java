package io.github.mailmodosource.job;

import io.github.mailmodosource.contact.ContactsJoin;
import io.github.mailmodosource.contact.ParseContacts;
import io.github.mailmodosource.deadletter.DeadLetter;
import io.github.mailmodosource.judge.Contacts;
import io.github.mailmodosource.rows.FieldMapping;
import io.github.mailmodosource.rows.RowSource;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;

/**
 * The contacts of a job, from where they are to what activity is judged against.
 *
 * @param deadLetters the rows that could not be read
 */
public record ContactSteps(Contacts contacts, PCollection<DeadLetter> deadLetters) {

  public static ContactSteps of(
      Pipeline pipeline, RowSource source, FieldMapping fields, ContactsJoin join) {
    PCollectionTuple parsed =
        pipeline
            .apply("ReadContacts", source.read(JobRun.readParts(pipeline)))
            .apply("ParseContacts", ParseContacts.with(fields));
    return new ContactSteps(
        new Contacts(parsed.get(ParseContacts.CALLS), source.bytes(), join),
        parsed.get(ParseContacts.DEAD_LETTERS));
  }
}
