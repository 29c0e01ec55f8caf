package io.github.mailmodosource.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A headless Chromium with one page, driven by its own DevTools protocol: the few commands that the
 * tests need are less than any library that would send them.
 */
public final class Chromium implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome");
  private static final int SECONDS = 60;

  private static final Map<String, Integer> KEY_CODES =
      Map.of("Enter", 13, "Escape", 27, "End", 35, "Home", 36, "ArrowUp", 38, "ArrowDown", 40);

  private final Path profile;
  private final Process process;
  private final WebSocket socket;
  private final String session;
  private final AtomicInteger ids = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
  private final Map<String, CompletableFuture<JsonNode>> awaited = new ConcurrentHashMap<>();

  /** Errors and warnings of the console, exceptions, and addresses that were asked for. */
  private final List<String> complaints = new CopyOnWriteArrayList<>();

  private final List<String> requests = new CopyOnWriteArrayList<>();

  private Chromium(Path program, Path profile) throws IOException {
    this.profile = profile;
    process =
        new ProcessBuilder(
                program.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(address(process), new Reader())
            .join();
    String target =
        call("", "Target.createTarget", Map.of("url", "about:blank")).get("targetId").textValue();
    session =
        call("", "Target.attachToTarget", Map.of("targetId", target, "flatten", true))
            .get("sessionId")
            .textValue();
    for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
      call(domain + ".enable", Map.of());
    }
  }

  /** The program on the path; null if there is none. */
  public static @Nullable Path program() {
    String path = System.getenv().getOrDefault("PATH", "");
    return Stream.of(path.split(File.pathSeparator))
        .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst()
        .orElse(null);
  }

  public static Chromium start(Path program) {
    try {
      return new Chromium(program, Files.createTempDirectory("chromium"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Opens an address as wide as that, in that scheme of colours; what was heard before is
   * forgotten.
   */
  public void open(String address, int width, String scheme) {
    resize(width, 800);
    call(
        "Emulation.setEmulatedMedia",
        Map.of(
            "media",
            "",
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    complaints.clear();
    requests.clear();
    CompletableFuture<JsonNode> loaded = new CompletableFuture<>();
    awaited.put("Page.loadEventFired", loaded);
    call("Page.navigate", Map.of("url", address));
    wait(loaded);
    // Pictures draw themselves once their width is known: a frame after the next.
    evaluate(
        "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(1))))");
  }

  private void resize(int width, int height) {
    call(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
  }

  /** Presses a key and lets it go: a character, or a name such as {@code Enter}. */
  public void press(String key) {
    Map<String, Object> down = new HashMap<>(Map.of("type", "keyDown", "key", key));
    if (key.length() == 1) {
      down.put("text", key);
    } else {
      down.put("windowsVirtualKeyCode", KEY_CODES.get(key));
    }
    call("Input.dispatchKeyEvent", down);
    call("Input.dispatchKeyEvent", Map.of("type", "keyUp", "key", key));
  }

  /** Types into what has the focus. */
  public void type(String text) {
    call("Input.insertText", Map.of("text", text));
  }

  /** Clicks on the middle of the first element that a selector finds. */
  public void click(String selector) {
    JsonNode middle =
        evaluate(
            "(at => ({x: at.x + at.width / 2, y: at.y + at.height / 2}))"
                + "(document.querySelector(\""
                + selector
                + "\").getBoundingClientRect())");
    for (String type : List.of("mousePressed", "mouseReleased")) {
      call(
          "Input.dispatchMouseEvent",
          Map.of(
              "type",
              type,
              "x",
              middle.get("x").doubleValue(),
              "y",
              middle.get("y").doubleValue(),
              "button",
              "left",
              "clickCount",
              1));
    }
  }

  /** Waits until an expression in the page is true. */
  public void await(String expression) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (!evaluate("!!(" + expression + ")").booleanValue()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("still not so after a minute: " + expression);
      }
      evaluate("new Promise(done => setTimeout(() => done(1), 20))");
    }
  }

  /** Lays the page that is open out as it is printed, on paper so wide, in points of the screen. */
  public void layOutForPrint(int width) {
    resize(width, 1000);
    call("Emulation.setEmulatedMedia", Map.of("media", "print"));
  }

  /** The page that is open as PDF on A4, as {@code --print-to-pdf} makes it. */
  public byte[] print() {
    JsonNode pdf =
        call(
            "Page.printToPDF",
            Map.of("paperWidth", 8.27, "paperHeight", 11.69, "printBackground", true));
    return Base64.getDecoder().decode(pdf.get("data").textValue());
  }

  /** The value of an expression in the page; a promise is waited for. */
  public JsonNode evaluate(String expression) {
    JsonNode answer =
        call(
            "Runtime.evaluate",
            Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
    if (answer.has("exceptionDetails")) {
      throw new AssertionError(expression + ": " + answer.get("exceptionDetails"));
    }
    return answer.get("result").path("value");
  }

  public List<String> complaints() {
    return complaints;
  }

  public List<String> requests() {
    return requests;
  }

  @Override
  public void close() {
    socket.abort();
    process.destroy();
    try {
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    // What still ends may still write: a file that cannot be deleted is no matter.
    try (Stream<Path> files = Files.walk(profile)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    } catch (IOException | UncheckedIOException e) {
      profile.toFile().deleteOnExit();
    }
  }

  /** Chromium says on standard error where it listens. */
  private static URI address(Process process) throws IOException {
    BufferedReader err = process.errorReader(StandardCharsets.UTF_8);
    String prefix = "DevTools listening on ";
    for (String line = err.readLine(); line != null; line = err.readLine()) {
      if (line.startsWith(prefix)) {
        // Nobody may let its standard error run full.
        Thread rest = new Thread(() -> err.lines().forEach(ignored -> {}), "chromium-err");
        rest.setDaemon(true);
        rest.start();
        return URI.create(line.substring(prefix.length()).strip());
      }
    }
    throw new IOException("Chromium did not start");
  }

  private JsonNode call(String method, Map<String, ?> parameters) {
    return call(session, method, parameters);
  }

  private JsonNode call(String toSession, String method, Map<String, ?> parameters) {
    int id = ids.incrementAndGet();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    answers.put(id, answer);
    ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
    message.set("params", JSON.valueToTree(parameters));
    if (!toSession.isEmpty()) {
      message.put("sessionId", toSession);
    }
    socket.sendText(message.toString(), true).join();
    JsonNode result = wait(answer);
    if (result.has("error")) {
      throw new AssertionError(method + ": " + result.get("error"));
    }
    return result.get("result");
  }

  private static JsonNode wait(CompletableFuture<JsonNode> answer) {
    return answer.orTimeout(SECONDS, TimeUnit.SECONDS).join();
  }

  private void hear(JsonNode message) {
    JsonNode params = message.path("params");
    String method = message.path("method").asText();
    switch (method) {
      case "Runtime.exceptionThrown" ->
          complaints.add(params.at("/exceptionDetails/exception/description").asText());
      case "Runtime.consoleAPICalled" -> complaints.add(params.path("args").toString());
      case "Log.entryAdded" -> complaints.add(params.at("/entry/text").asText());
      case "Network.requestWillBeSent" -> requests.add(params.at("/request/url").asText());
      default -> {
        CompletableFuture<JsonNode> waiting = awaited.remove(method);
        if (waiting != null) {
          waiting.complete(params);
        }
      }
    }
  }

  private final class Reader implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        JsonNode message = parse(text.toString());
        text.setLength(0);
        CompletableFuture<JsonNode> answer = answers.remove(message.path("id").asInt());
        if (answer != null) {
          answer.complete(message);
        } else {
          hear(message);
        }
      }
      from.request(1);
      return null;
    }
  }

  private static JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
