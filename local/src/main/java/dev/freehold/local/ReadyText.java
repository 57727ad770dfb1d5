package dev.freehold.local;

import java.nio.file.Path;

/** What is shown when all of it runs. */
final class ReadyText {
  private ReadyText() {}

  static String of(Ports ports, Secrets secrets, Path state, long seconds) {
    return """

    Freehold is ready after %d s.

      Welcome page       http://localhost:%d/
      GraphQL            http://localhost:%d/graphql
      GraphiQL           http://localhost:%d/graphiql
      Keycloak console   http://localhost:%d/admin/
      Caught mail        http://localhost:%d/

      Administrator      %s   %s
      Keycloak console   %s   %s

    Both were generated at first start and are kept with all data in %s. Logs: %s
    Ctrl-C stops it.
    """
        .formatted(
            seconds,
            ports.api(),
            ports.api(),
            ports.api(),
            ports.keycloak(),
            ports.mail(),
            ApiSettings.ADMIN_EMAIL,
            secrets.administrator(),
            KeycloakSettings.ADMIN,
            secrets.keycloakAdmin(),
            state,
            state.resolve("logs"));
  }
}
