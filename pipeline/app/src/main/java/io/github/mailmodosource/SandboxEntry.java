package io.github.mailmodosource;

import io.github.mailmodosource.commandline.Command;
import io.github.mailmodosource.commandline.LogOptions;
import io.github.mailmodosource.commandline.OptionsFileOptions;
import io.github.mailmodosource.sandbox.SandboxCommand;
import io.github.mailmodosource.sandbox.SandboxOptions;
import java.util.List;
import java.util.Optional;

/** The command {@code sandbox}, where its module is on the class path; clusters go without. */
final class SandboxEntry {
  private static final List<String> EXAMPLES =
      List.of(
          "mailmodo-source sandbox --port=8787",
          "mailmodo-source sandbox --warehouse=jdbc:postgresql://127.0.0.1/segment --loseEvery=10");

  private SandboxEntry() {}

  static Optional<Command> ifOnClassPath() {
    try {
      Class.forName("io.github.mailmodosource.sandbox.SandboxCommand");
    } catch (ClassNotFoundException e) {
      return Optional.empty();
    }
    return Optional.of(
        new Command(
            "sandbox",
            "a local stand-in for Segment's Tracking API, with a page that shows events as they arrive",
            SandboxJobOptions.class,
            EXAMPLES,
            line -> SandboxCommand.run(line.parse(SandboxJobOptions.class))));
  }

  /** The sandbox imports nothing of ours, so what every command has is added here. */
  public interface SandboxJobOptions extends SandboxOptions, OptionsFileOptions, LogOptions {}
}
