package io.github.mailmodosource.judge;

import io.github.mailmodosource.contact.GateKeeper;
import io.github.mailmodosource.contact.IndexShard;
import io.github.mailmodosource.contact.LiveContacts;
import io.github.mailmodosource.metrics.RunAttempts;
import java.io.Serializable;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.PCollectionView;

/** Where a step finds the contacts: it is asked before each block of rows, and told behind it. */
interface ContactsOfStep extends Serializable {

  /** To be called in {@code @Setup}. */
  default void open() throws InterruptedException {}

  /** Opens the gate for a block. */
  void openGate(GateKeeper gate, DoFn<?, ?>.ProcessContext context);

  /** A block is judged, and nothing of it has been handed on yet. */
  default void judged(GateKeeper gate) {}

  /** To be called in {@code @Teardown}. */
  default void close() {}

  /** Of a bounded run, fetched once for each bundle: some runners decode it at every access. */
  static ContactsOfStep of(PCollectionView<Iterable<IndexShard>> view) {
    return (gate, context) -> {
      if (!gate.isOpen()) {
        gate.open(context.sideInput(view));
      }
    };
  }

  /**
   * Of a run without end. The gate is closed before a block is handed on: that may take as long as
   * Segment is away, and the contacts that are held so long would be one set too many.
   *
   * @param run tells the runs of a process apart
   */
  static ContactsOfStep of(LiveContacts contacts, String run) {
    return new ContactsOfStep() {
      private static final long serialVersionUID = 1;

      @Override
      public void open() throws InterruptedException {
        contacts.open();
        RunAttempts.of(run).enter(this);
      }

      @Override
      public void openGate(GateKeeper gate, DoFn<?, ?>.ProcessContext context) {
        gate.open(contacts.index());
      }

      @Override
      public void judged(GateKeeper gate) {
        gate.close();
      }

      @Override
      public void close() {
        RunAttempts.of(run).leave(this);
        contacts.close();
      }
    };
  }
}
