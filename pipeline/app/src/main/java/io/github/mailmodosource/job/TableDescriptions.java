package io.github.mailmodosource.job;

/** What is said alike of the table of activity and of the table of contacts. */
final class TableDescriptions {
  static final String TABLE =
      ", such as schema.table. Put a part that has characters other than letters, digits and _ in double quotes.";
  static final String QUERY = ", in place of a table. It may only read.";
  static final String USER = ". Default: the one in the URL, if any.";
  static final String SECRET = ": env:NAME or file:PATH. It is read on the worker. Default: none.";
  static final String PARTITIONS =
      "Number of ranges to read in parallel, if a partition column is given.";
  static final int DEFAULT_PARTITIONS = 8;

  private TableDescriptions() {}
}
