package io.github.mailmodosource.reconcile;

import io.github.mailmodosource.activity.ActivityPeriod;
import io.github.mailmodosource.commandline.UsageException;
import io.github.mailmodosource.contact.ContactsJoin;
import io.github.mailmodosource.jdbc.Database;
import io.github.mailmodosource.job.ActivityInput;
import io.github.mailmodosource.job.Checked;
import io.github.mailmodosource.job.ContactInput;
import io.github.mailmodosource.job.DatabaseInput;
import io.github.mailmodosource.job.Faults;
import io.github.mailmodosource.job.FirstLook;
import io.github.mailmodosource.job.JudgeInput;
import io.github.mailmodosource.job.SegmentInput;
import io.github.mailmodosource.job.SuppressedInput;
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
    @Nullable SegmentSettings segment,
    @Nullable MailmodoTotals counts) {
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
    JudgeInput given = JudgeInput.of(options, options, faults);
    Checked<Duration> settle =
        faults.check(() -> DurationOption.parse("--settle", options.getSettle()));
    JudgeInput judge =
        given.within(
            faults.check(
                () -> settled(given.period().get(), settle.get(), options.getSettle(), now)));
    Checked<RowSource> activity = ActivityInput.of(options, judge.fields(), judge.period(), faults);
    Checked<FieldMapping> contactFields = ContactInput.fields(options, faults);
    Checked<RowSource> contacts = ContactInput.of(options, contactFields, faults);
    Checked<FirstLook> contactsLook = ContactInput.look(contacts, contactFields, faults);
    Checked<SuppressedSource> suppressed = SuppressedInput.of(options, faults);
    Checked<Allowance> maxMissing = faults.check(() -> Allowance.of(options.getMaxMissing()));
    String file = options.getCounts();
    Checked<MailmodoTotals> counts =
        file == null
            ? null
            : faults.check("--counts=" + file + ": ", () -> MailmodoTotals.read(file));
    Checked<Boolean> resends = faults.check(() -> resends(options.getResend()));
    Checked<SegmentSettings> segment =
        options.getResend() == null
            ? null
            : SegmentInput.of(options, SegmentInput.shared(options, faults), faults);
    Checked<ContactsJoin> contactsJoin = ContactInput.join(options, contacts, faults);
    Checked<WarehouseSchema> warehouse = warehouse(options, judge, faults);
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
                segment == null || !resends.get() ? null : segment.get(),
                counts == null ? null : counts.get()));
  }

  private static Checked<WarehouseSchema> warehouse(
      ReconcileOptions options, JudgeInput judge, Faults faults) {
    Checked<Database> database = warehouseDatabase(options, faults);
    return faults.check(
        () ->
            WarehouseSchema.find(
                database.get(),
                options.getWarehouseSchema(),
                options.getWarehouseViews(),
                judge.keepExtras().get(),
                judge.period().get().since()));
  }

  private static Checked<Database> warehouseDatabase(ReconcileOptions options, Faults faults) {
    String url = options.getWarehouse();
    if (url == null || url.isBlank()) {
      return faults.fault(
          "--warehouse is missing; name the database that Segment loads into, such as"
              + " --warehouse=jdbc:postgresql://host/database");
    }
    if (!url.startsWith("jdbc:")) {
      return faults.fault(
          "--warehouse is not a JDBC URL; use one such as jdbc:postgresql://host/database");
    }
    return DatabaseInput.of(
        "warehouse",
        url,
        options.getWarehouseUser(),
        options.getWarehousePassword(),
        options,
        faults);
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

  private static boolean resends(@Nullable String value) {
    if (value == null || value.equals("missing")) {
      return value != null;
    }
    throw new UsageException("--resend=" + value + " is unknown; use missing");
  }
}
