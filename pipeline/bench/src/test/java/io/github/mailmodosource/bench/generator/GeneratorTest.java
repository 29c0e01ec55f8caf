package io.github.mailmodosource.bench.generator;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeneratorTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  /** SHA-256 of activity, contacts and expected.json, of the single source file that was first. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "jsonl | --rows=2000"
            + " | 777e68a887a236afbd3a1b659f817dccb0075d2f1e588d3b20b70241f86eadb1"
            + " | 75ab8e56de94fbd8c8416ae5a92b81730f065b430aea418991d79ec871fc3017"
            + " | c6884a4ccc3240cf5e04c794226c18242e4bcae2167c981d808d094a53ba6947",
        "csv | --rows=2000 --contacts=300 --seed=-7 --duplicates=0.05 --bad=0.1"
            + " | 89ae05502c780fec753c0e244a28e42850cf0dda70e9a1c1eebb4d7e0f8ba19e"
            + " | 13986133c624e8389ecff184647045187f43c3c1f9dbbf404ff53634d0266414"
            + " | a5922f738c6c6f78382e43c968ea2ced86ced63b3913a2992343e1ec4542f01b",
        "jsonl | --rows=1500 --contacts=0 --duplicates=0 --bad=0.02"
            + " | 4d25f796cc6b218a4d42f2c9b88d621cc73ecd056d889382450670dc5a8e7059"
            + " | e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
            + " | fdd2246e06612ba645341375b30498ba563a22c1048409249911f5b528d4ccfd",
        "csv | --rows=50 --contacts=7"
            + " | 9dd257be746cbbe29344a31851cfec82d3c49c917b3ab58b3db3c97f011f2f38"
            + " | 77ab30652f04f958fc45712429f403d07efe405e9854f5fafe252541e1aa815f"
            + " | 04118f39e30c03c05df9f0e0b9effe5864b1dd6a26fb48f033c02a9b69118f24",
        "jsonl | --rows=1000 --contacts=5000 --seed=42 --bad=1"
            + " | 7696c3537e7e7d2847be51921b3435fee2c973e67162c4a01565b61bf3fdbfe5"
            + " | bc6c3dfa40734122f1e50934a1c3dbb1e1c339f8dff3e0d7aa03ebaf12f7d6c0"
            + " | 03841e33f14a040a933e3a81caaf57638711c7e09e64be0e0f36f09445f276da"
      })
  void theSameOptionsGiveTheSameBytesForEver(
      String format, String options, String activity, String contacts, String expected)
      throws Exception {
    generate((options + " --format=" + format).split(" ", -1));
    assertThat(sha256("activity." + format), is(activity));
    assertThat(sha256("contacts." + format), is(contacts));
    assertThat(sha256("expected.json"), is(expected));
  }

  @Test
  void anotherSeedGivesOtherRows() throws Exception {
    generate("--rows=100", "--seed=1");
    String first = sha256("activity.jsonl");
    generate("--rows=100", "--seed=2");
    assertThat(sha256("activity.jsonl"), is(not(first)));
  }

  @Test
  void theFilesHaveAsManyRowsAsTheFunnelSays() throws Exception {
    generate("--rows=3000", "--contacts=200", "--bad=0.1", "--duplicates=0.1");
    JsonNode expected = expected();
    assertThat(lines("activity.jsonl"), is(3000));
    assertThat(expected.at("/funnel/read").asInt(), is(3000));
    assertThat(lines("contacts.jsonl"), is(expected.at("/contacts/read").asInt()));
    assertThat(sum(expected.at("/deadLetters")), is(expected.at("/funnel/invalid").asInt()));
  }

  @Test
  void everyEventAddsUpToTheFunnel() throws Exception {
    generate("--rows=3000", "--contacts=200", "--bad=0.1", "--duplicates=0.1");
    JsonNode expected = expected();
    for (String outcome : List.of("read", "invalid", "not_identified", "duplicate", "sent")) {
      int all = 0;
      for (JsonNode event : expected.get("events")) {
        all += event.get(outcome).asInt();
      }
      assertThat(outcome, all, is(expected.at("/funnel/" + outcome).asInt()));
    }
  }

  /** As {@code --help} promises them. */
  @Test
  void rowsHaveTheirShares() throws Exception {
    generate("--rows=100000", "--contacts=20000", "--duplicates=0.02", "--bad=0.05");
    JsonNode funnel = expected().get("funnel");
    // 5 % are bad; of the rest 2 % repeat others, and the shares of contacts are of what remains.
    assertThat(share(funnel, "invalid"), is(closeTo(0.05, 0.003)));
    assertThat(share(funnel, "duplicate"), is(closeTo(0.95 * 0.02, 0.002)));
    assertThat(share(funnel, "not_identified"), is(closeTo(0.95 * 0.98 * 0.10, 0.004)));
    assertThat(share(funnel, "identified_later"), is(closeTo(0.95 * 0.98 * 0.05, 0.004)));
    assertThat(share(funnel, "outside_window"), is(0.0));
    assertThat(share(funnel, "undelivered"), is(0.0));
  }

  @ParameterizedTest
  @CsvSource({
    "Email Sent, 0.600",
    "Email Opened, 0.250",
    "Link Clicked, 0.080",
    "Email Form Submitted, 0.020",
    "Email Marked as Spam, 0.005",
    "Email Bounced, 0.030",
    "Email Unsubscribed, 0.015"
  })
  void eventsHaveTheirShares(String event, double share) throws Exception {
    generate("--rows=100000", "--contacts=20000");
    double read = expected().get("events").get(event).get("read").asDouble();
    assertThat(read / 100_000, is(closeTo(share, 0.006)));
  }

  @Test
  void rowsOfOneFileDifferInTimeUnlessTheyAreDuplicates() throws Exception {
    generate("--rows=2000", "--duplicates=0");
    List<String> lines = Files.readAllLines(folder.resolve("activity.jsonl"));
    assertThat(lines.stream().distinct().count(), is(2000L));
  }

  private void generate(String... options) throws IOException {
    List<String> all = new ArrayList<>(List.of(options));
    all.add("--out=" + folder);
    new Generator(GeneratorOptions.parse(all)).run();
  }

  private JsonNode expected() throws IOException {
    return JSON.readTree(folder.resolve("expected.json").toFile());
  }

  private int lines(String file) throws IOException {
    return Files.readAllLines(folder.resolve(file)).size();
  }

  private static double share(JsonNode funnel, String outcome) {
    return funnel.get(outcome).asDouble() / funnel.get("read").asDouble();
  }

  private static int sum(JsonNode counts) {
    int sum = 0;
    for (JsonNode count : counts) {
      sum += count.asInt();
    }
    return sum;
  }

  private String sha256(String file) throws Exception {
    byte[] bytes = Files.readAllBytes(folder.resolve(file));
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
