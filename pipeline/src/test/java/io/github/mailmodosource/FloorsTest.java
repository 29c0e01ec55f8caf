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
import io.github.mailmodosource.activity.Activity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No import runs back up, and what the program is about knows neither Beam nor HTTP. */
class FloorsTest {
  private static final String ROOT = "io.github.mailmodosource";

  /** From the ground floor up: a package may import those below it. */
  private static final List<String> FLOORS =
      List.of(
          "coding",
          "option",
          "report",
          "secret",
          "deadletter",
          "rows",
          "database",
          "activity",
          "contact",
          "track",
          "judge",
          "replay",
          "segment",
          "warehouse",
          "commandline");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ROOT);

  @Test
  void everyPackageHasItsFloor() {
    Set<String> packages = new TreeSet<>();
    CLASSES.forEach(c -> packages.add(c.getPackageName().substring(ROOT.length())));
    Set<String> known = new TreeSet<>(Set.of("", ".sandbox"));
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

  @Test
  void theMapInTheReadmeHasThemInThisOrder() throws IOException {
    List<String> named = new ArrayList<>();
    try (Stream<String> readme = Files.lines(Path.of("README.md"))) {
      readme
          .dropWhile(line -> !line.startsWith("| package |"))
          .skip(2)
          .takeWhile(line -> line.startsWith("| `"))
          .map(line -> line.split("\\|", -1)[1])
          .forEach(cell -> named.addAll(List.of(cell.replaceAll("[` ]", "").split(",", -1))));
    }
    List<String> known = new ArrayList<>(FLOORS);
    known.add("sandbox");
    assertThat(named, is(known));
  }

  /** The outside of commands and the inside of the pipeline meet in the jobs alone. */
  @Test
  void commandsKnowNothingOfThePipeline() {
    classes()
        .that()
        .resideInAPackage(ROOT + ".commandline")
        .should()
        .onlyDependOnClassesThat(
            resideOutsideOfPackage(ROOT + "..")
                .or(resideInAnyPackage(ROOT + ".commandline", ROOT + ".report")))
        .check(CLASSES);
  }

  @Test
  void theSandboxImportsNothingOfOursSoThatItCanContradictUs() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".sandbox")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(ROOT + "..").and(resideOutsideOfPackage(ROOT + ".sandbox")))
        .check(CLASSES);
  }

  @Test
  void onlyTheRootImportsTheSandbox() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".*")
        .and()
        .resideOutsideOfPackage(ROOT + ".sandbox")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT + ".sandbox")
        .check(CLASSES);
  }

  @Test
  void whatAnActivityIsKnowsNeitherBeamNorHttp() {
    noClasses()
        .that()
        .areAssignableTo(Activity.class)
        .should()
        .dependOnClassesThat(resideInAnyPackage("org.apache.beam..", "java.net..", "io.javalin.."))
        .check(CLASSES);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "report.DayCounts",
        "report.Finding",
        "report.MaskedText",
        "report.ReconcileCounts",
        "report.ReconcileReport",
        "report.ReportJson",
        "report.ReportPage",
        "report.Sample",
        "activity.Occurrence",
        "activity.Mailing",
        "activity.EventType",
        "activity.EventTime",
        "activity.EmailAddress",
        "activity.TimeWindow",
        "activity.ActivityParser",
        "contact.IdentifyCall",
        "contact.IdentifyCallParser",
        "contact.IdentifyCalls",
        "contact.Identity",
        "contact.ContactIndex",
        "contact.IndexShard",
        "contact.Gate",
        "track.MessageId",
        "track.TrackEvent",
        "track.TrackEventWriter",
        "track.Properties",
        "track.SharedFields",
        "track.SnakeCase",
        "warehouse.Comparison",
        "warehouse.EventColumns",
        "warehouse.EventTable",
        "warehouse.ExpectedRow",
        "warehouse.Judgement",
        "warehouse.WarehouseTables",
        "report.Funnel",
        "report.RunReport",
        "report.RunSummary"
      })
  void domainClassesKnowNeitherBeamNorHttp(String name) {
    noClasses()
        .that()
        .haveFullyQualifiedName(ROOT + "." + name)
        .or()
        .haveNameMatching(ROOT.replace(".", "\\.") + "\\." + name.replace(".", "\\.") + "\\$.*")
        .should()
        .dependOnClassesThat(resideInAnyPackage("org.apache.beam..", "java.net..", "io.javalin.."))
        .check(CLASSES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"segment.SegmentClient", "segment.BatchPacker", "segment.Delivery"})
  void deliveryKnowsNoBeam(String name) {
    noClasses()
        .that()
        .haveFullyQualifiedName(ROOT + "." + name)
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.beam..")
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
