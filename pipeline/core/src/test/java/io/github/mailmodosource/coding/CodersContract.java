package io.github.mailmodosource.coding;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.beam.sdk.util.CoderUtils;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What holds for every coder of a module, and for every type that has one. A test of the module
 * extends it; a coder that was added is found in the module's classes, whether the test knows it or
 * not.
 *
 * <p>The bytes of each sample stand in the tests' resources, a line each, in {@code
 * wire/SourceRowCoder.hex}. Where they change, what an earlier release has written cannot be read
 * any more: the coder's version must change too.
 */
public abstract class CodersContract {
  private static final String ROOT = "io.github.mailmodosource";

  private final String module;
  private final List<CoderSamples<?>> samples;
  private final Telltale telltale;
  private final List<Class<?>> otherTypes;

  /**
   * The coders of a module.
   *
   * @param module its folder
   * @param samples one for each coder
   * @param known how values of classes that are no records are made, with {@link Telltale} texts
   * @param otherTypes what travels besides, within what has a coder or beside it
   */
  protected CodersContract(
      String module,
      List<CoderSamples<?>> samples,
      Map<Class<?>, Supplier<?>> known,
      List<Class<?>> otherTypes) {
    this.module = module;
    this.samples = samples;
    telltale = new Telltale(known);
    this.otherTypes = otherTypes;
  }

  @Test
  void everyCoderOfTheModuleIsTriedHere() {
    Set<String> coders =
        new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .withImportOption(location -> location.contains("/" + module + "/"))
                .importPackages(ROOT)
                .stream()
                .filter(c -> c.isAssignableTo(VersionedCoder.class))
                .filter(c -> !c.getModifiers().contains(JavaModifier.ABSTRACT))
                .map(JavaClass::getName)
                .collect(Collectors.toCollection(TreeSet::new));
    Set<String> tried = new TreeSet<>();
    samples.forEach(sample -> tried.add(sample.coder().getClass().getName()));
    assertThat(tried, is(coders));
  }

  @TestFactory
  Stream<DynamicTest> theBytesAreThoseOfTheFile() {
    return samples.stream()
        .map(
            sample ->
                dynamicTest(sample.name(), () -> assertThat(bytes(sample), is(file(sample)))));
  }

  @TestFactory
  Stream<DynamicTest> whatWasReadIsWrittenAsTheSameBytes() {
    return samples.stream().map(sample -> dynamicTest(sample.name(), () -> assertReadBack(sample)));
  }

  /** Runners log elements when they are told to. */
  @TestFactory
  Stream<DynamicTest> toStringShowsNoAddressAndNoContent() {
    return Stream.concat(samples.stream().map(CodersContract::typeOf), otherTypes.stream())
        .map(
            type ->
                dynamicTest(
                    type.getSimpleName(),
                    () -> {
                      for (Object value : telltale.all(type)) {
                        assertShowsNothing(value);
                      }
                    }));
  }

  private static <T> List<String> bytes(CoderSamples<T> samples) throws IOException {
    List<String> lines = new ArrayList<>();
    for (Map.Entry<String, T> sample : samples.values().entrySet()) {
      byte[] bytes = CoderUtils.encodeToByteArray(samples.coder(), sample.getValue());
      lines.add(sample.getKey() + ": " + ReadableBytes.of(bytes));
    }
    return lines;
  }

  private static <T> void assertReadBack(CoderSamples<T> samples) throws IOException {
    for (Map.Entry<String, T> sample : samples.values().entrySet()) {
      byte[] bytes = CoderUtils.encodeToByteArray(samples.coder(), sample.getValue());
      T read = CoderUtils.decodeFromByteArray(samples.coder(), bytes);
      byte[] again = CoderUtils.encodeToByteArray(samples.coder(), read);
      assertThat(sample.getKey(), ReadableBytes.of(again), is(ReadableBytes.of(bytes)));
    }
  }

  private List<String> file(CoderSamples<?> samples) throws IOException {
    String file = "/wire/" + samples.name() + ".hex";
    try (@Nullable InputStream in = getClass().getResourceAsStream(file)) {
      return in == null
          ? List.of(file + " does not exist")
          : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  /** What the coder codes: {@code T} of {@code VersionedCoder<T>}. */
  private static Class<?> typeOf(CoderSamples<?> samples) {
    ParameterizedType coder = (ParameterizedType) samples.coder().getClass().getGenericSuperclass();
    Type type = coder.getActualTypeArguments()[0];
    return (Class<?>) (type instanceof TypeVariable<?> variable ? variable.getBounds()[0] : type);
  }

  /** The value itself, and all records that it is made of. */
  private static void assertShowsNothing(@Nullable Object value)
      throws ReflectiveOperationException {
    if (value instanceof List<?> list) {
      for (Object element : list) {
        assertShowsNothing(element);
      }
    } else if (value != null && value.getClass().getName().startsWith(ROOT)) {
      assertThat(value.toString(), not(containsString(Telltale.ADDRESS)));
      assertThat(value.toString(), not(containsString(Telltale.SECRET)));
      if (value instanceof Record) {
        for (RecordComponent component : value.getClass().getRecordComponents()) {
          Method accessor = component.getAccessor();
          accessor.setAccessible(true);
          assertShowsNothing(accessor.invoke(value));
        }
      }
    }
  }
}
