package io.github.mailmodosource.replay;

import io.github.mailmodosource.commandline.UsageException;
import io.github.mailmodosource.contact.ContactsJoin;
import io.github.mailmodosource.event.SharedFields;
import io.github.mailmodosource.files.InputFiles;
import io.github.mailmodosource.job.CeilingInput;
import io.github.mailmodosource.job.Checked;
import io.github.mailmodosource.job.ContactInput;
import io.github.mailmodosource.job.Faults;
import io.github.mailmodosource.job.FirstLook;
import io.github.mailmodosource.job.JudgeInput;
import io.github.mailmodosource.job.SegmentInput;
import io.github.mailmodosource.job.SuppressedInput;
import io.github.mailmodosource.judge.ContactSource;
import io.github.mailmodosource.judge.JudgeSettings;
import io.github.mailmodosource.judge.SuppressedSource;
import io.github.mailmodosource.rows.FieldMapping;
import io.github.mailmodosource.rows.RowSource;
import io.github.mailmodosource.runner.Workers;
import io.github.mailmodosource.segment.SegmentSettings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The options of {@code replay}, checked once before the pipeline is built.
 *
 * @param contacts null if only events are sent again, and no rows judged
 * @param contactsLook null if there are no contacts
 * @param suppressed null if nobody is left out
 * @param shared what events of rows that are judged again have in common
 * @param segment for events that are complete by themselves, as those of dead letters are
 */
record ReplaySettings(
    InputFiles letters,
    JudgeSettings judge,
    @Nullable ContactSource contacts,
    @Nullable FirstLook contactsLook,
    @Nullable SuppressedSource suppressed,
    String idNamespace,
    boolean deduplicate,
    SharedFields shared,
    SegmentSettings segment) {

  /**
   * Checks the options.
   *
   * @throws UsageException with one clear line for the first that is wrong
   */
  static ReplaySettings of(ReplayOptions options) {
    return of(options, Faults.stopAtFirst()).get();
  }

  /** A line for each option that is wrong; none if the job can begin. */
  static List<String> faults(ReplayOptions options) {
    Faults faults = Faults.collectAll();
    of(options, faults);
    return faults.lines();
  }

  private static Checked<ReplaySettings> of(ReplayOptions options, Faults faults) {
    Checked<InputFiles> letters =
        faults.check(
            "--deadLetters: ",
            () -> {
              InputFiles files = LetterFiles.of(options.getDeadLetters(), options.getReport());
              return Workers.mayBeInSeveralProcesses(options) ? files.forOtherMachines() : files;
            });
    Checked<FieldMapping> contactFields = ContactInput.fields(options, faults);
    Checked<RowSource> contacts =
        options.getContacts() == null ? null : ContactInput.of(options, contactFields, faults);
    Checked<FirstLook> contactsLook =
        contacts == null ? null : ContactInput.look(contacts, contactFields, faults);
    JudgeInput judge = JudgeInput.of(options, options, faults);
    Checked<ContactsJoin> contactsJoin = ContactInput.join(options, contacts, contactsLook, faults);
    Checked<SuppressedSource> suppressed = SuppressedInput.of(options, faults);
    Checked<SharedFields> shared = SegmentInput.shared(options, faults);
    Checked<SegmentSettings> segment =
        CeilingInput.of(
            options, SegmentInput.of(options, faults.check(SharedFields::none), faults), faults);
    return faults.check(
        () ->
            new ReplaySettings(
                letters.get(),
                judge.settings(),
                contacts == null
                    ? null
                    : new ContactSource(contacts.get(), contactFields.get(), contactsJoin.get()),
                contactsLook == null ? null : contactsLook.get(),
                suppressed == null ? null : suppressed.get(),
                options.getIdNamespace(),
                options.getDeduplicate(),
                shared.get(),
                segment.get()));
  }
}
