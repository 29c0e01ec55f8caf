package io.github.mailmodosource.contact;

import io.github.mailmodosource.failure.JobStoppedException;
import org.jspecify.annotations.Nullable;

/**
 * The people whose events must not be sent: those whom Segment suppresses, and those whose data was
 * deleted. It is an index as that of the contacts is, in shards, by keys in place of e-mails.
 */
public final class SuppressedPeople {
  private static final String EMAIL = "email ";
  private static final String USER = "user ";

  /** Stands in the index if somebody is named, so that a list of nobody can be told from none. */
  static final String SOMEBODY = "somebody";

  /** Stands in the index if a row named nobody. */
  static final String NOBODY = "nobody";

  private final ContactIndex index;

  private SuppressedPeople(ContactIndex index) {
    this.index = index;
  }

  /**
   * The people in these shards.
   *
   * @throws JobStoppedException with one clear line if there were rows, and none named anybody
   */
  public static SuppressedPeople of(Iterable<IndexShard> shards) {
    ContactIndex index = ContactIndex.of(shards);
    if (index.contains(NOBODY) && !index.contains(SOMEBODY)) {
      throw JobStoppedException.of(
          "no row of --suppressed has a user_id or an email, so nobody would be left out; name the"
              + " columns, such as --suppressedFields=user_id=customer_id,email=mail");
    }
    return new SuppressedPeople(index);
  }

  /** Whether events of this e-mail, as the payload has it, or of this person must not be sent. */
  public boolean contains(String email, Identity identity) {
    return containsEmail(email) || (!identity.anonymous() && containsUser(identity.id()));
  }

  /**
   * The same of what may be unknown.
   *
   * @param email as the payload has it
   */
  public boolean contains(@Nullable String email, @Nullable String userId) {
    return (email != null && containsEmail(email)) || (userId != null && containsUser(userId));
  }

  /** Whether there is anybody. */
  boolean namesSomebody() {
    return index.contains(SOMEBODY);
  }

  private boolean containsEmail(String email) {
    return index.contains(emailKey(email));
  }

  private boolean containsUser(String userId) {
    return index.contains(userKey(userId));
  }

  static String emailKey(String email) {
    return EMAIL + email;
  }

  static String userKey(String userId) {
    return USER + userId;
  }
}
