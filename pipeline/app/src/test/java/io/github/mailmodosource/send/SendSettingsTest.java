package io.github.mailmodosource.send;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.mailmodosource.commandline.CommandLine;
import io.github.mailmodosource.commandline.UsageException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Options that are wrong, all at once. */
class SendSettingsTest {
  private static final String ACTIVITY = "--activity=testdata/activity.jsonl";
  private static final String CONTACTS = "--contacts=testdata/contacts.jsonl";
  private static final String KEY = "--writeKey=env:PATH";

  @Test
  void optionsThatAreRightHaveNoFault() {
    assertThat(faults(ACTIVITY, CONTACTS, KEY), is(empty()));
  }

  @Test
  void fourWrongOptionsAreFourLinesEachWithItsOption() {
    assertThat(
        faults(
            ACTIVITY,
            CONTACTS,
            KEY,
            "--zone=Nowhere",
            "--gate=never",
            "--batchEvents=0",
            "--retryFor=soon"),
        contains(
            is("--zone=Nowhere is not a known time zone; use a name such as UTC or Asia/Kolkata"),
            is("--gate=never is unknown; use as_of or ever"),
            is("--batchEvents=0 is out of range; use 1 to 2,500"),
            startsWith("--retryFor=soon is not a valid duration; use ")));
  }

  @Test
  void everySettingOfTheSinkIsCheckedByItself() {
    assertThat(
        faults(
            ACTIVITY,
            CONTACTS,
            "--region=mars",
            "--endpoint=segment",
            "--compression=zip",
            "--batchBytes=5",
            "--requestsPerSecond=-1",
            "--eventsPerSecond=-1",
            "--maxInFlight=0",
            "--connectTimeout=0s",
            "--readTimeout=2d",
            "--integrations=x",
            "--writeKey=abc123"),
        contains(
            startsWith("--integrations: "),
            startsWith("--writeKey: "),
            startsWith("--region=mars "),
            startsWith("--endpoint "),
            startsWith("--compression=zip "),
            startsWith("--batchBytes=5 "),
            startsWith("--requestsPerSecond=-1 "),
            startsWith("--eventsPerSecond=-1 "),
            startsWith("--maxInFlight=0 "),
            startsWith("--connectTimeout=pt0s "),
            startsWith("--readTimeout=pt48h ")));
  }

  @Test
  void anEndpointIsOneLineThatNamesIt() {
    assertThat(
        faults(ACTIVITY, CONTACTS, KEY, "--endpoint=https://h:99999"),
        contains(
            startsWith("--endpoint is not a valid address: its port is not one of 1 to 65535; ")));
    assertThat(
        faults(ACTIVITY, CONTACTS, KEY, "--endpoint=http://segment.example"),
        contains(startsWith("--endpoint is a plain http address of another machine: ")));
    assertThat(
        faults(ACTIVITY, CONTACTS, KEY, "--endpoint=http://segment.example", "--allowPlainHttp"),
        is(empty()));
  }

  /** A database needs the period, the mapping and two durations; each is told of once. */
  @Test
  void aFaultHidesOnlyWhatNeedsItsSetting() {
    assertThat(
        faults(
            "--activity=jdbc:postgresql://127.0.0.1:1/db",
            "--contacts=jdbc:postgresql://127.0.0.1:1/db",
            "--since=soon",
            "--contactsFields=who=email",
            "--contactsJoin=hash",
            "--jdbcRetryFor=long",
            "--writeKey=env:MAILMODO_SOURCE_NOBODY_SETS_THIS"),
        contains(
            startsWith("--since=soon "),
            startsWith("--jdbcRetryFor=long "),
            startsWith("--contactsFields: "),
            startsWith("--contactsJoin=hash "),
            startsWith(
                "--writeKey: the environment variable MAILMODO_SOURCE_NOBODY_SETS_THIS is not set")));
  }

  @Test
  void whatIsMissingIsAFaultToo() {
    assertThat(
        faults(KEY),
        contains(startsWith("--activity is missing; "), startsWith("--contacts is missing; ")));
  }

  @Test
  void aJobStopsAtTheFirst() {
    UsageException thrown =
        assertThrows(
            UsageException.class,
            () -> SendSettings.of(options(ACTIVITY, CONTACTS, "--zone=x", "--gate=y")));
    assertThat(
        String.valueOf(thrown.getMessage()), startsWith("--zone=x is not a known time zone"));
  }

  private static List<String> faults(String... words) {
    return SendSettings.faults(options(words));
  }

  private static SendOptions options(String... words) {
    return new CommandLine("send", words).parse(SendOptions.class);
  }
}
