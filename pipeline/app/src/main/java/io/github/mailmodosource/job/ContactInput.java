package io.github.mailmodosource.job;

import io.github.mailmodosource.commandline.UsageException;
import io.github.mailmodosource.contact.ContactsJoin;
import io.github.mailmodosource.contact.IdentifyCallParser;
import io.github.mailmodosource.files.InputFiles;
import io.github.mailmodosource.jdbc.Database;
import io.github.mailmodosource.rows.FieldMapping;
import io.github.mailmodosource.rows.RowReader;
import io.github.mailmodosource.rows.RowSource;
import io.github.mailmodosource.table.InputTable;
import io.github.mailmodosource.table.TableRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the contacts are, and how activity meets them, from options. */
public final class ContactInput {
  private static final String OPTION = "contacts";

  private static final List<List<String>> NEEDED =
      List.of(List.of("email"), List.of("user_id", "anonymous_id"));

  private ContactInput() {}

  /** What their fields are called. */
  public static <T extends ContactOptions & CsvFileOptions> Checked<FieldMapping> fields(
      T options, Faults faults) {
    String fields = options.getContactsFields();
    return faults.check(
        "--contactsFields: ",
        () ->
            IdentifyCallParser.mapping()
                .withNullWords(options.getNullWords())
                .with(fields == null ? "" : fields));
  }

  /** All contacts: whenever they were identified, they may be needed. */
  public static <T extends ContactOptions & ContactTableOptions & DatabaseOptions & CsvFileOptions>
      Checked<RowSource> of(T options, Checked<FieldMapping> fields, Faults faults) {
    return RowInput.of(
        OPTION,
        options.getContacts(),
        options.getContactsFormat(),
        options,
        fields,
        InputFiles::of,
        url -> {
          Checked<Database> database =
              DatabaseInput.of(
                  OPTION,
                  url,
                  options.getContactsUser(),
                  options.getContactsPassword(),
                  options,
                  faults);
          return faults.check(
              "--contacts: ",
              () ->
                  InputTable.of(
                      database.get(),
                      new TableRequest(
                          OPTION,
                          options.getContactsTable(),
                          options.getContactsQuery(),
                          options.getContactsPartitionColumn(),
                          options.getContactsPartitions(),
                          fields.get(),
                          "identified_at",
                          null,
                          null)));
        },
        faults);
  }

  /** Looks at their first rows, of which only identify calls and flat rows count. */
  public static Checked<FirstLook> look(
      Checked<RowSource> contacts, Checked<FieldMapping> fields, Faults faults) {
    return faults.check(
        () ->
            FirstLook.at(
                OPTION,
                contacts.get(),
                fields.get(),
                NEEDED,
                values -> !IdentifyCallParser.isOtherCall(values)));
  }

  /**
   * How activity meets them.
   *
   * @param contacts null if there are none, as in a replay of events
   * @param look at their first rows; null if there are none
   */
  public static Checked<ContactsJoin> join(
      ContactOptions options,
      @Nullable Checked<RowSource> contacts,
      @Nullable Checked<FirstLook> look,
      Faults faults) {
    String prefix = "--contactsJoin=";
    // Its word first, so that contacts that are wrong do not hide that it is wrong too.
    Checked<ContactsJoin> known = faults.check(prefix, () -> join(options, 0, 0));
    return contacts == null || look == null
        ? known
        : faults.check(
            prefix,
            () -> {
              known.get();
              return join(options, contacts.get().bytes(), look.get().bytesOfARow());
            });
  }

  /** How activity without end meets them: they are in memory, and read again and again. */
  public static Checked<ContactsJoin> joinWithoutEnd(
      ContactOptions options, Checked<RowSource> contacts, Faults faults) {
    return faults.check(
        "--contacts: ",
        () -> {
          RowReader unused = contacts.get().reader();
          if (options.getContactsJoin().equals("keyed")) {
            throw new UsageException(
                "--contactsJoin=keyed groups all activity with all contacts, which --streaming has no end for; leave it out");
          }
          return join(options, 0, 0);
        });
  }

  private static ContactsJoin join(ContactOptions options, long rowBytes, long bytesOfARow) {
    return ContactsJoin.ofOption(
        options.getContactsJoin(), rowBytes, bytesOfARow, Runtime.getRuntime().maxMemory());
  }
}
