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
import org.junit.jupiter.api.Test;

/** The floors of the commands: no import runs back up, and no command knows another. */
class FloorsTest {
  private static final String ROOT = "io.github.mailmodosource";

  /** From the ground floor up: a room may import those below it, and all of the library. */
  private static final List<String> FLOORS =
      List.of(
          "log",
          "commandline",
          "plan",
          "runs",
          "protocols",
          "report",
          "runner",
          "cluster",
          "job",
          "match",
          "stream",
          "send",
          "preview",
          "replay",
          "reconcile",
          "jobreport",
          "check");

  /** Each stands for itself. */
  private static final List<String> COMMANDS =
      List.of("send", "preview", "replay", "reconcile", "jobreport", "check", "plan", "runs");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(location -> location.contains("/app/"))
          .importPackages(ROOT);

  @Test
  void everyPackageHasItsFloor() {
    Set<String> packages = new TreeSet<>();
    CLASSES.forEach(c -> packages.add(c.getPackageName().substring(ROOT.length())));
    Set<String> known = new TreeSet<>(Set.of(""));
    FLOORS.forEach(floor -> known.add("." + floor));
    assertThat(packages, is(known));
  }

  @Test
  void noTwoPackagesImportEachOther() {
    slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void noImportRunsBackUp() {
    for (int floor = 0; floor < FLOORS.size(); floor++) {
      List<String> above = new ArrayList<>(List.of(ROOT));
      FLOORS.subList(floor + 1, FLOORS.size()).forEach(room -> above.add(ROOT + "." + room));
      noClasses()
          .that()
          .resideInAPackage(ROOT + "." + FLOORS.get(floor))
          .should()
          .dependOnClassesThat(resideInAnyPackage(above.toArray(String[]::new)))
          .because(FLOORS.get(floor) + " imports only what lies below it")
          .check(CLASSES);
    }
  }

  @Test
  void noCommandKnowsAnother() {
    for (String command : COMMANDS) {
      List<String> others = new ArrayList<>();
      COMMANDS.stream()
          .filter(other -> !other.equals(command))
          .forEach(other -> others.add(ROOT + "." + other));
      noClasses()
          .that()
          .resideInAPackage(ROOT + "." + command)
          .should()
          .dependOnClassesThat(resideInAnyPackage(others.toArray(String[]::new)))
          .check(CLASSES);
    }
  }

  /** The outside of commands and the inside of the pipeline meet in the jobs alone. */
  @Test
  void theCommandLineKnowsNothingOfThePipeline() {
    classes()
        .that()
        .resideInAPackage(ROOT + ".commandline")
        .should()
        .onlyDependOnClassesThat(
            resideOutsideOfPackage(ROOT + "..")
                .or(resideInAnyPackage(ROOT + ".log", ROOT + ".commandline", ROOT + ".option")))
        .check(CLASSES);
  }

  @Test
  void onlyTheRootImportsTheSandbox() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".*")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT + ".sandbox")
        .check(CLASSES);
  }
}
