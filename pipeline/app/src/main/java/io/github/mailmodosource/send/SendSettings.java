package io.github.mailmodosource.send;

import static io.github.mailmodosource.job.OptionChecks.checked;

import io.github.mailmodosource.commandline.UsageException;
import io.github.mailmodosource.contact.ContactsJoin;
import io.github.mailmodosource.event.SharedFields;
import io.github.mailmodosource.job.OptionChecks;
import io.github.mailmodosource.job.Sources;
import io.github.mailmodosource.judge.JudgeSettings;
import io.github.mailmodosource.rows.FieldMapping;
import io.github.mailmodosource.rows.RowSource;
import io.github.mailmodosource.segment.SegmentSettings;

/** The options of {@code send}, checked once before the pipeline is built. */
record SendSettings(
    RowSource activity,
    JudgeSettings judge,
    RowSource contacts,
    FieldMapping contactFields,
    ContactsJoin contactsJoin,
    boolean deduplicate,
    SegmentSettings segment) {

  /**
   * Checks the options.
   *
   * @throws UsageException with one clear line for the first that is wrong
   */
  static SendSettings of(SendOptions options) {
    JudgeSettings judge = OptionChecks.judge(options, options);
    RowSource activity = Sources.activity(options, judge);
    FieldMapping contactFields = Sources.contactFields(options);
    RowSource contacts = Sources.contacts(options, contactFields);
    SharedFields shared =
        checked("--integrations: ", () -> SharedFields.of(options.getIntegrations()));
    return new SendSettings(
        activity,
        judge,
        contacts,
        contactFields,
        OptionChecks.contactsJoin(options, contacts),
        options.getDeduplicate(),
        OptionChecks.segment(options, shared));
  }
}
