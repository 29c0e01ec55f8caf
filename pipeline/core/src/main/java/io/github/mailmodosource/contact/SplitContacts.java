package io.github.mailmodosource.contact;

import io.github.mailmodosource.shard.BoundedOnly;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

/** Sends each identify call to the shard of its e-mail. Bounded only. */
public final class SplitContacts
    extends PTransform<PCollection<IdentifyCalls>, PCollection<KV<Integer, IdentifyCalls>>> {
  private final int shards;

  private SplitContacts(int shards) {
    this.shards = shards;
  }

  public static SplitContacts into(int shards) {
    return new SplitContacts(shards);
  }

  /** The shard, from 0, that has the contact of this e-mail (normalized). */
  public static int shard(String email, int shards) {
    return EmailHash.shard(EmailHash.of(email).high(), shards);
  }

  @Override
  public PCollection<KV<Integer, IdentifyCalls>> expand(PCollection<IdentifyCalls> calls) {
    BoundedOnly.check(this, calls);
    return calls
        .apply("SplitByEmail", ParDo.of(new SplitByEmailFn(shards)))
        .setCoder(KvCoder.of(VarIntCoder.of(), new IdentifyCallsCoder()));
  }
}
