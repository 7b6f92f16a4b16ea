package dev.slipway.acceptance.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/// Holds the code to the table in `ARCHITECTURE.md`.
class ArchitectureTest {

  static final List<Part> PARTS = Part.all();

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.slipway");

  @ParameterizedTest
  @FieldSource("PARTS")
  void aPartUsesOnlyWhatTheTableAllows(Part part) {
    var forbidden =
        PARTS.stream()
            .filter(other -> !part.mayUse(other))
            .map(Part::packages)
            .toArray(String[]::new);

    noClasses()
        .that(resideInAnyPackage(part.packages()))
        .should()
        .dependOnClassesThat(resideInAnyPackage(forbidden))
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void theTableNamesEveryPart() {
    Stream<String> found = CLASSES.stream().map(type -> type.getPackageName().split("\\.", -1)[2]);

    assertThat(found.distinct())
        .containsExactlyInAnyOrderElementsOf(PARTS.stream().map(Part::name).toList());
  }

  @Test
  void packagesFormNoCycle() {
    slices().matching("dev.slipway.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @ParameterizedTest
  @CsvSource({
    "com.github.dockerjava.., dev.slipway.runner.build..",
    "org.eclipse.jgit.., dev.slipway.runner.checkout..",
    "io.helidon.dbclient.., dev.slipway.store..",
    "org.h2.., dev.slipway.store..",
    "com.google.crypto.tink.., dev.slipway.store..",
    "org.flywaydb.., dev.slipway.migrations..",
    "org.yaml.snakeyaml.., dev.slipway.process.settings..",
    "redis.clients.., dev.slipway.store.redis..",
    "com.google.re2j.., dev.slipway.artifact.rules..",
    "org.jsoup.., dev.slipway.artifact.hint..",
    "io.micrometer.., dev.slipway.site.report..",
    "com.github.benmanes.caffeine.., dev.slipway.site..",
    "software.amazon.awssdk.., dev.slipway.store.s3..",
    "info.picocli.., dev.slipway.cli.."
  })
  void aLibraryStaysInTheRoomItWasTakenInFor(String library, String room) {
    noClasses()
        .that(resideOutsideOfPackage(room))
        .should()
        .dependOnClassesThat(resideInAnyPackage(library))
        .check(CLASSES);
  }

  @Test
  void tomlIsReadWhereSitesAreToldHowToBeServed() {
    noClasses()
        .that(
            resideOutsideOfPackages(
                "dev.slipway.artifact.rules.netlify..", "dev.slipway.runner.detect.."))
        .should()
        .dependOnClassesThat(resideInAnyPackage("org.tomlj.."))
        .check(CLASSES);
  }

  @Test
  void coreNeedsNothingButTheJdk() {
    classes()
        .that(resideInAnyPackage("dev.slipway.core.."))
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                "dev.slipway.core..", "java..", "javax.crypto..", "org.jspecify.annotations.."))
        .check(CLASSES);
  }

  @Test
  void onlyTheCommandLineStartsProcesses() {
    noClasses()
        .that(resideOutsideOfPackages("dev.slipway.cli..", "dev.slipway.bench.."))
        .should()
        .callMethod(ProcessBuilder.class, "start")
        .check(CLASSES);
  }

  @Test
  void nothingIsGivenToAShell() {
    noClasses().should().callMethod(Runtime.class, "exec", String.class).check(CLASSES);
    noClasses().should().callMethod(Runtime.class, "exec", String[].class).check(CLASSES);
  }

  @Test
  void timeComesFromAClock() {
    noClasses()
        .that(are(DescribedPredicate.not(simpleNameEndingWith("Main"))))
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .because("a test must be able to set the time")
        .check(CLASSES);
  }

  @Test
  void namesSayWhatATypeIs() {
    classes()
        .should()
        .haveNameNotMatching(".*(Util|Utils|Helper|(?<!Package)Manager|Impl)$")
        .check(CLASSES);
  }
}
