package io.github.mailmodosource.contact;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.github.mailmodosource.activity.EmailAddress;
import io.github.mailmodosource.deadletter.Reason;
import io.github.mailmodosource.rows.BadRowException;
import io.github.mailmodosource.rows.FieldMapping;
import io.github.mailmodosource.rows.FieldValues;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a row that names people whose events must not be sent: a flat row with a user id or an
 * e-mail or both, or what Segment's Public API answers to {@code GET /suppressions}, whole or one
 * of its parts: {@code {"data":{"suppressed":[{"subjectType":"USER_ID","subjectIds":["U-1"]}]}}}.
 */
public final class SuppressedParser {
  private static final int USER_ID = 0;
  private static final int EMAIL = 1;
  private static final int SUPPRESSED = 2;
  private static final int SUBJECT_TYPE = 3;
  private static final int SUBJECT_IDS = 4;

  private static final String USER_IDS = "USER_ID";
  private static final ObjectReader JSON = new ObjectMapper().reader();

  /** The fields of a row, and the names that each shape has for them. */
  public static FieldMapping mapping() {
    Map<String, List<String>> names = new LinkedHashMap<>();
    names.put("user_id", List.of("userId", "user_id"));
    names.put(
        "email", List.of("email", "traits.email", "context.traits.email", "context_traits_email"));
    names.put("suppressed", List.of("data.suppressed", "suppressed"));
    names.put("subject_type", List.of("subjectType"));
    names.put("subject_ids", List.of("subjectIds"));
    return FieldMapping.of(names);
  }

  /**
   * Tells the keys of all people that the row names; see {@link SuppressedPeople}.
   *
   * @throws BadRowException {@code bad_suppressed} if it names nobody, and is not an answer of
   *     Segment's that has nobody to name
   */
  void parse(FieldValues values, Consumer<String> keys) throws BadRowException {
    String userId = values.get(USER_ID);
    if (userId != null) {
      keys.accept(SuppressedPeople.userKey(userId));
    }
    String email = values.get(EMAIL);
    String address = email == null ? "" : EmailAddress.normalize(email);
    if (!address.isEmpty()) {
      keys.accept(SuppressedPeople.emailKey(address));
    }
    JsonNode answer = array(values.get(SUPPRESSED));
    if (answer != null) {
      for (JsonNode subjects : answer) {
        addUsers(subjects.path("subjectType").asText(USER_IDS), subjects.path("subjectIds"), keys);
      }
    }
    JsonNode subjects = array(values.get(SUBJECT_IDS));
    if (subjects != null) {
      String type = values.get(SUBJECT_TYPE);
      addUsers(type == null ? USER_IDS : type, subjects, keys);
    }
    if (userId == null && address.isEmpty() && answer == null && subjects == null) {
      throw new BadRowException(
          Reason.BAD_SUPPRESSED, "the row has neither a user_id nor an email, so it names nobody");
    }
  }

  private static void addUsers(String type, JsonNode ids, Consumer<String> keys) {
    if (type.equals(USER_IDS)) {
      ids.forEach(id -> keys.accept(SuppressedPeople.userKey(id.asText())));
    }
  }

  /** Null if it is none: a column of the same name may say true or false. */
  private static @Nullable JsonNode array(@Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      JsonNode node = JSON.readTree(text);
      return node.isArray() ? node : null;
    } catch (JsonProcessingException e) {
      return null;
    }
  }
}
