package io.github.mailmodosource.replay;

import static io.github.mailmodosource.job.OptionChecks.checked;

import io.github.mailmodosource.commandline.UsageException;
import io.github.mailmodosource.contact.ContactsJoin;
import io.github.mailmodosource.event.SharedFields;
import io.github.mailmodosource.files.InputFiles;
import io.github.mailmodosource.job.OptionChecks;
import io.github.mailmodosource.job.Sources;
import io.github.mailmodosource.judge.JudgeSettings;
import io.github.mailmodosource.rows.FieldMapping;
import io.github.mailmodosource.rows.RowSource;
import io.github.mailmodosource.segment.SegmentSettings;
import org.jspecify.annotations.Nullable;

/**
 * The options of {@code replay}, checked once before the pipeline is built.
 *
 * @param contacts null if only events are sent again, and no rows judged
 * @param shared what events of rows that are judged again have in common
 * @param segment for events that are complete by themselves, as those of dead letters are
 */
record ReplaySettings(
    InputFiles letters,
    JudgeSettings judge,
    @Nullable RowSource contacts,
    FieldMapping contactFields,
    ContactsJoin contactsJoin,
    boolean deduplicate,
    SharedFields shared,
    SegmentSettings segment) {

  /**
   * Checks the options.
   *
   * @throws UsageException with one clear line for the first that is wrong
   */
  static ReplaySettings of(ReplayOptions options) {
    InputFiles letters = letters(options.getDeadLetters(), options.getReport());
    FieldMapping contactFields = Sources.contactFields(options);
    RowSource contacts =
        options.getContacts() == null ? null : Sources.contacts(options, contactFields);
    return new ReplaySettings(
        letters,
        OptionChecks.judge(options, options),
        contacts,
        contactFields,
        OptionChecks.contactsJoin(options, contacts),
        options.getDeduplicate(),
        checked("--integrations: ", () -> SharedFields.of(options.getIntegrations())),
        OptionChecks.segment(options, SharedFields.none()));
  }

  private static InputFiles letters(@Nullable String value, @Nullable String report) {
    if (value == null || value.isBlank()) {
      throw new UsageException(
          "--deadLetters is missing: say which folder to send again, such as --deadLetters=reports/"
              + "send-20261120T030405678Z");
    }
    String folder = value.replaceFirst("/+$", "");
    if (report != null && report.replaceFirst("/+$", "").equals(folder)) {
      throw new UsageException(
          "--report must be another folder than --deadLetters: letters that fail again are written"
              + " there, and would be sent once more with the old ones");
    }
    String files = folder.endsWith(".jsonl") ? folder : folder + "/dead-letters-*.jsonl";
    return checked("--deadLetters: ", () -> InputFiles.of(files, "jsonl"));
  }
}
