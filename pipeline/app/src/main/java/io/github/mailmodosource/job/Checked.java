package io.github.mailmodosource.job;

import org.jspecify.annotations.Nullable;

/** A setting that was checked. It has no value if its option, or one that it needs, is wrong. */
public final class Checked<T> {
  private final @Nullable T value;

  private Checked(@Nullable T value) {
    this.value = value;
  }

  static <T> Checked<T> valid(T value) {
    return new Checked<>(value);
  }

  static <T> Checked<T> faulty() {
    return new Checked<>(null);
  }

  /** The value; to be called inside of another check only, which is skipped if there is none. */
  public T get() {
    if (value == null) {
      throw new SkippedException();
    }
    return value;
  }

  /** The value; null if there is none. For whoever goes on without it. */
  public @Nullable T orNull() {
    return value;
  }

  /** What a check needs is missing; the line of the fault behind it is known already. */
  static final class SkippedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private SkippedException() {
      super("a check that needs a faulty setting", null, false, false);
    }
  }
}
