package io.github.mailmodosource.job;

import io.github.mailmodosource.commandline.UsageException;
import io.github.mailmodosource.files.FileCheck;
import io.github.mailmodosource.rows.FieldMapping;
import io.github.mailmodosource.rows.FirstRows;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The {@link FirstLook} at a file that comes while a run goes on: it ends no run, but keeps the
 * file from becoming a dead letter for each of its rows.
 */
final class LookAtFile implements FileCheck {
  private static final long serialVersionUID = 1;

  private final String option;
  private final FieldMapping mapping;
  private final List<List<String>> needed;

  LookAtFile(String option, FieldMapping mapping, List<List<String>> needed) {
    this.option = option;
    this.mapping = mapping;
    this.needed = needed;
  }

  @Override
  public @Nullable String fault(FirstRows first) {
    try {
      FirstLook unused = FirstLook.at(option, List.of(first), mapping, needed, values -> true);
      return null;
    } catch (UsageException e) {
      return String.valueOf(e.getMessage());
    }
  }
}
