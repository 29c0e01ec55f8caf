package io.github.mailmodosource.job;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.github.mailmodosource.activity.ActivityParser;
import io.github.mailmodosource.contact.IdentifyCallParser;
import io.github.mailmodosource.files.InputFiles;
import io.github.mailmodosource.rows.FieldMapping;
import io.github.mailmodosource.rows.FirstRows;
import io.github.mailmodosource.rows.RowReader;
import io.github.mailmodosource.rows.RowSource;
import io.github.mailmodosource.rows.RowUnit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * "Before the run the first 1,000 rows of the first file of each pattern are looked at (of a table
 * and a query the columns): refused only if every one of them lacks the same needed field; of
 * contacts, only identify calls and flat rows count."
 */
class FirstLookTest {
  private static final String GOOD =
      "{'event':'opened','email':'a@b.co','occurred_at':'2026-11-20T10:00:00Z'}";

  @TempDir Path folder;

  @Test
  void contactsOfTheUsersTableHaveNoUserId() throws Exception {
    file("users.csv", "email,id,received_at", "a@b.co,u-1,2026-10-01T00:00:00Z", "c@d.co,u-2,");
    assertThat(
        contacts("users.csv"),
        is(
            "--contacts: the first 2 rows of DIR/users.csv have no user_id or anonymous_id; the"
                + " names found are email, id, received_at; say which one it is, such as"
                + " --contactsFields=user_id=id"));
  }

  @Test
  void theMappingThatItNamesIsRight() throws Exception {
    file("users.csv", "email,id,received_at", "a@b.co,u-1,2026-10-01T00:00:00Z");
    assertThat(
        contacts(IdentifyCallParser.mapping().with("user_id=id"), "users.csv"), is("nothing"));
  }

  @Test
  void contactsWithoutAnEmail() throws Exception {
    file("a.jsonl", "{'user_id':'u-1','profile':{'mail':'a@b.co'}}");
    assertThat(
        contacts("a.jsonl"),
        is(
            "--contacts: the first row of DIR/a.jsonl has no email; the names found are user_id,"
                + " profile.mail; say which one it is, such as --contactsFields=email=profile.mail"));
  }

  @Test
  void oneRowThatHasTheFieldIsEnough() throws Exception {
    file("a.jsonl", "{'user_id':'u-1'}", "{'user_id':'u-2','email':'a@b.co'}", "{'user_id':'u-3'}");
    assertThat(contacts("a.jsonl"), is("nothing"));
  }

  /** Each row lacks something, but there is no field that all of them lack. */
  @Test
  void theFieldMustBeTheSame() throws Exception {
    file("a.jsonl", "{'user_id':'u-1'}", "{'email':'a@b.co'}");
    assertThat(contacts("a.jsonl"), is("nothing"));
  }

  @Test
  void anAnonymousIdIsAnId() throws Exception {
    file("a.jsonl", "{'type':'identify','anonymousId':'x','traits':{'email':'a@b.co'}}");
    assertThat(contacts("a.jsonl"), is("nothing"));
  }

  @Test
  void otherCallsOfAnArchiveSayNothing() throws Exception {
    file(
        "archive.jsonl",
        "{'type':'page','userId':'u-1'}",
        "{'type':'track','userId':'u-1','event':'x'}");
    assertThat(contacts("archive.jsonl"), is("nothing"));
  }

  @Test
  void noRowsSayNothing() throws Exception {
    file("empty.jsonl");
    file("header.csv", "id,name");
    assertThat(contacts("empty.jsonl"), is("nothing"));
    assertThat(contacts("header.csv"), is("nothing"));
  }

  @Test
  void rowsThatCannotBeReadAreLeftToTheRun() throws Exception {
    file("bad.jsonl", "{'user_id':", "nonsense");
    assertThat(contacts("bad.jsonl"), is("nothing"));
  }

  @Test
  void onlyTheFirstThousandRowsAreLookedAt() throws Exception {
    String[] rows = new String[1_001];
    Arrays.fill(rows, "{'user_id':'u-1'}");
    rows[999] = "{'user_id':'u-2','email':'a@b.co'}";
    file("in.jsonl", rows);
    rows[999] = rows[0];
    rows[1_000] = "{'user_id':'u-2','email':'a@b.co'}";
    file("out.jsonl", rows);
    assertThat(contacts("in.jsonl"), is("nothing"));
    assertThat(
        contacts("out.jsonl"),
        is(
            "--contacts: the first 1,000 rows of DIR/out.jsonl have no email; the names found are"
                + " user_id; say which one it is, such as --contactsFields=email=THEIR_NAME"));
  }

  @Test
  void theFirstFileOfEachPatternIsLookedAt() throws Exception {
    file("good-1.jsonl", GOOD);
    file("good-2.jsonl", "{}");
    file("wrong-1.jsonl", "{'event':'opened','recipient':'a@b.co','occurred_at':1}");
    assertThat(activity("good-*.jsonl"), is("nothing"));
    assertThat(
        activity("good-*.jsonl,DIR/wrong-*.jsonl"),
        is(
            "--activity: the first row of DIR/wrong-1.jsonl has no email; the names found are"
                + " event, recipient, occurred_at; say which one it is, such as"
                + " --activityFields=email=recipient"));
  }

  @Test
  void everyFieldThatIsLackedIsNamedWithAProposal() throws Exception {
    file("a.jsonl", "{'type':'x','recipient':{'email':'a@b.co'},'event_time':'2026-11-20'}");
    assertThat(
        activity("a.jsonl"),
        is(
            "--activity: the first row of DIR/a.jsonl has no event, and no email, and no"
                + " occurred_at; the names found are type, recipient.email, event_time; say which"
                + " one it is, such as"
                + " --activityFields=event=type,email=recipient.email,occurred_at=event_time"));
  }

  @Test
  void aConstantIsInEveryRow() throws Exception {
    file("a.jsonl", "{'email':'a@b.co','occurred_at':1}");
    assertThat(
        activity(ActivityParser.mapping().with("event='Email Opened'"), "a.jsonl"), is("nothing"));
    assertThat(
        activity("a.jsonl"),
        is(
            "--activity: the first row of DIR/a.jsonl has no event; the names found are email,"
                + " occurred_at; say which one it is, such as --activityFields=event='Email"
                + " Opened'"));
  }

  @Test
  void aNameThatWasGivenIsNamed() throws Exception {
    file("a.jsonl", GOOD);
    assertThat(
        activity(ActivityParser.mapping().with("occurred_at=at"), "a.jsonl"),
        is(
            "--activity: the first row of DIR/a.jsonl has no occurred_at (at); the names found are"
                + " event, email, occurred_at; say which one it is, such as"
                + " --activityFields=occurred_at=occurred_at"));
  }

  @Test
  void aColumnThatIsReadMustNotStandTwiceInAHeader() throws Exception {
    file("a.csv", "email,user_id,note,note,email", "a@b.co,u-1,x,y,c@d.co");
    assertThat(
        contacts("a.csv"),
        is(
            "--contacts: the header of DIR/a.csv has the column 'email' twice, and it is not known"
                + " which one counts; rename one of them"));
  }

  @Test
  void ofATableTheColumnsAreLookedAt() {
    assertThat(
        look("contacts", table("email", "ID", "received_at"), IdentifyCallParser.mapping()),
        is(
            "--contacts: mailmodo.users has no user_id or anonymous_id; the names found are email,"
                + " ID, received_at; say which one it is, such as --contactsFields=user_id=ID"));
    assertThat(
        look("contacts", table("EMAIL", "USER_ID"), IdentifyCallParser.mapping()), is("nothing"));
    assertThat(
        "what is in a JSON column is known row by row only",
        look("contacts", table("traits", "user_id"), IdentifyCallParser.mapping()),
        is("nothing"));
  }

  @Test
  void noAddressIsShownEvenIfItStandsWhereANameShould() throws Exception {
    file("a.csv", "ann@example.com,u-1", "ben@example.com,u-2");
    assertThat(
        contacts("a.csv"),
        is(
            "--contacts: the first row of DIR/a.csv has no email, and no user_id or anonymous_id;"
                + " the names found are a***@example.com, u-1; say which one it is, such as"
                + " --contactsFields=email=THEIR_NAME,user_id=THEIR_NAME"));
  }

  private void file(String name, String... lines) throws IOException {
    StringBuilder text = new StringBuilder();
    for (String line : lines) {
      text.append(line.replace('\'', '"')).append('\n');
    }
    Files.writeString(folder.resolve(name), text);
  }

  private String contacts(String files) {
    return contacts(IdentifyCallParser.mapping(), files);
  }

  private String contacts(FieldMapping mapping, String files) {
    return look("contacts", source(files), mapping);
  }

  private String activity(String files) {
    return activity(ActivityParser.mapping(), files);
  }

  private String activity(FieldMapping mapping, String files) {
    return look("activity", source(files), mapping);
  }

  private RowSource source(String files) {
    return InputFiles.of("DIR/".concat(files).replace("DIR", folder.toString()), null);
  }

  /** What is said; the folder's name as DIR. */
  private String look(String option, RowSource source, FieldMapping mapping) {
    Faults faults = Faults.collectAll();
    Checked<FieldMapping> fields = faults.check(() -> mapping);
    Checked<RowSource> rows = faults.check(() -> source);
    if (option.equals("contacts")) {
      ContactInput.look(rows, fields, faults);
    } else {
      ActivityInput.look(rows, fields, faults);
    }
    return faults.lines().isEmpty()
        ? "nothing"
        : String.join("\n", faults.lines()).replace(folder.toString(), "DIR");
  }

  private static RowSource table(String... columns) {
    return new RowSource() {
      @Override
      public String step() {
        return "Rows";
      }

      @Override
      public PTransform<PBegin, PCollection<RowUnit>> read(int parts) {
        throw new UnsupportedOperationException();
      }

      @Override
      public RowReader reader() {
        throw new UnsupportedOperationException();
      }

      @Override
      public long bytes() {
        return 0;
      }

      @Override
      public List<FirstRows> firstRows(int most) {
        return List.of(FirstRows.ofTable("mailmodo.users", List.of(columns)));
      }
    };
  }
}
