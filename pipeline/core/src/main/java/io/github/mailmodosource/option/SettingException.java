package io.github.mailmodosource.option;

/**
 * A setting whose value cannot be used. The message begins with the setting's name, such as {@code
 * batchBytes=5 is out of bounds}; whoever took the value from a command line puts dashes in front.
 */
public final class SettingException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  private final String setting;

  /**
   * A setting that is refused.
   *
   * @param setting its name, such as {@code batchBytes}
   * @param problem what follows the name: what is wrong, and how to fix it
   */
  public SettingException(String setting, String problem) {
    this(setting, problem, null);
  }

  public SettingException(
      String setting, String problem, @org.jspecify.annotations.Nullable Throwable cause) {
    super(setting + problem, cause);
    this.setting = setting;
  }

  /** The name of the setting. */
  public String setting() {
    return setting;
  }
}
