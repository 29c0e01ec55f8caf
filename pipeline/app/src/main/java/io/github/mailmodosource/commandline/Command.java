package io.github.mailmodosource.commandline;

import java.util.List;
import java.util.function.ToIntFunction;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * A command of the command line.
 *
 * @param purpose what it does, in a few words
 * @param options what it can be told, for its help
 * @param examples command lines of it, for its help; what continues a line begins with blanks
 * @param job runs it, and returns the exit code
 */
public record Command(
    String name,
    String purpose,
    Class<? extends PipelineOptions> options,
    List<String> examples,
    ToIntFunction<CommandLine> job) {}
