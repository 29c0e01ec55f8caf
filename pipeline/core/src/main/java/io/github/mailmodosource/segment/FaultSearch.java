package io.github.mailmodosource.segment;

import java.util.ArrayList;
import java.util.List;

/**
 * Sends items together, and takes what is rejected apart until the items at fault stand alone, in
 * as few requests as possible.
 *
 * <p>The first few faults are found one by one: half after half, where a half that is accepted
 * proves the other one to be at fault without a request for it; what was set aside on the way is
 * then sent in one request. That is log2(n) + 2 requests for a fault among n. Where there are many
 * faults this would be too much, so from then on both halves are sent, at most about 2 requests for
 * each item. No item is given up that did not stand alone.
 */
final class FaultSearch<T> {
  private static final int FEW = 4;

  private final Sender<T> sender;
  private int searches;

  FaultSearch(Sender<T> sender) {
    this.sender = sender;
  }

  /** Sends items in one request, with retries. */
  interface Sender<T> {
    Outcome send(List<T> items) throws InterruptedException;

    /** How many of the first items are not known to be too large together; at least one. */
    default int fitting(List<T> items) {
      return items.size();
    }
  }

  /** What one request says of its items. */
  enum Outcome {
    /** All are delivered. */
    SENT,
    /** None is delivered; at least one is at fault. If it was alone, it has come to its end. */
    FAULTY,
    /** None is delivered; together they are too large. If it was alone, it has come to its end. */
    TOO_LARGE,
    /** None is delivered, all have come to their end; that tells nothing of other items. */
    ENDED
  }

  /** Brings every item to its end. */
  void deliver(List<T> items) throws InterruptedException {
    int done = 0;
    while (done < items.size()) {
      int next = done + sender.fitting(items.subList(done, items.size()));
      deliverTogether(items.subList(done, next));
      done = next;
    }
  }

  private void deliverTogether(List<T> items) throws InterruptedException {
    List<T> rest = items;
    while (!rest.isEmpty()) {
      Outcome outcome = sender.send(rest);
      if (outcome == Outcome.TOO_LARGE) {
        deliverHalves(rest);
        return;
      }
      if (outcome != Outcome.FAULTY) {
        return;
      }
      if (searches == FEW) {
        takeApart(rest);
        return;
      }
      searches++;
      rest = findOne(rest);
    }
  }

  private void deliverHalves(List<T> items) throws InterruptedException {
    if (items.size() > 1) {
      deliver(items.subList(0, items.size() / 2));
      deliver(items.subList(items.size() / 2, items.size()));
    }
  }

  /** Brings one fault of these to its end; returns the items of which nothing is known yet. */
  private List<T> findOne(List<T> faulty) throws InterruptedException {
    List<T> unknown = new ArrayList<>();
    List<T> suspects = faulty;
    boolean sentAsTheyAre = true;
    while (suspects.size() > 1) {
      List<T> first = suspects.subList(0, suspects.size() / 2);
      List<T> second = suspects.subList(suspects.size() / 2, suspects.size());
      Outcome outcome = sender.send(first);
      if (outcome == Outcome.SENT) {
        suspects = second;
        sentAsTheyAre = false;
        continue;
      }
      unknown.addAll(second);
      if (outcome != Outcome.FAULTY) {
        if (outcome == Outcome.TOO_LARGE) {
          deliverHalves(first);
        }
        return unknown;
      }
      suspects = first;
      sentAsTheyAre = true;
    }
    if (!sentAsTheyAre) {
      sender.send(suspects);
    }
    return unknown;
  }

  /** For many faults: both halves of what is rejected, again and again. */
  private void takeApart(List<T> faulty) throws InterruptedException {
    if (faulty.size() == 1) {
      return;
    }
    List<T> first = faulty.subList(0, faulty.size() / 2);
    List<T> second = faulty.subList(faulty.size() / 2, faulty.size());
    Outcome outcome = sender.send(first);
    if (outcome == Outcome.FAULTY) {
      takeApart(first);
    } else if (outcome == Outcome.TOO_LARGE) {
      deliverHalves(first);
    }
    if (outcome == Outcome.SENT && second.size() > 1) {
      takeApart(second);
    } else {
      deliver(second);
    }
  }
}
