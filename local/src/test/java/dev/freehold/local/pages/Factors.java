package dev.freehold.local.pages;

import java.util.List;
import org.keycloak.admin.client.resource.AuthenticationManagementResource;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.representations.idm.AuthenticationExecutionInfoRepresentation;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.RequiredActionProviderRepresentation;

/** Second factors of accounts that nobody logs in to with them. */
final class Factors {
  private Factors() {}

  static CredentialRepresentation codes() {
    return credential(
        "otp",
        "{\"value\":\"nobody has this one\"}",
        "{\"subType\":\"totp\",\"digits\":6,\"counter\":0,\"period\":30,\"algorithm\":\"HmacSHA1\"}");
  }

  static CredentialRepresentation key() {
    CredentialRepresentation key =
        credential(
            "webauthn",
            "{}",
            "{\"aaguid\":\"00000000-0000-0000-0000-000000000000\",\"credentialId\":\"AAAA\","
                + "\"counter\":0,\"attestationStatementFormat\":\"none\",\"transports\":[\"USB\"]}");
    key.setUserLabel("Key on my key ring");
    key.setCreatedDate(1_790_000_000_000L);
    return key;
  }

  /** Has the realm ask for any of them, and offer their set-up. */
  static void allow(RealmResource realm) {
    AuthenticationManagementResource flows = realm.flows();
    for (String alias : List.of("webauthn-register", "webauthn-register-passwordless")) {
      RequiredActionProviderRepresentation action = flows.getRequiredAction(alias);
      action.setEnabled(true);
      flows.updateRequiredAction(alias, action);
    }
    for (AuthenticationExecutionInfoRepresentation step : flows.getExecutions("browser")) {
      if ("webauthn-authenticator".equals(step.getProviderId())) {
        step.setRequirement("ALTERNATIVE");
        flows.updateExecutions("browser", step);
      }
    }
  }

  private static CredentialRepresentation credential(String type, String secret, String data) {
    CredentialRepresentation credential = new CredentialRepresentation();
    credential.setType(type);
    credential.setSecretData(secret);
    credential.setCredentialData(data);
    return credential;
  }
}
