package io.github.mailmodosource.reconcile;

import io.github.mailmodosource.activity.ActivityPeriod;
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
import io.github.mailmodosource.job.TrackOptions;
import io.github.mailmodosource.job.WarehouseInput;
import io.github.mailmodosource.judge.ContactSource;
import io.github.mailmodosource.judge.JudgeSettings;
import io.github.mailmodosource.judge.SuppressedSource;
import io.github.mailmodosource.option.DurationOption;
import io.github.mailmodosource.rows.FieldMapping;
import io.github.mailmodosource.rows.RowSource;
import io.github.mailmodosource.segment.SegmentSettings;
import io.github.mailmodosource.warehouse.WarehouseSchema;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The options of {@code reconcile}, checked once before the pipeline is built.
 *
 * @param judge with the period that has settled
 * @param suppressed null if nobody is left out
 * @param fail which findings make exit code 4
 * @param combined the file that gets a line for each id; {@value #STANDARD_OUTPUT} for standard
 *     output, null for none
 * @param segment where missing events are sent again; null if they are not
 * @param counts what Mailmodo counted itself; null if it was not asked
 */
record ReconcileSettings(
    RowSource activity,
    JudgeSettings judge,
    ContactSource contacts,
    FirstLook contactsLook,
    @Nullable SuppressedSource suppressed,
    String idNamespace,
    WarehouseSchema warehouse,
    Allowance maxMissing,
    FailOn fail,
    @Nullable String combined,
    @Nullable SegmentSettings segment,
    ResendLimit maxResend,
    @Nullable MailmodoTotals counts) {
  /**
   * Only the warehouse is known to lack what is missing there: other destinations may have had it,
   * and would get it twice.
   */
  static final String WAREHOUSES_ONLY = "{\"All\":false,\"Warehouses\":{\"all\":true}}";

  static final String STANDARD_OUTPUT = "-";

  /** Whether what is missing is sent again, as far as the limit allows. */
  boolean resends() {
    // Of a schema that is not there nobody can say what it lacks.
    return segment != null && !warehouse.isEmpty();
  }

  /**
   * Checks the options, and looks at the warehouse.
   *
   * @throws UsageException with one clear line for the first that is wrong
   */
  static ReconcileSettings of(ReconcileOptions options, Instant now) {
    return of(options, now, Faults.stopAtFirst()).get();
  }

  /** A line for each option that is wrong; none if the job can begin. */
  static List<String> faults(ReconcileOptions options, Instant now) {
    Faults faults = Faults.collectAll();
    of(options, now, faults);
    return faults.lines();
  }

  private static Checked<ReconcileSettings> of(
      ReconcileOptions options, Instant now, Faults faults) {
    JudgeInput given =
        JudgeInput.of(options, options, faults)
            .knowing(options.getActivityPartitionColumn(), faults);
    Checked<Duration> settle =
        faults.check(() -> DurationOption.parse("--settle", options.getSettle()));
    String warehouseSince = options.getWarehouseSince();
    Checked<ActivityPeriod> settled =
        faults.check(() -> settled(given.period().get(), settle.get(), options.getSettle(), now));
    JudgeInput judge =
        given.within(
            warehouseSince == null
                ? settled
                : faults.check(() -> beginning(settled.get(), warehouseSince)));
    Checked<RowSource> activity = ActivityInput.of(options, judge.fields(), judge.period(), faults);
    Checked<FieldMapping> contactFields = ContactInput.fields(options, faults);
    Checked<RowSource> contacts = ContactInput.of(options, contactFields, faults);
    Checked<FirstLook> contactsLook = ContactInput.look(contacts, contactFields, faults);
    Checked<SuppressedSource> suppressed = SuppressedInput.of(options, faults);
    Checked<Allowance> maxMissing =
        faults.check(() -> Allowance.of("--maxMissing", options.getMaxMissing()));
    Checked<FailOn> fail = faults.check(() -> FailOn.of(options.getFail()));
    Checked<String> combined =
        options.getCombined() == null ? null : faults.check(() -> named(options.getCombined()));
    String file = options.getCounts();
    Checked<MailmodoTotals> counts =
        file == null
            ? null
            : faults.check("--counts=" + file + ": ", () -> MailmodoTotals.read(file));
    Checked<Boolean> resends = faults.check(() -> resends(options.getResend()));
    Checked<SegmentSettings> segment =
        options.getResend() == null
            ? null
            : SegmentInput.of(options, resendFields(options, faults), faults);
    Checked<ResendLimit> maxResend = faults.check(() -> ResendLimit.of(options.getMaxResend()));
    Checked<ContactsJoin> contactsJoin = ContactInput.join(options, contacts, contactsLook, faults);
    Checked<WarehouseSchema> warehouse = WarehouseInput.found(options, judge, now, faults);
    return faults.check(
        () ->
            new ReconcileSettings(
                activity.get(),
                judge.settings(),
                new ContactSource(contacts.get(), contactFields.get(), contactsJoin.get()),
                contactsLook.get(),
                suppressed == null ? null : suppressed.get(),
                options.getIdNamespace(),
                warehouse.get(),
                maxMissing.get(),
                fail.get(),
                combined == null ? null : combined.get(),
                segment == null || !resends.get() ? null : segment.get(),
                maxResend.get(),
                counts == null ? null : counts.get()));
  }

  private static Checked<SharedFields> resendFields(TrackOptions options, Faults faults) {
    String given = options.getIntegrations();
    return faults.check(
        "--integrations: ", () -> SharedFields.of(given == null ? WAREHOUSES_ONLY : given));
  }

  private static String named(@Nullable String combined) {
    if (combined == null || combined.isBlank()) {
      throw new UsageException("--combined is empty; name a file, or - for standard output");
    }
    return combined;
  }

  /** The part of the period that the warehouse has had its time for. */
  private static ActivityPeriod settled(
      ActivityPeriod period, Duration settle, String option, Instant now) {
    Instant end = now.minus(settle);
    Instant until = period.until();
    Instant since = period.since();
    Instant last = until != null && until.isBefore(end) ? until : end;
    if (since != null && !since.isBefore(last)) {
      throw new UsageException(
          "--since="
              + since
              + " is less than --settle="
              + option
              + " ago, so nothing can be judged yet; use an earlier --since or a shorter --settle");
    }
    return new ActivityPeriod(since, last);
  }

  /** The part of the period that the warehouse has been there for. */
  private static ActivityPeriod beginning(ActivityPeriod period, String warehouseSince) {
    Instant begin = ActivityPeriod.bound("--warehouseSince", warehouseSince);
    Instant since = period.since();
    Instant until = period.until();
    if (until != null && !begin.isBefore(until)) {
      throw new UsageException(
          "--warehouseSince="
              + warehouseSince
              + " is not before "
              + until
              + ", where what can be judged ends (--until, --settle); use an earlier one");
    }
    return new ActivityPeriod(since == null || since.isBefore(begin) ? begin : since, until);
  }

  private static boolean resends(@Nullable String value) {
    if (value == null || value.equals("missing")) {
      return value != null;
    }
    throw new UsageException("--resend=" + value + " is unknown; use missing");
  }
}
