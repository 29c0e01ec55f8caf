package io.github.mailmodosource.contact;

import static io.github.mailmodosource.contact.Contacts.anonymous;
import static io.github.mailmodosource.contact.Contacts.call;
import static io.github.mailmodosource.contact.Contacts.calls;
import static io.github.mailmodosource.contact.Contacts.shard;
import static io.github.mailmodosource.contact.Contacts.user;

import io.github.mailmodosource.coding.CoderSamples;
import io.github.mailmodosource.coding.Telltale;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Contacts for the tests of all coders. */
public final class ContactSamples {
  private static final IdentifyCall SINCE_EVER = call("a@b.co", user("Ü-1"), null);
  private static final IdentifyCall LATER =
      call("z@b.co", anonymous("anon-1"), "2026-11-20T10:00:00.000000001Z");
  private static final IdentifyCall TELLTALE = call(Telltale.ADDRESS, user(Telltale.TEXT), null);

  private ContactSamples() {}

  public static List<CoderSamples<?>> coders() {
    return List.of(
        CoderSamples.of(new IdentifyCallsCoder())
            .and("none", calls())
            .and("a user since ever, an anonymous later", calls(SINCE_EVER, LATER)),
        CoderSamples.of(new IndexShardCoder())
            .and("an empty one", shard())
            .and("sorted by the hash of the e-mail", shard(LATER, SINCE_EVER)));
  }

  public static Map<Class<?>, Supplier<?>> telltales() {
    return Map.of(
        IdentifyCalls.class, () -> calls(TELLTALE), IndexShard.class, () -> shard(TELLTALE));
  }
}
