package io.github.mailmodosource.bench.peers;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The program that one would write by hand: one thread reads lines, some parse, judge and send. No
 * retry, no dead letters, no report, no pace, no duplicates removed.
 *
 * <p>Arguments: activity file, contact file, address, threads. Prints how many events it sent.
 */
public final class Loop implements Callable<Long> {
  private static final int BATCH_BYTES = 475_000;
  private static final int BATCH_EVENTS = 2_500;
  private static final int LINES_AT_ONCE = 1_000;
  private static final List<String> END = List.of();
  private static final String KEY = Base64.getEncoder().encodeToString("bench:".getBytes(UTF_8));
  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final Rows rows;
  private final BlockingQueue<List<String>> queue;
  private final URI address;
  private final ByteArrayOutputStream batch = new ByteArrayOutputStream(BATCH_BYTES + 1_000);
  private int batchEvents;
  private long sent;

  private Loop(Rows rows, BlockingQueue<List<String>> queue, URI address) {
    this.rows = rows;
    this.queue = queue;
    this.address = address;
  }

  public static void main(String[] args) throws Exception {
    System.out.println(
        send(Path.of(args[0]), Path.of(args[1]), args[2], Integer.parseInt(args[3])));
  }

  /** Returns how many events were sent. */
  static long send(Path activity, Path contacts, String server, int threads) throws Exception {
    Rows rows = new Rows(contacts);
    URI address = URI.create(server + "/v1/batch");
    BlockingQueue<List<String>> queue = new ArrayBlockingQueue<>(16);
    ExecutorService workers = Executors.newFixedThreadPool(threads);
    List<Future<Long>> counts = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      counts.add(workers.submit(new Loop(rows, queue, address)));
    }
    try (BufferedReader lines = Files.newBufferedReader(activity, UTF_8)) {
      List<String> some = new ArrayList<>(LINES_AT_ONCE);
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        some.add(line);
        if (some.size() == LINES_AT_ONCE) {
          queue.put(some);
          some = new ArrayList<>(LINES_AT_ONCE);
        }
      }
      if (!some.isEmpty()) {
        queue.put(some);
      }
    }
    for (int i = 0; i < threads; i++) {
      queue.put(END);
    }
    long all = 0;
    for (Future<Long> count : counts) {
      all += count.get();
    }
    workers.shutdown();
    return all;
  }

  @Override
  public Long call() throws Exception {
    try {
      for (List<String> lines = queue.take(); lines != END; lines = queue.take()) {
        for (String line : lines) {
          Rows.Event event = rows.event(line);
          if (event != null) {
            add(json(event));
          }
        }
      }
      send();
      return sent;
    } catch (IOException | RuntimeException e) {
      // The reader would wait for this thread for ever.
      e.printStackTrace();
      Runtime.getRuntime().halt(1);
      throw e;
    }
  }

  private static byte[] json(Rows.Event event) throws IOException {
    ObjectNode json = JSON.createObjectNode();
    json.put("type", "track");
    json.put("event", event.name());
    json.put(event.who().anonymous() ? "anonymousId" : "userId", event.who().id());
    json.put("messageId", event.messageId());
    json.put("timestamp", TIMESTAMP.format(event.time()));
    json.set("properties", JSON.valueToTree(event.properties()));
    json.putObject("context").putObject("traits").put("email", event.email());
    return JSON.writeValueAsBytes(json);
  }

  private void add(byte[] event) throws IOException, InterruptedException {
    // 300 bytes are more than what stands behind the events.
    if (batchEvents == BATCH_EVENTS || batch.size() + event.length + 300 > BATCH_BYTES) {
      send();
    }
    batch.writeBytes((batchEvents == 0 ? "{\"batch\":[" : ",").getBytes(UTF_8));
    batch.writeBytes(event);
    batchEvents++;
  }

  private void send() throws IOException, InterruptedException {
    if (batchEvents == 0) {
      return;
    }
    String end =
        "],\"context\":{\"integration\":{\"name\":\"mailmodo\",\"version\":\"1.0.0\"}},"
            + "\"integrations\":{\"Mailmodo\":false},\"sentAt\":\""
            + TIMESTAMP.format(Instant.now())
            + "\"}";
    batch.writeBytes(end.getBytes(UTF_8));
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .header("Authorization", "Basic " + KEY)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(batch.toByteArray()))
            .build();
    HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException("status " + answer.statusCode());
    }
    sent += batchEvents;
    batchEvents = 0;
    batch.reset();
  }
}
