package io.github.mailmodosource.preview;

import io.github.mailmodosource.commandline.UsageException;
import io.github.mailmodosource.contact.ContactsJoin;
import io.github.mailmodosource.event.SharedFields;
import io.github.mailmodosource.job.ActivityInput;
import io.github.mailmodosource.job.Checked;
import io.github.mailmodosource.job.ContactInput;
import io.github.mailmodosource.job.Faults;
import io.github.mailmodosource.job.FirstLook;
import io.github.mailmodosource.job.JudgeInput;
import io.github.mailmodosource.job.SegmentInput;
import io.github.mailmodosource.job.SuppressedInput;
import io.github.mailmodosource.job.TrackingPlanInput;
import io.github.mailmodosource.job.WarehouseInput;
import io.github.mailmodosource.judge.ContactSource;
import io.github.mailmodosource.judge.JudgeSettings;
import io.github.mailmodosource.judge.SuppressedSource;
import io.github.mailmodosource.protocols.PlanFile;
import io.github.mailmodosource.protocols.PlannedEvents;
import io.github.mailmodosource.rows.FieldMapping;
import io.github.mailmodosource.rows.RowSource;
import io.github.mailmodosource.segment.SegmentSettings;
import io.github.mailmodosource.warehouse.WarehouseSchema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The options of {@code preview}, checked once before the pipeline is built.
 *
 * @param suppressed null if nobody is left out
 * @param segment how {@code send} would send
 * @param trackingPlan what the events are compared with; null for nothing
 * @param limit most payloads that are shown
 * @param warehouse what a forecast compares with; null for nothing
 * @param forecast the plan that a forecast is compared with; null if payloads are shown
 */
record PreviewSettings(
    RowSource activity,
    JudgeSettings judge,
    ContactSource contacts,
    FirstLook contactsLook,
    @Nullable SuppressedSource suppressed,
    String idNamespace,
    boolean deduplicate,
    SegmentSettings segment,
    @Nullable PlannedEvents trackingPlan,
    int limit,
    @Nullable WarehouseSchema warehouse,
    @Nullable Plan forecast) {
  private static final int MOST_EXAMPLES = 1_000;

  /** Whether the workers write down what they find, if they find anything. */
  boolean finds() {
    return forecast != null || limit > 0;
  }

  /**
   * Checks the options.
   *
   * @throws UsageException with one clear line for the first that is wrong
   */
  static PreviewSettings of(PreviewOptions options) {
    return of(options, Faults.stopAtFirst()).get();
  }

  /** A line for each option that is wrong; none if the job can begin. */
  static List<String> faults(PreviewOptions options) {
    Faults faults = Faults.collectAll();
    of(options, faults);
    return faults.lines();
  }

  private static Checked<PreviewSettings> of(PreviewOptions options, Faults faults) {
    JudgeInput judge =
        JudgeInput.of(options, options, faults)
            .knowing(options.getActivityPartitionColumn(), faults);
    Checked<RowSource> activity = ActivityInput.of(options, judge.fields(), judge.period(), faults);
    Checked<FieldMapping> contactFields = ContactInput.fields(options, faults);
    Checked<RowSource> contacts = ContactInput.of(options, contactFields, faults);
    Checked<FirstLook> contactsLook = ContactInput.look(contacts, contactFields, faults);
    Checked<SuppressedSource> suppressed = SuppressedInput.of(options, faults);
    Checked<SharedFields> shared = SegmentInput.shared(options, faults);
    Checked<ContactsJoin> contactsJoin = ContactInput.join(options, contacts, contactsLook, faults);
    Checked<SegmentSettings> segment = SegmentInput.withoutSending(options, shared, faults);
    Checked<PlanFile> trackingPlan = TrackingPlanInput.of(options, faults);
    Checked<Integer> limit = faults.check(() -> limit(options.getLimit()));
    Checked<WarehouseSchema> warehouse =
        options.getWarehouse() == null
            ? null
            : WarehouseInput.found(options, judge, Instant.now(), faults);
    Checked<Plan> plan = faults.check(() -> Plan.of(options));
    return faults.check(
        () ->
            new PreviewSettings(
                activity.get(),
                judge.settings(),
                new ContactSource(contacts.get(), contactFields.get(), contactsJoin.get()),
                contactsLook.get(),
                suppressed == null ? null : suppressed.get(),
                options.getIdNamespace(),
                options.getDeduplicate(),
                segment.get(),
                trackingPlan == null ? null : trackingPlan.get().events(),
                limit.get(),
                warehouse == null ? null : warehouse.get(),
                options.isForecast() ? plan.get() : null));
  }

  private static int limit(int value) {
    if (value < 0 || value > MOST_EXAMPLES) {
      throw new UsageException("--limit=" + value + " is out of range; use 0 to 1,000");
    }
    return value;
  }
}
