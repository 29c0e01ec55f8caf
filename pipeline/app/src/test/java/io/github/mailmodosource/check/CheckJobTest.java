package io.github.mailmodosource.check;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import com.sun.net.httpserver.HttpServer;
import io.github.mailmodosource.ActivityTables;
import io.github.mailmodosource.JobProbe;
import io.github.mailmodosource.JobProbe.Result;
import io.github.mailmodosource.cluster.FakeRest;
import io.github.mailmodosource.servers.TestDatabases;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.flink.runtime.util.EnvironmentInformation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** "Tries every setting and prints one line each, ✓ or ✗ with the fix." */
class CheckJobTest {
  private static final String KEY = "abcdefghijklmnopqrstuvwxyz012345";
  private static final String HEADER = "event,email,occurred_at,link_url\n";
  private static final String CLICK =
      "Link Clicked,reader@example.com,2026-11-20T00:00:00Z,https://example.com\n";

  @TempDir Path folder;
  private HttpServer segment;

  /** What arrived: method, path, whether there was a key, and how many bytes. */
  private final List<String> requests = new CopyOnWriteArrayList<>();

  @BeforeEach
  void startHost() throws IOException {
    segment = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    segment.createContext(
        "/",
        exchange -> {
          try (exchange) {
            requests.add(
                exchange.getRequestMethod()
                    + " "
                    + exchange.getRequestURI()
                    + " "
                    + exchange.getRequestHeaders().containsKey("Authorization")
                    + " "
                    + exchange.getRequestBody().readAllBytes().length);
            exchange.sendResponseHeaders(404, -1);
          }
        });
    segment.start();
    write("key", KEY + "\n");
    write("activity.csv", HEADER + CLICK);
    write(
        "contacts.csv", "user_id,email,received_at\n17,reader@example.com,2026-11-01T00:00:00Z\n");
  }

  @AfterEach
  void stopHost() {
    segment.stop(0);
  }

  @Test
  void everySettingIsALine() throws IOException {
    Result result = check();
    assertThat(
        result.out().replace(folder.toString(), "DIR").replace(endpoint(), "HOST"),
        is(
            """
            Given:
              --activity=DIR/activity.csv  (the command line)
              --contacts=DIR/contacts.csv  (the command line)
              --endpoint=HOST  (the command line)
              --writeKey=file:DIR/key  (the command line)
              --report=DIR/report  (the command line)
              --resume=DIR/state  (the command line)

            ✓ write key    file:DIR/key holds one, of 32 characters
            ✓ region       HOST/v1/batch, which is not one of Segment's own
            ✓ host         HOST answers
            ✓ activity     the 1 row of DIR/activity.csv can be read
            ✓ columns      read: event, email, occurred_at, link_url
            ✓ contacts     1 row, 1 identifies somebody
            ✓ gate         1 of the 1 row of activity pass; 0 of people who are not identified, 0 of people who are identified later
            ✓ folders      DIR/report can be written (--report)
            ✓ folders      DIR/state can be written (--resume)
            ✓ runner       DirectRunner, within this process

            Everything can be used. Nothing was sent.
            """));
    assertThat(result.err(), is(""));
    assertThat(result.exitCode(), is(0));
    assertThat("nothing that could be an event", requests, contains("HEAD / false 0"));
    try (var left = Files.list(folder)) {
      assertThat(
          "nothing is left",
          left.map(file -> String.valueOf(file.getFileName())).sorted().toList(),
          contains("activity.csv", "contacts.csv", "key"));
    }
  }

  /** "All of them": what is wrong with one says nothing of the others. */
  @Test
  void aFailureDoesNotStopTheOthers() {
    Result result =
        check(
            "--writeKey=s3cret",
            "--endpoint=http://127.0.0.1:1",
            "--activity=" + folder + "/nowhere.csv",
            "--contacts=" + folder + "/nobody.csv",
            "--gate=never",
            "--batchEvents=0",
            "--minRows=-1",
            "--report=" + folder + "/key/report",
            "--runner=FlinkRunner",
            "--flinkMaster=127.0.0.1:1",
            "--warehouse=jdbc:postgresql://127.0.0.1:1/none");
    assertThat(
        wrong(result).stream().map(line -> line.substring(2, 14).strip()).toList(),
        contains(
            "write key",
            "sending",
            "rows",
            "activity",
            "contacts",
            "folders",
            "runner",
            "limits",
            "warehouse"));
    assertThat(result.exitCode(), is(2));
    assertThat(result.out(), endsWith("9 settings to fix (✗). Nothing was sent.\n"));
    assertThat(result.out() + result.err(), not(containsString("s3cret")));
    assertThat(requests, is(List.of()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "two words | has white space in it",
        "sgp_0123456789 | is a token of Segment's Public API, which sends no events",
        "abcdefghijklmnopqrstuvwxyz012345: | ends with a colon, which is added when it is sent",
        "https://api.segment.io | is an address",
      })
  void whatIsNoWriteKeyIsTold(String key, String why) throws IOException {
    write("key", key);
    assertThat(
        wrong(check()),
        contains(
            "✗ write key    --writeKey: what is in file:"
                + folder
                + "/key "
                + why
                + "; use the write key of the source (in Segment: Connections, Sources, your source,"
                + " Settings, API Keys)"));
  }

  @Test
  void aKeyThatIsNotThereIsTold() {
    assertThat(
        wrong(check("--writeKey=file:" + folder + "/nokey")),
        contains(
            "✗ write key    --writeKey: the secret's file "
                + folder
                + "/nokey cannot be read; does it exist, and may this user read it?"));
  }

  /** Not a fault: nobody has said that it is the only form. */
  @Test
  void aKeyOfAnotherLengthIsDoubtful() throws IOException {
    write("key", "short");
    Result result = check("--region=dublin", "--endpoint=");
    assertThat(
        result.out(),
        containsString(
            "! write key    what is in file:"
                + folder
                + "/key has 5 characters; Segment's write keys are 32 letters and digits, and it"
                + " takes most wrong ones without a word"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--endpoint=https://eu1.api.segmentapis.com | --endpoint names Segment's Public API, which takes no events; use https://events.eu1.segmentapis.com, the Tracking API of the region dublin",
        "--endpoint=https://api.segmentapis.com/v1 | --endpoint names Segment's Public API, which takes no events; use https://api.segment.io, the Tracking API of the region oregon",
        "--region=mars | --region=mars is unknown; use oregon or dublin",
      })
  void aRegionOrEndpointThatTakesNoEventsIsTold(String option, String line) {
    assertThat(wrong(check(option)), contains("✗ region       " + line));
  }

  @Test
  void twoRegionsAreTold() {
    Result result =
        check("--region=oregon", "--endpoint=https://events.eu1.segmentapis.com/v1/batch");
    assertThat(
        wrong(result),
        hasItem(
            "✗ region       --region=oregon is not the region of --endpoint, which is dublin; leave"
                + " out the one that is wrong, because Segment drops the events of another region"
                + " without a word"));
  }

  @Test
  void aHostThatIsNotReachedIsTold() {
    assertThat(
        wrong(check("--endpoint=http://127.0.0.1:1")),
        contains(
            "✗ host         http://127.0.0.1:1 cannot be reached: connection refused; is the address"
                + " right (--region, --endpoint), and does it need a proxy (HTTPS_PROXY)?"));
  }

  @Test
  void filesThatAreNotThereAreTold() {
    String file = folder + "/nowhere.csv";
    assertThat(
        wrong(check("--activity=" + file)),
        contains("✗ activity     --activity: " + file + " does not match any file"));
  }

  @ParameterizedTest
  @CsvSource({"''", "'event,email,occurred_at'"})
  void aFileWithoutRowsIsTold(String text) throws IOException {
    write("activity.csv", text);
    assertThat(
        wrong(check()),
        contains(
            "✗ activity     --activity: "
                + folder
                + "/activity.csv has no rows; is it the right one, and was it exported?"));
  }

  @Test
  void aMissingColumnIsToldWithTheOneThatMayBeMeant() throws IOException {
    write("activity.csv", "event,recipient,occurred_at\nsent,reader@example.com,2026-11-20\n");
    assertThat(
        wrong(check()),
        contains(
            "✗ activity     --activity: the first row of "
                + folder
                + "/activity.csv has no email; the names found are event, recipient, occurred_at; say"
                + " which one it is, such as --activityFields=email=recipient"));
  }

  @Test
  void rowsThatCannotBeReadAreCountedByReasonWithAnExample() throws IOException {
    write(
        "activity.csv",
        HEADER
            + CLICK
            + "Link Clicked,reader@example.com,11/03/2026,\n"
            + "Link Clicked,reader@example.com,11/04/2026,\n"
            + "Link Clacked,reader@example.com,2026-11-20,\n");
    Result result = check();
    assertThat(
        result.out().replace(folder.toString(), "DIR"),
        containsString(
            "! activity     1 row of the 4 rows of DIR/activity.csv can be read; the others would be"
                + " dead letters: 2 bad_time, such as DIR/activity.csv line 3: occurred_at"
                + " '11/03/2026' cannot be read as a time;"));
    assertThat(result.out(), containsString("; 1 unknown_event, such as "));
    assertThat(
        result.out(),
        endsWith("Everything can be used, and 1 line to look at (!). Nothing was sent.\n"));
    assertThat(result.exitCode(), is(0));
  }

  @Test
  void ofAMisspeltColumnTheNearestNameIsTold() throws IOException {
    write("activity.csv", HEADER.replace("link_url", "lnk_url,plan") + CLICK.strip() + ",gold\n");
    assertThat(
        check().out(),
        containsString(
            "! columns      read: event, email, occurred_at; dropped: lnk_url (is it link_url?), plan;"
                + " --activityFields maps them\n"));
  }

  @Test
  void contactsWhoIdentifyNobodyAreTold() throws IOException {
    write("contacts.csv", "user_id,email\n17,\n18,\n");
    assertThat(
        wrong(check()), contains(startsWith("✗ contacts     --contacts: the first 2 rows of ")));
    write("contacts.csv", "user_id,email\n17,\n,reader@example.com\n");
    assertThat(
        wrong(check()),
        contains(
            "✗ contacts     --contacts: 2 rows, and none identifies anybody (1 without an e-mail, 1"
                + " without a user id); name the columns with --contactsFields, such as"
                + " user_id=customer_id,email=mail"));
  }

  /** A run would end with 0 and say so; here it is looked at before. */
  @Test
  void aGateThatLetsNobodyThroughIsDoubtful() throws IOException {
    write("contacts.csv", "user_id,email,received_at\n17,reader@example.com,2026-11-21\n");
    Result result = check();
    assertThat(
        result.out(),
        containsString(
            "! gate         0 of the 1 row of activity pass; 0 of people who are not identified, 1 of"
                + " people who are identified later; are these the same people, and is --gate=as_of"
                + " what is meant?\n"));
    assertThat(result.exitCode(), is(0));
  }

  @Test
  void aFolderThatCannotBeWrittenIsTold() {
    assertThat(
        wrong(check("--report=" + folder + "/key/report")),
        contains(
            startsWith(
                "✗ folders      --report: the folder "
                    + folder
                    + "/key/report cannot be created")));
  }

  @Test
  void aTableIsShownWithTheTypesOfItsColumns() {
    ActivityTables.create(TestDatabases.POSTGRESQL);
    Result result = check(database("activityTable=activity"));
    assertThat(result.out(), result.exitCode(), is(0));
    assertThat(
        result.out().replace(TestDatabases.POSTGRESQL.url(), "URL"),
        containsString(
            "✓ database     activity of URL: occurred_at timestamptz, id text, event text, email text,"
                + " email_id text,"));
    assertThat(
        result.out().replace(TestDatabases.POSTGRESQL.url(), "URL"),
        containsString(
            "! database     the user of --activity may also INSERT, UPDATE, DELETE in activity of URL;"
                + " nothing is written, but a user that has only SELECT is safer\n"));
    assertThat(
        result.out(), containsString("✓ activity     the 53 rows of activity can be read\n"));
    assertThat(result.out() + result.err(), not(containsString(TestDatabases.PASSWORD)));
  }

  @Test
  void aTableThatMayOnlyBeReadIsNothingToLookAt() {
    TestDatabases.POSTGRESQL.execute(
        "DROP TABLE IF EXISTS only_read",
        "CREATE TABLE only_read AS SELECT 'sent' AS event, 'reader@example.com' AS email,"
            + " TIMESTAMPTZ '2026-11-20 00:00:00Z' AS occurred_at",
        "DROP USER IF EXISTS careful",
        "CREATE USER careful PASSWORD '" + TestDatabases.PASSWORD + "'",
        "GRANT SELECT ON only_read TO careful");
    Result result = check(database("activityTable=only_read", "activityUser=careful"));
    TestDatabases.POSTGRESQL.execute("DROP TABLE only_read", "DROP USER careful");
    assertThat(result.out(), not(containsString("\n!")));
    assertThat(result.exitCode(), is(0));
  }

  @Test
  void aDatabaseThatIsNotThereIsTold() {
    assertThat(
        wrong(check("--activity=jdbc:postgresql://127.0.0.1:1/none", "--activityTable=activity")),
        contains(
            startsWith(
                "✗ activity     --activity: jdbc:postgresql://127.0.0.1:1/none cannot be reached, or"
                    + " went away; check that it is running, and its host and port")));
  }

  @Test
  void aWrongPasswordIsTold() throws IOException {
    TestDatabases.POSTGRESQL.execute(
        "DROP USER IF EXISTS other", "CREATE USER other PASSWORD 'another-password'");
    write("wrong-password", "s3cret");
    List<String> wrong =
        wrong(
            check(
                database(
                    "activityTable=activity",
                    "activityPassword=file:" + folder + "/wrong-password")));
    assertThat(wrong, contains(containsString("password authentication failed")));
    assertThat(wrong, contains(containsString("--activityPassword")));
  }

  @Test
  void aTableThatIsNotThereIsTold() {
    assertThat(
        wrong(check(database("activityTable=nothing"))),
        contains(startsWith("✗ activity     --activityTable: ")));
  }

  @Test
  void aFlinkThatIsDeadIsTold() {
    assertThat(
        wrong(check("--runner=FlinkRunner", "--flinkMaster=127.0.0.1:1")),
        contains(
            "✗ runner       the Flink cluster at 127.0.0.1:1 cannot be reached (Connection refused);"
                + " is it running, and is this its REST address (--flinkMaster)?"));
  }

  @Test
  void anotherFlinkIsTold() throws IOException {
    try (FakeRest rest = FakeRest.start().cluster("2.0.0", "127.0.0.1")) {
      assertThat(
          wrong(check("--runner=FlinkRunner", "--flinkMaster=" + rest.address())),
          contains(
              startsWith(
                  "✗ runner       the cluster at http://"
                      + rest.address()
                      + " runs Flink 2.0.0, and this command submits with ")));
    }
  }

  @Test
  void theFlinkThatFitsIsShown() throws IOException {
    String version = EnvironmentInformation.getVersion();
    try (FakeRest rest = FakeRest.start().cluster(version, "127.0.0.1", "127.0.0.1")) {
      assertThat(
          check("--runner=FlinkRunner", "--flinkMaster=" + rest.address()).out(),
          containsString(
              "✓ runner       FlinkRunner at http://"
                  + rest.address()
                  + ": Flink "
                  + version
                  + ", 2 task managers, 2 slots, 1 free; parallelism 2\n"));
    }
  }

  @Test
  void theWarehouseIsLookedAt() {
    String schema = TestDatabases.newSchemaName();
    String other = TestDatabases.newSchemaName();
    TestDatabases.POSTGRESQL.execute(
        "CREATE SCHEMA " + schema,
        "CREATE SCHEMA " + other,
        "CREATE TABLE " + schema + ".link_clicked (id TEXT, event TEXT)",
        "INSERT INTO " + schema + ".link_clicked VALUES ('1', 'link_clicked')");
    List<String> where =
        List.of(
            "--warehouse=" + TestDatabases.POSTGRESQL.url(),
            "--warehouseUser=" + TestDatabases.USER,
            "--warehousePassword=file:" + TestDatabases.passwordFile(folder));
    assertThat(
        check(with(where, "--warehouseSchema=" + schema)).out(),
        containsString(
            "✓ warehouse    1 of the 7 tables are in the schema "
                + schema
                + " (link_clicked), with 1 rows\n"));
    assertThat(
        wrong(check(with(where, "--warehouseSchema=" + other))),
        contains(
            startsWith(
                "✗ warehouse    --warehouseSchema="
                    + other
                    + " has none of the seven tables, such as email_sent; they are in ")));
  }

  /** So that the output can stand in a ticket. */
  @Test
  void whereEachValueIsFromIsShownAndNoSecret() throws IOException {
    write("nightly.yaml", "batchEvents: 0\nactivityPassword: s3cret\n");
    Result result =
        check(
            "--options=" + folder + "/nightly.yaml",
            "--activity=jdbc:postgresql://127.0.0.1:1/none?password=s3cret");
    assertThat(
        result.out(), containsString("  --batchEvents=0  (" + folder + "/nightly.yaml, line 1)\n"));
    assertThat(
        result.out(),
        containsString(
            "  --activityPassword=(not repeated here: it may be the secret itself)  ("
                + folder
                + "/nightly.yaml, line 2)\n"));
    assertThat(
        result.out(),
        containsString(
            "  --activity=(not repeated here: it contains a password or another secret)  (the"
                + " command line)\n"));
    assertThat(
        wrong(result),
        hasItem(
            "✗ sending      --batchEvents=0 is out of range; use 1 to 2,500 (--batchEvents is from "
                + folder
                + "/nightly.yaml, line 1)"));
    assertThat(result.out() + result.err(), not(containsString("s3cret")));
  }

  private String endpoint() {
    return "http://127.0.0.1:" + segment.getAddress().getPort();
  }

  /** Checks what is right but for these words, of which an empty value takes an option away. */
  private Result check(String... words) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "--activity=" + folder + "/activity.csv",
                "--contacts=" + folder + "/contacts.csv",
                "--endpoint=" + endpoint(),
                "--writeKey=file:" + folder + "/key",
                "--report=" + folder + "/report",
                "--resume=" + folder + "/state"));
    for (String word : words) {
      all.removeIf(given -> given.startsWith(word.replaceFirst("=.*", "=")));
      if (!word.endsWith("=")) {
        all.add(word);
      }
    }
    all.add(0, "check");
    return JobProbe.run(folder, all);
  }

  private String[] database(String... options) {
    return with(
        List.of(
            "--activity=" + TestDatabases.POSTGRESQL.url(),
            "--activityUser=" + TestDatabases.USER,
            "--activityPassword=file:" + TestDatabases.passwordFile(folder)),
        Arrays.stream(options).map(option -> "--" + option).toArray(String[]::new));
  }

  private static String[] with(List<String> words, String... more) {
    List<String> all = new ArrayList<>(words);
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  private static List<String> wrong(Result result) {
    return result.out().lines().filter(line -> line.startsWith("✗")).toList();
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }
}
