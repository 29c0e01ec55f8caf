package io.github.mailmodosource.bench.generator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/**
 * Makes large activity and contact files, and the funnel that they must give.
 *
 * <p>The same options give the same bytes on any machine: the only source of chance is {@link
 * SplittableRandom#nextLong()}, whose algorithm is fixed, and no default of the platform (charset,
 * locale, line end, zone) is used.
 */
public final class Generator {
  private final GeneratorOptions options;

  public Generator(GeneratorOptions options) {
    this.options = options;
  }

  /** Writes {@code contacts}, {@code activity} and, when both are whole, {@code expected.json}. */
  public void run() throws IOException {
    Path out = Path.of(options.out());
    Files.createDirectories(out);
    ExpectedFunnel expected = new ExpectedFunnel(options.csv());
    Contacts contacts = new Contacts(options.contacts(), new SeededIds(options.seed()));
    try (OutputStream file = open(out.resolve("contacts." + options.format()))) {
      new ContactFile(contacts, options.csv(), expected).writeTo(file);
    }
    try (OutputStream file = open(out.resolve("activity." + options.format()))) {
      new ActivityFile(options, contacts, expected).writeTo(file);
    }
    Files.writeString(out.resolve("expected.json"), expected.toJson(), UTF_8);
  }

  private static OutputStream open(Path path) throws IOException {
    return new BufferedOutputStream(Files.newOutputStream(path), 1 << 20);
  }
}
