package dev.freehold.api.profile;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keycloak.admin.client.resource.AuthenticationManagementResource;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.representations.idm.AuthenticationExecutionInfoRepresentation;
import org.keycloak.representations.idm.AuthenticationFlowRepresentation;

/**
 * The realm's flow for log-ins by password. Keycloak's own would let a password alone in where the
 * second factor is a security key: here the extension's guard stands behind the password.
 */
@Singleton
class NativeLogInFlow {
  private static final String ALIAS = "freehold native";
  private static final String REQUIRED = "REQUIRED";
  private static final List<String> STEPS =
      List.of(
          "direct-grant-validate-username",
          "direct-grant-validate-password",
          "freehold-second-factor-guard");

  /** Whether the flow is there and has exactly the steps it must have. */
  boolean sound(RealmResource realm) {
    return find(realm).isPresent()
        && executions(realm).stream()
            .map(step -> step.getProviderId() + ' ' + step.getRequirement())
            .toList()
            .equals(STEPS.stream().map(step -> step + ' ' + REQUIRED).toList());
  }

  /** Makes the flow, or makes it anew. */
  void repair(RealmResource realm) {
    AuthenticationManagementResource flows = realm.flows();
    if (find(realm).isEmpty()) {
      AuthenticationFlowRepresentation made = new AuthenticationFlowRepresentation();
      made.setAlias(ALIAS);
      made.setDescription("Password without a page; made by Freehold");
      made.setProviderId("basic-flow");
      made.setTopLevel(true);
      made.setBuiltIn(false);
      flows.createFlow(made).close();
    }
    executions(realm).forEach(step -> flows.removeExecution(step.getId()));
    STEPS.forEach(step -> flows.addExecution(ALIAS, Map.of("provider", step)));
    for (AuthenticationExecutionInfoRepresentation step : executions(realm)) {
      step.setRequirement(REQUIRED);
      flows.updateExecutions(ALIAS, step);
    }
  }

  String id(RealmResource realm) {
    return find(realm).orElseThrow().getId();
  }

  private static Optional<AuthenticationFlowRepresentation> find(RealmResource realm) {
    return realm.flows().getFlows().stream()
        .filter(flow -> flow.getAlias().equals(ALIAS))
        .findFirst();
  }

  private static List<AuthenticationExecutionInfoRepresentation> executions(RealmResource realm) {
    return realm.flows().getExecutions(ALIAS);
  }
}
