package io.github.mailmodosource;

import static io.github.mailmodosource.OptionChecks.checked;

import io.github.mailmodosource.commandline.UsageException;
import io.github.mailmodosource.contact.ContactsJoin;
import io.github.mailmodosource.contact.IdentifyCallParser;
import io.github.mailmodosource.judge.JudgeSettings;
import io.github.mailmodosource.rows.FieldMapping;
import io.github.mailmodosource.rows.InputFiles;
import io.github.mailmodosource.segment.SegmentSettings;
import io.github.mailmodosource.track.SharedFields;

/** The options of {@code send}, checked once before the pipeline is built. */
record SendSettings(
    InputFiles activity,
    JudgeSettings judge,
    InputFiles contacts,
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
    InputFiles activity =
        OptionChecks.files("activity", options.getActivity(), options.getActivityFormat());
    InputFiles contacts =
        OptionChecks.files("contacts", options.getContacts(), options.getContactsFormat());
    SharedFields shared =
        checked("--integrations: ", () -> SharedFields.of(options.getIntegrations()));
    return new SendSettings(
        activity,
        OptionChecks.judge(options, options),
        contacts,
        OptionChecks.fields(
            "contactsFields", IdentifyCallParser.mapping(), options.getContactsFields()),
        OptionChecks.contactsJoin(options, contacts),
        options.getDeduplicate(),
        OptionChecks.segment(options, shared));
  }
}
