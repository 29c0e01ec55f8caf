package io.github.mailmodosource.activity;

import org.jspecify.annotations.Nullable;

/**
 * Where an activity takes its properties from, such as a row or the bytes of a coder. An absent one
 * is null.
 *
 * @param <E> what is thrown for a value that is not of the property's type
 */
interface PropertyValues<E extends Exception> {
  @Nullable String text(Property property) throws E;

  @Nullable Boolean bool(Property property) throws E;
}
