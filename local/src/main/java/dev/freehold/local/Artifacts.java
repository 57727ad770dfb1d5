package dev.freehold.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What the build of a checkout has made. */
record Artifacts(Path checkout) {
  Path keycloakZip() {
    return built(
        "local/target/keycloak-" + System.getProperty("freehold.keycloak.version") + ".zip");
  }

  List<Path> providers() {
    return List.of(
        built("keycloak-extensions/target/freehold-keycloak-extensions.jar"),
        built("themes/target/freehold-themes.jar"));
  }

  Path api() {
    return built("api/target/freehold-api.jar");
  }

  /** What a superuser runs in the API's database. */
  Path eventTriggers() {
    return checkout.resolve("containers/event-triggers.sql");
  }

  KeycloakDistribution keycloak() {
    return new KeycloakDistribution(keycloakZip(), providers(), state().resolve("keycloak"));
  }

  /** The folder of everything that outlives a run; git ignores it. */
  Path state() {
    return checkout.resolve(".freehold");
  }

  /** Where PostgreSQL's programs are unpacked. */
  Path postgresql() {
    return state().resolve("postgresql-programs");
  }

  private Path built(String path) {
    Path file = checkout.resolve(path);
    if (!Files.isRegularFile(file)) {
      throw new IllegalStateException(file + " is missing: run ./mvnw package -DskipTests");
    }
    return file;
  }
}
