package io.github.mailmodosource.bench.generator;

import static java.nio.charset.StandardCharsets.UTF_8;

/** A text in both formats, quoted where need be. */
record Text(byte[] json, byte[] csv) {
  static Text of(String text) {
    String json = '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    boolean quote = text.indexOf(',') >= 0 || text.indexOf('"') >= 0;
    String csv = quote ? '"' + text.replace("\"", "\"\"") + '"' : text;
    return new Text(json.getBytes(UTF_8), csv.getBytes(UTF_8));
  }
}
