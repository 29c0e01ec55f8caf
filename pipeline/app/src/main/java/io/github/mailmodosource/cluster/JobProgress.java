package io.github.mailmodosource.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How far a job is, by what Flink counts between its steps. A bounded step's own counters say
 * nothing before its end: all that a worker gets of it is one bundle.
 */
public final class JobProgress {
  private static final double MEGABYTE = 1e6;
  private static final int PERCENT = 100;
  private static final String READ = "ReadActivity/";
  private static final String ALL = "all is read";
  private static final String LISTED = READ + "ListFiles";
  private static final String PACK = "/PackBatches/ParMultiDo(PackBatches)";
  private static final String SEND = "/SendBatches/ParMultiDo(SendBatches)";

  private final long bytes;
  private final boolean told;
  private final SenderNews news;
  private final LongSupplier clock;
  private long firstSent;
  private long firstSentAt;

  /**
   * Nothing is done yet.
   *
   * @param bytes about how much there is to read; 0 if nobody knows
   * @param told whether anybody wants to hear how far it is, besides what the sender has to say
   * @param news what else is known of the sender
   */
  public JobProgress(long bytes, boolean told, SenderNews news) {
    this(bytes, told, news, System::nanoTime);
  }

  /** With a clock that counts nanoseconds. */
  JobProgress(long bytes, boolean told, SenderNews news, LongSupplier clock) {
    this.bytes = bytes;
    this.told = told;
    this.news = news;
    this.clock = clock;
  }

  /** What the sender had to say since the last time. */
  List<String> notes() {
    return news.notes();
  }

  boolean isTold() {
    return told;
  }

  /** One line: what is read, what is sent, how long it may take. */
  String line(JsonNode job) {
    JsonNode reader = reader(job);
    JsonNode packer = vertex(job, name -> name.contains(PACK));
    JsonNode sender = vertex(job, name -> name.contains(SEND) && !name.contains(SEND + "."));
    String read = reader == null ? judging(job) : reading(reader);
    if (read == null) {
      return "the job runs";
    }
    long packed = packer == null ? 0 : metric(packer, "write-records");
    long sent = sender == null ? 0 : metric(sender, "read-records");
    long events = news.accepted();
    return read
        + (packed == 0 ? "" : "; " + sending(packed, sent, isDone(packer)))
        + (events == 0 ? "" : text("; %,d events accepted", events));
  }

  private String reading(JsonNode reader) {
    if (isDone(reader)) {
      return ALL;
    }
    double read = metric(reader, "write-bytes");
    return bytes == 0 ? text("%,.0f MB read", read / MEGABYTE) : ofAll(read);
  }

  private String ofAll(double read) {
    return text(
        "%,.0f of %,.0f MB read (%.0f %%)",
        read / MEGABYTE, bytes / MEGABYTE, Math.min(PERCENT, PERCENT * read / bytes));
  }

  /**
   * Where files are read by whoever judges their rows: of the parts that are known, those that are
   * taken, but for one that each worker may have begun only just now.
   *
   * @return null if it is not known
   */
  private @Nullable String judging(JsonNode job) {
    JsonNode lister = vertex(job, name -> name.contains(LISTED));
    JsonNode withContacts = vertex(job, name -> name.contains("/JudgeRows/"));
    JsonNode judge =
        withContacts != null ? withContacts : vertex(job, name -> name.contains("/SplitActivity/"));
    if (lister == null || judge == null) {
      return null;
    }
    if (isDone(judge)) {
      return ALL;
    }
    long parts = metric(lister, "write-records");
    // The contacts come as one element to each worker.
    long others = judge.path("parallelism").asLong() * (withContacts != null ? 2 : 1);
    long read = Math.max(0, Math.min(metric(judge, "read-records") - others, parts));
    if (parts == 0 || bytes == 0) {
      return text("%,d of %,d parts of the files read", read, parts);
    }
    return "about " + ofAll((double) bytes * read / parts);
  }

  private String sending(long packed, long sent, boolean all) {
    String words =
        text("%,d of %,d batches%s are with the sender", sent, packed, all ? "" : " made so far");
    if (!all || sent == 0) {
      return words;
    }
    if (firstSentAt == 0) {
      firstSentAt = clock.getAsLong();
      firstSent = sent;
    }
    long since = sent - firstSent;
    long seconds = TimeUnit.NANOSECONDS.toSeconds(clock.getAsLong() - firstSentAt);
    return since == 0 || seconds == 0
        ? words
        : words
            + text(
                " (%d %%), %s to go",
                PERCENT * sent / packed, time((packed - sent) * seconds / since));
  }

  private static String time(long seconds) {
    return seconds < 120 ? seconds + " s" : TimeUnit.SECONDS.toMinutes(seconds) + " min";
  }

  /**
   * The step that reads activity, if there is one: of all of it, or else of large files that one
   * worker cuts for the others, whose blocks are no parts that could be counted.
   */
  private static @Nullable JsonNode reader(JsonNode job) {
    JsonNode ofAll = vertex(job, name -> name.contains(READ) && isReading(name));
    return ofAll != null ? ofAll : vertex(job, name -> name.contains(READ + "ReadFiles/"));
  }

  private static boolean isReading(String name) {
    return name.contains("/ReadUnits/") || name.contains("/ReadPartitions");
  }

  private static @Nullable JsonNode vertex(JsonNode job, Predicate<String> isMeant) {
    for (JsonNode vertex : job.path("vertices")) {
      if (isMeant.test(vertex.path("name").asText())) {
        return vertex;
      }
    }
    return null;
  }

  private static long metric(JsonNode vertex, String name) {
    return vertex.path("metrics").path(name).asLong();
  }

  private static boolean isDone(@Nullable JsonNode vertex) {
    return vertex != null && vertex.path("status").asText().equals("FINISHED");
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
