package io.github.mailmodosource.reconcile;

import static io.github.mailmodosource.job.OptionChecks.checked;

import io.github.mailmodosource.activity.ActivityPeriod;
import io.github.mailmodosource.commandline.UsageException;
import io.github.mailmodosource.contact.ContactsJoin;
import io.github.mailmodosource.event.SharedFields;
import io.github.mailmodosource.jdbc.Database;
import io.github.mailmodosource.job.OptionChecks;
import io.github.mailmodosource.job.Sources;
import io.github.mailmodosource.judge.JudgeSettings;
import io.github.mailmodosource.option.DurationOption;
import io.github.mailmodosource.rows.FieldMapping;
import io.github.mailmodosource.rows.RowSource;
import io.github.mailmodosource.segment.SegmentSettings;
import io.github.mailmodosource.warehouse.WarehouseSchema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The options of {@code reconcile}, checked once before the pipeline is built.
 *
 * @param judge with the period that has settled
 * @param segment where missing events are sent again; null if they are not
 * @param counts what Mailmodo counted itself; null if it was not asked
 */
record ReconcileSettings(
    RowSource activity,
    JudgeSettings judge,
    RowSource contacts,
    FieldMapping contactFields,
    ContactsJoin contactsJoin,
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
    JudgeSettings given = OptionChecks.judge(options, options);
    ActivityPeriod period = settled(given.period(), options.getSettle(), now);
    JudgeSettings judge =
        new JudgeSettings(given.fields(), given.times(), given.keepExtras(), period, given.gate());
    RowSource activity = Sources.activity(options, judge);
    FieldMapping contactFields = Sources.contactFields(options);
    RowSource contacts = Sources.contacts(options, contactFields);
    Allowance maxMissing = checked("", () -> Allowance.of(options.getMaxMissing()));
    MailmodoTotals counts = counts(options.getCounts());
    SegmentSettings segment = resends(options.getResend()) ? segment(options) : null;
    return new ReconcileSettings(
        activity,
        judge,
        contacts,
        contactFields,
        OptionChecks.contactsJoin(options, contacts),
        warehouse(options, judge),
        maxMissing,
        segment,
        counts);
  }

  private static @Nullable MailmodoTotals counts(@Nullable String file) {
    return file == null
        ? null
        : checked("--counts=" + file + ": ", () -> MailmodoTotals.read(file));
  }

  private static SegmentSettings segment(ReconcileOptions options) {
    return OptionChecks.segment(
        options, checked("--integrations: ", () -> SharedFields.of(options.getIntegrations())));
  }

  private static WarehouseSchema warehouse(ReconcileOptions options, JudgeSettings judge) {
    String url = options.getWarehouse();
    if (url == null || url.isBlank()) {
      throw new UsageException(
          "--warehouse is missing: say where Segment loads to, such as"
              + " --warehouse=jdbc:postgresql://host/database");
    }
    if (!url.startsWith("jdbc:")) {
      throw new UsageException(
          "--warehouse is no JDBC URL: write it as jdbc:postgresql://host/database");
    }
    Database database =
        checked(
            "--warehouse: ",
            () ->
                Sources.database(
                    "warehouse",
                    url,
                    options.getWarehouseUser(),
                    options.getWarehousePassword(),
                    options));
    return OptionChecks.tried(
        () ->
            WarehouseSchema.find(
                database,
                options.getWarehouseSchema(),
                options.getWarehouseViews(),
                judge.keepExtras(),
                judge.period().since()));
  }

  /** The part of the period that the warehouse has had its time for. */
  private static ActivityPeriod settled(ActivityPeriod period, String settle, Instant now) {
    Instant end = now.minus(checked("", () -> DurationOption.parse("--settle", settle)));
    Instant until = period.until();
    Instant since = period.since();
    Instant last = until != null && until.isBefore(end) ? until : end;
    if (since != null && !since.isBefore(last)) {
      throw new UsageException(
          "--since="
              + since
              + " is less than --settle="
              + settle
              + " ago: nothing can be judged yet; begin earlier, or shorten --settle");
    }
    return new ActivityPeriod(since, last);
  }

  private static boolean resends(@Nullable String value) {
    if (value == null) {
      return false;
    }
    if (value.equals("missing")) {
      return true;
    }
    throw new UsageException("--resend=" + value + " is unknown: give missing");
  }
}
