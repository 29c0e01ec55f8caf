package io.github.mailmodosource.judge;

import io.github.mailmodosource.contact.SuppressedParser;
import io.github.mailmodosource.rows.FieldMapping;
import io.github.mailmodosource.rows.RowSource;

/**
 * Where the people are named whose events must not be sent.
 *
 * @param fields where each field is found; see {@link SuppressedParser#mapping()}
 */
public record SuppressedSource(RowSource rows, FieldMapping fields) {}
