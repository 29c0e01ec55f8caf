package io.github.mailmodosource.contact;

/**
 * How activity meets the contacts: {@link #SIDE_INPUT}, an index of all contacts in the memory of
 * every worker, which moves no activity; or {@link #KEYED}, both split by e-mail and grouped on
 * disk, which needs little memory however many contacts there are, and moves everything once.
 */
public enum ContactsJoin {
  SIDE_INPUT,
  KEYED;

  /** The index takes up to so much of the rows that it is made of; less for identify calls. */
  private static final double INDEX_BYTES_OF_A_ROW_BYTE = 0.8;

  /** And no less than so much of a contact, however short its row is: 46.8 by measurement. */
  private static final double INDEX_BYTES_OF_A_CONTACT = 48;

  /** What is left of a worker's memory is for the work itself. */
  private static final double SHARE_OF_MEMORY = 0.5;

  /**
   * Reads the value of {@code --contactsJoin}.
   *
   * @param rowBytes about how much text of contacts there is
   * @param aRowsBytes about how long a row is; 0 if it is not known
   * @param workerBytes the memory of a worker
   * @throws IllegalArgumentException with one clear line
   */
  public static ContactsJoin ofOption(
      String value, long rowBytes, long aRowsBytes, long workerBytes) {
    return switch (value) {
      case "auto" ->
          indexBytes(rowBytes, aRowsBytes) <= workerBytes * SHARE_OF_MEMORY ? SIDE_INPUT : KEYED;
      case "sideInput" -> SIDE_INPUT;
      case "keyed" -> KEYED;
      default ->
          throw new IllegalArgumentException(value + " is unknown; use auto, sideInput or keyed");
    };
  }

  private static double indexBytes(long rowBytes, long aRowsBytes) {
    double ofText = rowBytes * INDEX_BYTES_OF_A_ROW_BYTE;
    return aRowsBytes <= 0
        ? ofText
        : Math.max(ofText, INDEX_BYTES_OF_A_CONTACT * rowBytes / aRowsBytes);
  }
}
