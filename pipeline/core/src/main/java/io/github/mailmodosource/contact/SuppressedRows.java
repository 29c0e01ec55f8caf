package io.github.mailmodosource.contact;

import io.github.mailmodosource.rows.BadRowException;
import io.github.mailmodosource.rows.FieldReader;
import io.github.mailmodosource.rows.SourceRow;
import java.util.function.Consumer;

/** Makes what {@link SuppressedPeople} are an index of out of rows. */
final class SuppressedRows {
  /** The index is asked whether a key is there, never whose it is. */
  private static final Identity NO_MATTER = new Identity("", false);

  private final SuppressedParser parser = new SuppressedParser();

  /**
   * Takes the people out of a row.
   *
   * @throws BadRowException if it cannot be read, or names nobody; that there is such a row is
   *     handed on before
   */
  void parse(SourceRow row, FieldReader fields, Consumer<IdentifyCall> people)
      throws BadRowException {
    try {
      parser.parse(fields.read(row), key -> people.accept(call(key)));
      people.accept(call(SuppressedPeople.SOMEBODY));
    } catch (BadRowException e) {
      people.accept(call(SuppressedPeople.NOBODY));
      throw e;
    }
  }

  private static IdentifyCall call(String key) {
    return new IdentifyCall(key, NO_MATTER, IdentifyCall.SINCE_EVER);
  }
}
