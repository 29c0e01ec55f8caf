package io.github.mailmodosource.coding;

import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Values that hold something that no log may show in each of their texts, whatever fields they
 * have: an address where an id stands, an address and a secret everywhere else.
 */
public final class Telltale {
  public static final String ADDRESS = "ann.other@example.com";
  public static final String SECRET = "hush-hush";

  /** What may stand in a text that is not an id. */
  public static final String TEXT = SECRET + " " + ADDRESS;

  /** Fields that a log may show, but for an address: some ids are one, some keys of tables too. */
  private static final Set<String> IDS = Set.of("id", "messageId", "source", "file", "column");

  /** Fields that hold one of few words. */
  private static final Set<String> WORDS = Set.of("eventName", "event", "day");

  private final Map<Class<?>, Supplier<?>> known;

  /**
   * Makes values of any record.
   *
   * @param known how values of classes that are no records are made
   */
  public Telltale(Map<Class<?>, Supplier<?>> known) {
    this.known = known;
  }

  /** One value; of a sealed interface one of each kind. */
  List<Object> all(Class<?> type) {
    return type.isSealed()
        ? Arrays.stream(type.getPermittedSubclasses()).map(kind -> make(kind, "")).toList()
        : List.of(make(type, ""));
  }

  private Object make(Type type, String name) {
    if (type instanceof ParameterizedType generic) {
      if (generic.getRawType() == List.class) {
        return List.of(make(generic.getActualTypeArguments()[0], name));
      }
      if (generic.getRawType() == Map.class) {
        return Map.of(TEXT, TEXT);
      }
      return make(generic.getRawType(), name);
    }
    if (type instanceof TypeVariable<?> variable) {
      return make(variable.getBounds()[0], name);
    }
    return make((Class<?>) type, name);
  }

  private Object make(Class<?> type, String name) {
    Supplier<?> supplier = known.get(type);
    if (supplier != null) {
      return supplier.get();
    }
    if (type == String.class) {
      return IDS.contains(name) ? "the " + ADDRESS : WORDS.contains(name) ? "word" : TEXT;
    }
    if (type == byte[].class) {
      return TEXT.getBytes(StandardCharsets.UTF_8);
    }
    if (type == int.class) {
      return 7;
    }
    if (type == long.class) {
      return 7L;
    }
    if (type == boolean.class || type == Boolean.class) {
      return true;
    }
    if (type == Instant.class) {
      return Instant.EPOCH;
    }
    if (type.isEnum()) {
      return type.getEnumConstants()[0];
    }
    if (type.isSealed()) {
      return make(type.getPermittedSubclasses()[0], name);
    }
    if (type.isRecord()) {
      return makeRecord(type);
    }
    throw new IllegalArgumentException("say how a " + type.getName() + " is made");
  }

  private Object makeRecord(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    try {
      Constructor<?> constructor =
          type.getDeclaredConstructor(
              Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
      constructor.setAccessible(true);
      return constructor.newInstance(
          Arrays.stream(components).map(c -> make(c.getGenericType(), c.getName())).toArray());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a " + type.getName() + " cannot be made", e);
    }
  }
}
