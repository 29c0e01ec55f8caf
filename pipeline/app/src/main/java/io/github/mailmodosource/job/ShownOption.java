package io.github.mailmodosource.job;

import io.github.mailmodosource.coding.MaskedText;
import io.github.mailmodosource.commandline.GivenOption;
import io.github.mailmodosource.jdbc.DatabaseUrl;
import io.github.mailmodosource.option.SecretReference;
import java.util.regex.Pattern;

/** An option as others than its user may see it: in a ticket, a report, a log. */
public final class ShownOption {
  /** Options that name a secret, or would hold it if they were given as they must not be. */
  private static final Pattern SECRET =
      Pattern.compile("(?i)\\w*(key|password|secret|token|credential|connectionString)\\w*");

  private ShownOption() {}

  /** Its value without secrets, and with e-mail addresses masked. */
  public static String value(GivenOption option) {
    String value = option.value();
    if (SECRET.matcher(option.name()).matches()) {
      return SecretReference.shown(value);
    }
    return DatabaseUrl.holdsSecret(value)
        ? "(not repeated here: it contains a password or another secret)"
        : MaskedText.of(value);
  }

  /** The option with that value. */
  static GivenOption of(GivenOption option) {
    return new GivenOption(option.name(), value(option), option.place());
  }
}
