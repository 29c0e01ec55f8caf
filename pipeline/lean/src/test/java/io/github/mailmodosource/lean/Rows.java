package io.github.mailmodosource.lean;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Activity of which it is known what must become of it, by the way it is made: of each hundred rows
 * one is no JSON, if bad ones are wanted, two are their neighbours again, and twenty belong to
 * people who were never identified.
 *
 * @param activity a file of JSON lines
 * @param contacts a file of identify calls
 * @param funnel what a run must say of it
 */
record Rows(Path activity, Path contacts, Map<String, Integer> funnel) {
  private static final int PEOPLE = 100;
  private static final int IDENTIFIED = 80;

  static Rows good(Path folder, int rows) throws IOException {
    return write(folder, rows, false);
  }

  static Rows withBadOnes(Path folder, int rows) throws IOException {
    return write(folder, rows, true);
  }

  private static Rows write(Path folder, int rows, boolean bad) throws IOException {
    List<String> activity = new ArrayList<>();
    int invalid = 0;
    int unknown = 0;
    int again = 0;
    for (int row = 0; row < rows; row++) {
      int person = row % PEOPLE;
      if (bad && person == 7) {
        activity.add("no JSON, of person-7@example.com");
        invalid++;
      } else if (person == 11 || person == 13) {
        activity.add(activity.get(row - 1));
        again++;
      } else {
        activity.add(
            """
            {"id":"row-%d","event":"Link Clicked","email":"person-%d@example.com",\
            "occurred_at":"2026-11-20T03:04:05.678Z","email_id":"an-email","email_subject":"Hello",\
            "campaign_id":"a-campaign","campaign_name":"Autumn","link_url":"https://example.com/%d"}\
            """
                .formatted(row, person, row));
        unknown += person < IDENTIFIED ? 0 : 1;
      }
    }
    List<String> contacts = new ArrayList<>();
    for (int person = 0; person < IDENTIFIED; person++) {
      contacts.add(
          """
          {"type":"identify","userId":"user-%d","traits":{"email":"person-%d@example.com"},\
          "receivedAt":"2026-01-01T00:00:00Z"}\
          """
              .formatted(person, person));
    }
    Map<String, Integer> funnel = new LinkedHashMap<>();
    funnel.put("read", rows);
    funnel.put("invalid", invalid);
    funnel.put("outside_window", 0);
    funnel.put("not_identified", unknown);
    funnel.put("identified_later", 0);
    funnel.put("suppressed", 0);
    funnel.put("duplicate", again);
    funnel.put("sent", rows - invalid - unknown - again);
    funnel.put("undelivered", 0);
    return new Rows(
        Files.write(folder.resolve("activity.jsonl"), activity),
        Files.write(folder.resolve("contacts.jsonl"), contacts),
        funnel);
  }

  int sent() {
    return Objects.requireNonNull(funnel.get("sent"));
  }

  /** The options that name them. */
  List<String> options() {
    return List.of("--activity=" + activity, "--contacts=" + contacts);
  }
}
