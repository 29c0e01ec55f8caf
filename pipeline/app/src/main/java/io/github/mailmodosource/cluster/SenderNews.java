package io.github.mailmodosource.cluster;

import java.util.List;

/** What is known of the sender of a job that Flink does not know. */
public interface SenderNews {
  /** Nothing is known. */
  SenderNews NONE =
      new SenderNews() {
        @Override
        public long accepted() {
          return 0;
        }

        @Override
        public List<String> notes() {
          return List.of();
        }
      };

  /** How many events Segment has accepted until now; 0 if nobody knows. */
  long accepted();

  /** What it had to say since the last time, a line each. */
  List<String> notes();
}
