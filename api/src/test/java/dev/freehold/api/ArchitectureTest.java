package dev.freehold.api;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The directions of docs/architecture.md, "Packages of the API". */
class ArchitectureTest {
  private static final String ROOT = "dev.freehold.api.";

  /** Each may import only what stands before it. */
  private static final List<String> ORDER =
      List.of(
          "platform",
          "access",
          "operation",
          "audit",
          "secret",
          "mail",
          "throttle",
          "profile",
          "page",
          "token",
          "apitoken",
          "user",
          "claims",
          "account",
          "invitation",
          "reconciliation",
          "catalog",
          "filter",
          "permission",
          "definition",
          "data",
          "changes",
          "facade",
          "graphql");

  private static JavaClasses classes;

  @BeforeAll
  static void read() {
    classes =
        new ClassFileImporter()
            .withImportOption(new DoNotIncludeTests())
            .importPackages("dev.freehold.api");
  }

  @Test
  void packagesImportOnlyWhatStandsBeforeThem() {
    for (int i = 0; i < ORDER.size(); i++) {
      List<String> later = new ArrayList<>(ORDER.subList(i + 1, ORDER.size()));
      later.add("web");
      noClasses()
          .that()
          .resideInAPackage(ROOT + ORDER.get(i) + "..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(later.stream().map(name -> ROOT + name + "..").toArray(String[]::new))
          .allowEmptyShould(true)
          .check(classes);
    }
  }

  @Test
  void theWelcomePageKnowsNothingOfTheEndpoint() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + "web..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT + "graphql..")
        .allowEmptyShould(true)
        .check(classes);
  }

  @Test
  void onlyOnePackageKnowsGraphqlJava() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + "graphql..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("graphql..", "io.micronaut.configuration.graphql..")
        .check(classes);
  }

  @Test
  void packagesFormNoCycles() {
    slices().matching(ROOT + "(*)..").should().beFreeOfCycles().check(classes);
  }
}
