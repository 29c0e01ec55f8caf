package io.github.mailmodosource.judge;

import io.github.mailmodosource.contact.ContactsJoin;
import io.github.mailmodosource.contact.IdentifyCalls;
import org.apache.beam.sdk.values.PCollection;

/**
 * Who activity is judged against.
 *
 * @param rowBytes about how much text the calls were read from, to size the parts by
 */
public record Contacts(PCollection<IdentifyCalls> calls, long rowBytes, ContactsJoin join) {}
