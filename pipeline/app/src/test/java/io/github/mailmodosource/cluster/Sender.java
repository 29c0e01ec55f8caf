package io.github.mailmodosource.cluster;

import java.util.ArrayList;
import java.util.List;

/** A sender of which this is known; what it has to say is taken once. */
record Sender(long accepted, List<String> left) implements SenderNews {
  @Override
  public List<String> notes() {
    List<String> notes = new ArrayList<>(left);
    if (!notes.isEmpty()) {
      left.clear();
    }
    return notes;
  }
}
