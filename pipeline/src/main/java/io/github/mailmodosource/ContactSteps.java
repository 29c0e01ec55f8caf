package io.github.mailmodosource;

import io.github.mailmodosource.contact.ContactsJoin;
import io.github.mailmodosource.contact.ParseContacts;
import io.github.mailmodosource.deadletter.DeadLetter;
import io.github.mailmodosource.judge.Contacts;
import io.github.mailmodosource.rows.FieldMapping;
import io.github.mailmodosource.rows.InputFiles;
import io.github.mailmodosource.rows.ReadRows;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;

/**
 * The contacts of a job, from files to what activity is judged against.
 *
 * @param deadLetters the rows that could not be read
 */
record ContactSteps(Contacts contacts, PCollection<DeadLetter> deadLetters) {

  static ContactSteps of(
      Pipeline pipeline, InputFiles files, FieldMapping fields, ContactsJoin join) {
    PCollectionTuple parsed =
        pipeline
            .apply("ReadContacts", ReadRows.from(files, JobRun.readParts(pipeline)))
            .apply("ParseContacts", ParseContacts.with(fields));
    return new ContactSteps(
        new Contacts(parsed.get(ParseContacts.CALLS), files.bytes(), join),
        parsed.get(ParseContacts.DEAD_LETTERS));
  }
}
