package io.github.mailmodosource.job;

import io.github.mailmodosource.commandline.UsageException;
import io.github.mailmodosource.failure.JobStoppedException;
import io.github.mailmodosource.option.SettingException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Checks settings one by one. A job stops at the first fault; whoever wants to know them all gets a
 * line for each. A check that needs a setting which failed is skipped: it has no fault of its own.
 */
public final class Faults {
  private final boolean stopAtFirst;

  /** Each line once: what two settings share may fail for both. */
  private final Set<String> lines = new LinkedHashSet<>();

  private Faults(boolean stopAtFirst) {
    this.stopAtFirst = stopAtFirst;
  }

  /** The first check that fails throws its line as a {@link UsageException}. */
  public static Faults stopAtFirst() {
    return new Faults(true);
  }

  /** Every check is made, and {@link #lines} has what failed. */
  public static Faults collectAll() {
    return new Faults(false);
  }

  /**
   * Makes a check whose message names its option itself.
   *
   * @throws UsageException with one clear line if it fails, and checks stop at the first fault
   */
  public <T> Checked<T> check(Supplier<T> setting) {
    return check("", setting);
  }

  /**
   * Makes a check. Only what a wrong setting throws is its fault; anything else is a bug, and is
   * passed on.
   *
   * @param option what the line begins with, unless the message names the option itself
   * @throws UsageException with one clear line if it fails, and checks stop at the first fault
   */
  public <T> Checked<T> check(String option, Supplier<T> setting) {
    try {
      return Checked.valid(setting.get());
    } catch (Checked.SkippedException e) {
      return Checked.faulty();
    } catch (UsageException e) {
      return fault(e);
    } catch (JobStoppedException e) {
      // What would stop the job is wrong usage as long as no job runs.
      return fault(named(option, e));
    } catch (SettingException e) {
      return fault(new UsageException("--" + e.getMessage(), e));
    } catch (IllegalArgumentException e) {
      return fault(named(option, e));
    }
  }

  private static UsageException named(String option, RuntimeException e) {
    String message = String.valueOf(e.getMessage());
    return new UsageException(message.startsWith("--") ? message : option + message, e);
  }

  /**
   * A setting that is wrong in a way that no check is needed for, such as one that is missing.
   *
   * @throws UsageException with this line if checks stop at the first fault
   */
  public <T> Checked<T> fault(String line) {
    return fault(new UsageException(line));
  }

  private <T> Checked<T> fault(UsageException fault) {
    if (stopAtFirst) {
      throw fault;
    }
    lines.add(String.valueOf(fault.getMessage()));
    return Checked.faulty();
  }

  /** A line for each fault that was found, in the order of the checks. */
  public List<String> lines() {
    return List.copyOf(lines);
  }
}
