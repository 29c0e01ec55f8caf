package io.github.mailmodosource.contact;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Identify calls for tests, and the index that is built from them. */
final class Contacts {
  private Contacts() {}

  static Identity user(String id) {
    return new Identity(id, false);
  }

  static Identity anonymous(String id) {
    return new Identity(id, true);
  }

  /**
   * An identify call.
   *
   * @param time null for a contact without one
   */
  static IdentifyCall call(String email, Identity identity, @Nullable String time) {
    return new IdentifyCall(
        email, identity, time == null ? IdentifyCall.SINCE_EVER : Nanos.of(Instant.parse(time)));
  }

  static IdentifyCalls calls(IdentifyCall... all) {
    IdentifyCalls calls = new IdentifyCalls();
    for (IdentifyCall call : all) {
      calls.add(call);
    }
    return calls;
  }

  static ContactIndex index(IdentifyCall... all) {
    return ContactIndex.of(calls(all));
  }
}
