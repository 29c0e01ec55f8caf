package io.github.mailmodosource.contact;

import io.github.mailmodosource.activity.Activity;

/** An activity that passed the gate, and who it belongs to. */
public record IdentifiedActivity<A extends Activity>(A activity, Identity identity) {

  /**
   * The same, known to be of one kind.
   *
   * @throws ClassCastException if it is of another
   */
  public <B extends Activity> IdentifiedActivity<B> as(Class<B> kind) {
    return new IdentifiedActivity<>(kind.cast(activity), identity);
  }
}
