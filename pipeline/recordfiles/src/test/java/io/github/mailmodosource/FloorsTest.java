package io.github.mailmodosource;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * The floors of the files of records: both formats stand on one room, and neither knows the other.
 */
class FloorsTest {
  private static final String ROOT = "io.github.mailmodosource";
  private static final List<String> FLOORS = List.of("record", "avro", "parquet");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(location -> location.contains("/recordfiles/"))
          .importPackages(ROOT);

  @Test
  void everyPackageHasItsFloor() {
    Set<String> packages = new TreeSet<>();
    CLASSES.forEach(c -> packages.add(c.getPackageName().substring(ROOT.length() + 1)));
    assertThat(packages, is(new TreeSet<>(FLOORS)));
  }

  @Test
  void noTwoPackagesImportEachOther() {
    slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
    for (String format : List.of("avro", "parquet")) {
      noClasses()
          .that()
          .resideInAPackage(ROOT + "." + format)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(ROOT + "." + (format.equals("avro") ? "parquet" : "avro"))
          .check(CLASSES);
    }
  }
}
