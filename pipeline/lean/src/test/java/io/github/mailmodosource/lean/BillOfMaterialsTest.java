package io.github.mailmodosource.lean;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** "An SBOM (CycloneDX) lies beside each." */
class BillOfMaterialsTest {

  @ParameterizedTest
  @EnumSource
  void isOfCycloneDx(Jar jar) throws IOException {
    JsonNode bill = Library.json(jar);
    assertThat(bill.path("bomFormat").asText(), is("CycloneDX"));
    assertThat(bill.path("specVersion").asText(), is("1.6"));
    assertThat(bill.path("components").size(), is(greaterThan(30)));
    for (JsonNode component : bill.path("components")) {
      assertThat(component.path("purl").asText(), component.path("licenses").isEmpty(), is(false));
    }
  }

  /** The same commit gives the same bytes. */
  @ParameterizedTest
  @EnumSource
  void holdsNothingOfItsOwnBuild(Jar jar) throws IOException {
    JsonNode bill = Library.json(jar);
    assertThat(bill.path("serialNumber").isMissingNode(), is(true));
    assertThat(bill.path("metadata").path("timestamp").isMissingNode(), is(true));
  }

  @ParameterizedTest
  @EnumSource
  void listsWhereEachClassIsFrom(Jar jar) throws IOException {
    Set<String> known = new HashSet<>();
    for (Library library : all(jar)) {
      known.addAll(Jar.files(library.path()));
    }
    List<String> unknown = new ArrayList<>(jar.files());
    unknown.removeIf(file -> !file.endsWith(".class") || known.contains(file));
    assertThat(unknown, is(empty()));
  }

  @ParameterizedTest
  @EnumSource
  void listsNothingThatIsNotInTheJar(Jar jar) throws IOException {
    Set<String> files = new HashSet<>(jar.files());
    TreeSet<String> absent = new TreeSet<>();
    for (Library library : Library.in(jar)) {
      boolean found =
          Jar.files(library.path()).stream().anyMatch(file -> isOfIt(file) && files.contains(file));
      if (!found) {
        absent.add(library.name());
      }
    }
    assertThat(absent, is(empty()));
  }

  /** Licences and manifests have the same names everywhere; D3 is no class. */
  private static boolean isOfIt(String file) {
    return file.endsWith(".class") || file.endsWith(".js");
  }

  /** With the artifact that the bill is of. */
  private static List<Library> all(Jar jar) throws IOException {
    List<Library> all = new ArrayList<>(Library.in(jar));
    JsonNode itself = Library.json(jar).path("metadata").path("component");
    all.add(
        new Library(
            itself.path("group").asText(),
            itself.path("name").asText(),
            itself.path("version").asText()));
    assertThat(
        "each once",
        all.stream().map(Library::name).collect(Collectors.toSet()).size(),
        is(all.size()));
    return all;
  }
}
