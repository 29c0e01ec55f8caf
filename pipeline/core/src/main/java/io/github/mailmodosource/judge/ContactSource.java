package io.github.mailmodosource.judge;

import io.github.mailmodosource.contact.ContactsJoin;
import io.github.mailmodosource.contact.IdentifyCallParser;
import io.github.mailmodosource.rows.FieldMapping;
import io.github.mailmodosource.rows.RowSource;

/**
 * Where the contacts are that activity is judged against.
 *
 * @param fields where each field is found; see {@link IdentifyCallParser#mapping()}
 */
public record ContactSource(RowSource rows, FieldMapping fields, ContactsJoin join) {}
