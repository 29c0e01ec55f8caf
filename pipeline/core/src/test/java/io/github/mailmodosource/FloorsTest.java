package io.github.mailmodosource;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.beam.sdk.coders.CoderProviderRegistrar;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.junit.jupiter.api.Test;

/** The floors of the library: no import runs back up, whatever class is added to a room. */
class FloorsTest {
  private static final String ROOT = "io.github.mailmodosource";

  /** From the ground floor up: a room may import those below it. */
  private static final List<String> FLOORS =
      List.of(
          "coding",
          "shard",
          "failure",
          "option",
          "metrics",
          "lines",
          "ledger",
          "deadletter",
          "rows",
          "files",
          "jdbc",
          "table",
          "activity",
          "contact",
          "event",
          "segment",
          "track",
          "judge",
          "warehouse");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(location -> location.contains("/core/"))
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
  }

  @Test
  void noImportRunsBackUp() {
    for (int floor = 0; floor < FLOORS.size(); floor++) {
      List<String> allowed = new ArrayList<>();
      FLOORS.subList(0, floor + 1).forEach(below -> allowed.add(ROOT + "." + below));
      classes()
          .that()
          .resideInAPackage(ROOT + "." + FLOORS.get(floor))
          .should()
          .onlyDependOnClassesThat(
              resideOutsideOfPackage(ROOT + "..")
                  .or(resideInAnyPackage(allowed.toArray(String[]::new))))
          .because(FLOORS.get(floor) + " imports only what lies below it")
          .check(CLASSES);
    }
  }

  /** What a stranger would have to take along is Beam, Jackson and little else. */
  @Test
  void theLibraryKnowsNoRunnerNoLoggingBindingAndNoDriver() {
    noClasses()
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                "org.apache.beam.runners..",
                "org.apache.flink..",
                "org.slf4j.simple..",
                "org.postgresql..",
                "org.mariadb..",
                "io.javalin..",
                "org.eclipse.jetty.."))
        .check(CLASSES);
  }

  /**
   * Only transforms, DoFns and coders may speak Beam's language: what they are made of is plain
   * Java, which can be tried without a pipeline.
   */
  @Test
  void plainClassesKnowNoBeam() {
    noClasses()
        .that()
        .haveSimpleNameNotEndingWith("Fn")
        .and()
        .haveSimpleNameNotEndingWith("Coder")
        .and()
        .areNotAssignableTo(PTransform.class)
        .and()
        .areNotAssignableTo(DoFn.class)
        .and()
        .areNotAssignableTo(CoderProviderRegistrar.class)
        .and()
        .areNotAnonymousClasses()
        .and()
        .resideInAnyPackage(ROOT + ".activity", ROOT + ".track", ROOT + ".segment", ROOT + ".event")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("org.apache.beam..")
                .and(resideOutsideOfPackage("org.apache.beam.sdk.metrics..")))
        .check(CLASSES);
  }

  @Test
  void onlyDeliverySpeaksHttp() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".segment")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("java.net.http..")
        .check(CLASSES);
  }
}
