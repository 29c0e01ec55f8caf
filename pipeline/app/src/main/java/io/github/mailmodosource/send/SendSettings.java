package io.github.mailmodosource.send;

import io.github.mailmodosource.commandline.UsageException;
import io.github.mailmodosource.contact.ContactsJoin;
import io.github.mailmodosource.event.SharedFields;
import io.github.mailmodosource.job.ActivityInput;
import io.github.mailmodosource.job.CeilingInput;
import io.github.mailmodosource.job.Checked;
import io.github.mailmodosource.job.ContactInput;
import io.github.mailmodosource.job.Faults;
import io.github.mailmodosource.job.FirstLook;
import io.github.mailmodosource.job.JudgeInput;
import io.github.mailmodosource.job.SegmentInput;
import io.github.mailmodosource.job.SuppressedInput;
import io.github.mailmodosource.job.TrackingPlanInput;
import io.github.mailmodosource.judge.ContactSource;
import io.github.mailmodosource.judge.JudgeSettings;
import io.github.mailmodosource.judge.SuppressedSource;
import io.github.mailmodosource.protocols.PlanFile;
import io.github.mailmodosource.protocols.PlannedEvents;
import io.github.mailmodosource.rows.FieldMapping;
import io.github.mailmodosource.rows.RowReader;
import io.github.mailmodosource.rows.RowSource;
import io.github.mailmodosource.segment.SegmentSettings;
import io.github.mailmodosource.stream.StreamSettings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The options of {@code send}, checked once before the pipeline is built.
 *
 * @param suppressed null if nobody is left out
 * @param trackingPlan what the events are compared with; null for nothing
 * @param stream how a run without end goes on; null for one that reads what there is
 */
record SendSettings(
    RowSource activity,
    JudgeSettings judge,
    ContactSource contacts,
    FirstLook contactsLook,
    @Nullable SuppressedSource suppressed,
    String idNamespace,
    boolean deduplicate,
    SegmentSettings segment,
    @Nullable PlannedEvents trackingPlan,
    @Nullable StreamSettings stream) {

  /**
   * Checks the options.
   *
   * @throws UsageException with one clear line for the first that is wrong
   */
  static SendSettings of(SendOptions options) {
    return of(options, Faults.stopAtFirst()).get();
  }

  /** A line for each option that is wrong; none if the job can begin. */
  static List<String> faults(SendOptions options) {
    Faults faults = Faults.collectAll();
    of(options, faults);
    return faults.lines();
  }

  private static Checked<SendSettings> of(SendOptions options, Faults faults) {
    JudgeInput judge =
        JudgeInput.of(options, options, faults)
            .knowing(options.getActivityPartitionColumn(), faults)
            .knowing(options.getActivityCursorColumn(), faults);
    boolean streaming = options.isStreaming();
    Checked<RowSource> activity =
        streaming
            ? ActivityInput.watched(options, judge, faults)
            : ActivityInput.of(options, judge.fields(), judge.period(), faults);
    Checked<FieldMapping> contactFields = ContactInput.fields(options, faults);
    Checked<RowSource> contacts = ContactInput.of(options, contactFields, faults);
    Checked<FirstLook> contactsLook = ContactInput.look(contacts, contactFields, faults);
    Checked<SuppressedSource> suppressed = suppressed(options, faults);
    Checked<SharedFields> shared = SegmentInput.shared(options, faults);
    Checked<ContactsJoin> contactsJoin =
        streaming
            ? ContactInput.joinWithoutEnd(options, contacts, faults)
            : ContactInput.join(options, contacts, contactsLook, faults);
    Checked<SegmentSettings> segment =
        CeilingInput.of(options, SegmentInput.of(options, shared, faults), faults);
    Checked<PlanFile> trackingPlan = TrackingPlanInput.of(options, faults);
    Checked<StreamSettings> stream = streaming ? StreamSettings.of(options, faults) : null;
    return faults.check(
        () ->
            new SendSettings(
                activity.get(),
                judge.settings(),
                new ContactSource(contacts.get(), contactFields.get(), contactsJoin.get()),
                contactsLook.get(),
                suppressed == null ? null : suppressed.get(),
                options.getIdNamespace(),
                options.getDeduplicate(),
                segment.get(),
                trackingPlan == null ? null : trackingPlan.get().events(),
                stream == null ? null : stream.get()));
  }

  /** Without end, they have to be read again. */
  private static @Nullable Checked<SuppressedSource> suppressed(
      SendOptions options, Faults faults) {
    Checked<SuppressedSource> suppressed = SuppressedInput.of(options, faults);
    if (suppressed == null || !options.isStreaming()) {
      return suppressed;
    }
    return faults.check(
        "--suppressed: ",
        () -> {
          RowReader unused = suppressed.get().rows().reader();
          return suppressed.get();
        });
  }
}
