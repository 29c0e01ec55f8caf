package io.github.mailmodosource;

import io.github.mailmodosource.commandline.Command;
import io.github.mailmodosource.commandline.LogOptions;
import io.github.mailmodosource.sandbox.SandboxCommand;
import io.github.mailmodosource.sandbox.SandboxOptions;
import java.util.Optional;

/** The command {@code sandbox}, where its module is on the class path; clusters go without. */
final class SandboxEntry {
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
            line -> SandboxCommand.run(line.parse(SandboxJobOptions.class))));
  }

  /** The sandbox imports nothing of ours, so what every command has is added here. */
  public interface SandboxJobOptions extends SandboxOptions, LogOptions {}
}
