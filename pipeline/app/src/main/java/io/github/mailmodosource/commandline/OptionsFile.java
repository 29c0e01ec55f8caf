package io.github.mailmodosource.commandline;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** The file that {@code --options} names: properties, or YAML. */
final class OptionsFile {
  private static final String OPTION = "options";

  /** A file without an ending that tells is properties if its first line looks like one of them. */
  private static final Pattern PROPERTY = Pattern.compile("[\\w.-]+\\s*=.*");

  private OptionsFile() {}

  /**
   * What stands in the file, in its order.
   *
   * @throws UsageException with one clear line if it cannot be read, or an option stands in it
   *     twice
   */
  static List<GivenOption> read(String file) {
    String text = text(file);
    List<GivenOption> given =
        isProperties(file, text)
            ? PropertiesOptions.read(file, text)
            : YamlOptions.read(file, text);
    Map<String, String> places = new HashMap<>();
    for (GivenOption option : given) {
      if (option.name().equals(OPTION)) {
        throw new UsageException(
            option.place() + ": a file of options cannot name another one; leave it out");
      }
      String before = places.put(option.name(), option.place());
      if (before != null) {
        throw new UsageException(
            option.place() + ": " + option.name() + " stands in " + before + " too; give it once");
      }
    }
    return given;
  }

  private static String text(String file) {
    byte[] bytes;
    if (file.isBlank()) {
      throw new UsageException("--options is empty; name a file, or leave it out");
    }
    try {
      bytes = Files.readAllBytes(Path.of(file));
    } catch (NoSuchFileException e) {
      throw new UsageException("--options: " + file + " does not exist");
    } catch (IOException | InvalidPathException e) {
      throw new UsageException(
          "--options: " + file + " cannot be read; is it a file, and may this user read it?");
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new UsageException("--options: " + file + " is not text in UTF-8; save it as that");
    }
  }

  private static boolean isProperties(String file, String text) {
    String name = file.toLowerCase(Locale.ROOT);
    if (name.endsWith(".properties")) {
      return true;
    }
    if (name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json")) {
      return false;
    }
    return text.lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith("#") && !line.startsWith("!"))
        .findFirst()
        .filter(line -> PROPERTY.matcher(line).matches())
        .isPresent();
  }
}
