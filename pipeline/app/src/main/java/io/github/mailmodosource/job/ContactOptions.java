package io.github.mailmodosource.job;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.jspecify.annotations.Nullable;

/** Who was identified, and how strict the gate is. */
public interface ContactOptions extends PipelineOptions {
  @Description(
      "Identified contacts: paths or globs of files with Segment identify calls or flat rows"
          + " (email, user_id, identified_at), separated by commas. Or a jdbc: URL, with"
          + " --contactsTable or --contactsQuery. Required.")
  @Nullable String getContacts();

  void setContacts(@Nullable String value);

  @Description(
      "Format of the contact files: jsonl, csv, parquet or avro. Default: as each file's content and"
          + " ending say.")
  @Nullable String getContactsFormat();

  void setContactsFormat(@Nullable String value);

  @Description(
      "Where to find each contact field (email, user_id, anonymous_id, identified_at, type), such as"
          + " email=mail,user_id=customer.id. Default: Segment's own names.")
  @Nullable String getContactsFields();

  void setContactsFields(@Nullable String value);

  @Description(
      "Who passes the gate: as_of (identified at or before the activity) or ever (identified at any"
          + " time).")
  @Default.String("as_of")
  String getGate();

  void setGate(String value);

  @Description(
      "How activity is matched with contacts: sideInput (an index of all contacts in every worker's"
          + " memory), keyed (both are grouped by e-mail, on disk where the runner has one; bounded"
          + " runs only) or auto (keyed if the index would take more than half of the memory).")
  @Default.String("auto")
  String getContactsJoin();

  void setContactsJoin(String value);
}
